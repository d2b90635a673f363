/* A visit to play in a test: a form as YAML text, and its cells by their paths. */
#ifndef TESTS_SURVEY_STAGE_H
#define TESTS_SURVEY_STAGE_H

#include "survey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct Stage {
  Arena *arena, *session, *scratch;
  const Form *form;
  ManualClock clock;
  uint64_t seed;
  Random random;
  SurveySetup setup;
  Survey *survey;
} Stage;

/* Reads survey rows (and choices, ...) under the usual settings; fails the test when the form has mistakes. */
void stage_set(Stage *stage, const char *rest_of_form);
void stage_begin(Stage *stage); /* a visit from the beginning, in a rewound session */
void stage_end(Stage *stage);

int stage_cell(const Stage *stage, const char *path); /* the cell of a path such as "medlem[2]/alder"; -1: there is none relevant */
unsigned stage_answer(Stage *stage, const char *path, Value value);
unsigned stage_text(Stage *stage, const char *path, const char *text); /* as question_from_text() reads it; "" takes it back */
unsigned stage_give(Stage *stage, const char *path, const char *text); /* goes on to its page first, by Next */
unsigned stage_step(Stage *stage, SurveyEventKind kind);
void stage_next(Stage *stage, int times);
unsigned stage_go(Stage *stage, const char *path);             /* from the review */
void stage_expect_at(const Stage *stage, const char *path);    /* of the current cell; "REPEAT NAME" on a PAGE_REPEAT, "REVIEW" */
void stage_expect_page(const Stage *stage, const char *paths); /* of its cells, joined by spaces */
void stage_expect_json(const Stage *stage, const char *expected);                /* ' stands for " */
void stage_expect_value(const Stage *stage, const char *path, const char *text); /* as XPath's string(); of a relevant cell */
void stage_expect_relevant(const Stage *stage, const char *path, bool relevant);

#endif
