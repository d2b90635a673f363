/* A form from a few lines of YAML. */
#ifndef FORM_TEST_PARSED_H
#define FORM_TEST_PARSED_H

#include "form.h"

#define SETTINGS "settings: {form_id: t, form_title: '1', version: 1, default_language: en}\n"

typedef struct Parsed {
  Arena *arena;
  Diags diags;
  const Form *form; /* NULL: refused */
} Parsed;

/* SETTINGS and body; parsed_free when done. */
Parsed parsed_from(const char *body);
Parsed parsed_whole(const char *text);
void parsed_free(Parsed *parsed);
bool has_code(const Parsed *parsed, const char *code);
void assert_str(Str got, const char *expected);
/* By path; the test fails when there is none. */
const Question *question_at(const Parsed *parsed, const char *path);
int reference_at(const Parsed *parsed, const char *path); /* of a question or a group */
/* The paths of all that expr refers to, parted by spaces; "-" for a NULL expr. */
Str references_of(const Parsed *parsed, const Expr *expr);

#endif
