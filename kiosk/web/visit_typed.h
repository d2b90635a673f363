/* What was typed into a page and is no answer. It waits with the visit, so that the page can be asked for again as it was. */
#ifndef WEB_VISIT_TYPED_H
#define WEB_VISIT_TYPED_H

#include "page.h"

/* For WaitingVisit.typed, in the arena; nothing typed: empty. */
Str typed_write(Arena *arena, int serial, const PageTyped *typed, size_t count);
/* What of it was typed into the page of that number; borrowed from kept. */
const PageTyped *typed_read(Arena *arena, Str kept, int64_t serial, size_t *count);

#endif
