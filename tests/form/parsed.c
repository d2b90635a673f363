#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "parsed.h"

Parsed parsed_whole(const char *text) {
  Arena *arena = arena_new(0);
  Parsed parsed = {.arena = arena, .diags = diags_new(arena)};
  parsed.form = form_parse_yaml(arena, str_from(text), "t.yaml", &parsed.diags);
  return parsed;
}

Parsed parsed_from(const char *body) {
  Arena *arena = arena_new(0);
  Parsed parsed = parsed_whole(arena_printf(arena, "%s%s", SETTINGS, body).ptr);
  arena_free(arena);
  return parsed;
}

void parsed_free(Parsed *parsed) {
  arena_free(parsed->arena);
}

bool has_code(const Parsed *parsed, const char *code) {
  for (size_t i = 0; i < parsed->diags.count; i++)
    if (strcmp(parsed->diags.items[i].code, code) == 0) return true;
  return false;
}

void assert_str(Str got, const char *expected) {
  if (!str_is(got, expected)) fail_msg("expected \"%s\", got \"" STR_FMT "\"", expected, STR_ARG(got));
}

const Question *question_at(const Parsed *parsed, const char *path) {
  if (!parsed->form) {
    diags_print(&parsed->diags, stderr);
    fail_msg("the form is refused");
  }
  int ix = form_find_path(parsed->form, str_from(path));
  if (ix < 0) fail_msg("there is no %s", path);
  return &parsed->form->questions[ix];
}

int reference_at(const Parsed *parsed, const char *path) {
  const Form *form = parsed->form;
  int ix = form_find_path(form, str_from(path));
  for (size_t i = 0; ix < 0 && i < form->group_count; i++)
    if (str_is(form->groups[i].path, path)) ix = (int)(form->question_count + i);
  if (ix < 0) fail_msg("there is no %s", path);
  return ix;
}

typedef struct Listing {
  const Form *form;
  Sink *sink;
  size_t count;
} Listing;

static void list_reference(void *context, int reference_ix) {
  Listing *listing = context;
  const Form *form = listing->form;
  int question_ix = form_question_of(form, reference_ix), group_ix = form_group_of(form, reference_ix);
  sink_z(listing->sink, listing->count++ ? " " : "");
  sink_str(listing->sink, question_ix >= 0 ? form->questions[question_ix].path
                          : group_ix >= 0  ? form->groups[group_ix].path
                                           : STR("/"));
}

Str references_of(const Parsed *parsed, const Expr *expr) {
  if (!expr) return STR("-");
  Buffer buffer = buffer_new(parsed->arena);
  Sink sink = sink_to_buffer(&buffer);
  expr_each_reference(expr, list_reference, &(Listing){parsed->form, &sink, 0});
  return buffer_view(&buffer);
}
