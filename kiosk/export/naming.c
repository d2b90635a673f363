#include "naming.h"
#include "own_variables.h"

enum { STEM_BYTES_MAX = 14 }; /* leaves as many for the rest of a table's name */

/* Words that stand in a form's own headers before a colon, or in a line of JSON beside the other form. */
static bool is_taken(Str form_id) {
  if (str_is(form_id, "question") || str_is(form_id, "answers")) return true;
  for (size_t i = 0; i < OWN_VARIABLES_MAX; i++)
    if (str_is(form_id, own_variable(i)->name)) return true;
  return false;
}

void naming_link(Naming *naming, Arena *arena, Str form_id) {
  naming->before_header = arena_printf(arena, "%s" STR_FMT ":", is_taken(form_id) ? "form:" : "", STR_ARG(form_id));
  naming->before_name = arena_printf(arena, STR_FMT "__", STR_ARG(names_stem(arena, form_id, STEM_BYTES_MAX)));
}

static Str joined(Arena *arena, Str before, Str text) {
  return before.len > 0 ? arena_printf(arena, STR_FMT STR_FMT, STR_ARG(before), STR_ARG(text)) : text;
}

Str naming_header(const Naming *naming, Arena *arena, Str text) {
  return joined(arena, naming->before_header, text);
}

Str naming_name(const Naming *naming, Arena *arena, Str text) {
  return joined(arena, naming->before_name, text);
}
