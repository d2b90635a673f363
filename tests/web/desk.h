/* A survey on a desk: its pages as HTML, and what their fields say when they come back, without a site, a database and a socket. */
#ifndef DESK_H
#define DESK_H

#include "page.h"
#include "phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Desk {
  Arena *arena;
  ManualClock clock;
  uint64_t chance;
  Random random;
  const Form *form;
  WebForm web;
  Survey *survey;
  PageFrame frame;
  Str html;     /* of the page that is shown */
  Phone *phone; /* has read it */
} Desk;

/* Fails, with the messages, when the form has mistakes. */
Desk *desk_of_text(Str yaml);
Desk *desk_of(const char *yaml);
Desk *desk_of_file(const char *path);
void desk_free(Desk *desk);
/* A survey of the form begins. clock and chance as they are. */
void desk_begin(Desk *desk, int language_ix);

Str desk_show(Desk *desk);
/* The same with what was typed into a cell and is no answer. */
Str desk_show_typed(Desk *desk, int cell, Str typed);
/* As a browser posts what the page shows and the phone has filled in, by the button "do" of that value. */
HttpRequest desk_posted(Desk *desk, const char *pressed);
/* "c0=1&c0.year=2": a post that no browser of ours made. */
HttpRequest desk_request(Desk *desk, const char *body);
/* Is it in the page, as it stands? */
bool desk_holds(const Desk *desk, const char *markup);
/* The cell takes the answer and the survey the step. */
void desk_answer(Desk *desk, int cell, Value value);
unsigned desk_step(Desk *desk, SurveyEventKind kind);

#endif
