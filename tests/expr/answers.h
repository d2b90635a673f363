/* Answers for expressions to read, and tables of what the expressions give. */
#ifndef EXPR_TEST_ANSWERS_H
#define EXPR_TEST_ANSWERS_H

#include "expr.h"

enum { ANSWERS_COUNT = 8 }; /* alder navn tom reise dag kode ja-nei naar */

const Expr *answers_compile(Arena *arena, const char *text); /* NULL: has mistakes, which are printed */
ExprHost answers_host(int64_t wall_ms);

typedef struct Case {
  const char *expression;
  ValueKind kind;
  const char *result;
} Case;

#define YES(expression)                                                                                                            \
  { (expression), VALUE_BOOLEAN, "true" }
#define NO(expression)                                                                                                             \
  { (expression), VALUE_BOOLEAN, "false" }
#define NUMBER(expression, text)                                                                                                   \
  { (expression), VALUE_NUMBER, (text) }
#define TEXT(expression, text)                                                                                                     \
  { (expression), VALUE_TEXT, (text) }
#define EMPTY(expression)                                                                                                          \
  { (expression), VALUE_EMPTY, "" }

/* At 2026-11-21T14:05 in Oslo. Fails the test when one gives something else. */
void answers_check(const Case *cases, size_t count);

/* A test of the table of that name. */
#define CASES_TEST(name)                                                                                                           \
  static void name##_are_right(void **state) {                                                                                     \
    (void)state;                                                                                                                   \
    answers_check(name, COUNT_OF(name));                                                                                           \
  }

#endif
