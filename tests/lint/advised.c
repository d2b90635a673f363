#include "advised.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

LintReport advised(Arena *arena, const char *source) {
  Diags diags = diags_new(arena);
  const Form *form = form_parse_yaml(arena, str_from(source), "f.yaml", &diags);
  if (!form) {
    diags_print(&diags, stderr);
    fail_msg("no form: %s", source);
  }
  const LintSetup setup = {.language_ix = form->default_language_ix, .seed = 1, .visits = 60};
  return lint_form(arena, form, &setup);
}

const LintNote *advised_find(LintReport report, const char *code) {
  for (size_t i = 0; i < report.count; i++)
    if (strcmp(report.notes[i].code, code) == 0) return &report.notes[i];
  return NULL;
}
