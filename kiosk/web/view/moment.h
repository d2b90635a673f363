/* moment: dates and times, in the browser's own fields, and what browsers without such fields send. */
#ifndef WEB_MOMENT_H
#define WEB_MOMENT_H

#include "view.h"

typedef struct MomentText { /* as it stands in fields */
  Str date, time;           /* 2026-11-21, 14:05; of what is no answer, as it was typed */
} MomentText;

MomentText web_moment_text(const Page *page, const WebAsked *asked);
/* A field of a native type. id also names it; part: "", or ".date". */
void web_moment_field(Page *page, const WebAsked *asked, const char *type, Str id, Str value);
/* 31.12.2026, 31/12/2026, 2026-12-31, in any digits. False: no day of any calendar. */
bool web_read_day(Arena *arena, Str typed, int64_t *days);
bool web_read_minute(Arena *arena, Str typed, int *minute_of_day); /* 14:30, 14.30, 1430 is none */
int web_minute_of(Value moment);                                   /* of its day */
Str web_minute_words(const Page *page, int minute);

#endif
