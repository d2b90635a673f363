/* Older versions of forms, for visits that began before a form was replaced by a newer one: read from the database when they are needed. */
#ifndef WEB_SITE_VERSIONS_H
#define WEB_SITE_VERSIONS_H

#include "web.h"

typedef struct Versions Versions;

Versions *versions_new(Arena *arena);
void versions_free(Versions *versions);
/* Valid until the next call but seven: the one that was asked for longest ago makes room. *out is NULL when the database has no such
 * version, or one that this program cannot read. Failures: the store's. */
Status versions_get(Versions *versions, Store *store, Str form_id, Str version, const Form **out, Err *err);

#endif
