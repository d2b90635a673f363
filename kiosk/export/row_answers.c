#include "row_answers.h"
#include "instances.h"

/* Of a repeat there is one column, and an object for each instance. */
static bool is_of_repeat(const Columns *columns, const ColumnGroup *group, Str json) {
  if (group->count != 1 || columns->items[group->first].choice.len > 0 || json.ptr[0] != '[') return false;
  Str first = str_trim_start((Str){json.ptr + 1, json.len - 1});
  return first.ptr[0] == '{';
}

static bool is_fit(const Columns *columns, const ColumnGroup *group, const Answer *answer) {
  return answer->json.len == 0 || is_of_repeat(columns, group, answer->json);
}

/* Only a repeat stands both among the answers and among those in the visitor's own words. */
static const Answer *merged(Arena *arena, const Answer *rest, const Answer *free_text) {
  if (rest->json.len == 0 || free_text->json.len == 0) return NULL;
  Answer *both = ARENA_NEW(arena, Answer);
  *both = *rest;
  both->json = instances_merge(arena, rest->json, free_text->json);
  return both;
}

static Str place_those(Arena *arena, const Columns *columns, Str json, const Answer **out) {
  const Answer *answers;
  size_t count, hint = 0;
  if (!answers_parse(arena, json, &answers, &count)) return STR("its answers are damaged");
  for (size_t i = 0; i < count; i++) {
    Str path = answers[i].path;
    const ColumnGroup *group = columns_find(columns, path, &hint);
    if (group == NULL) return arena_printf(arena, "no version of the form has its question " STR_FMT, STR_ARG(path));
    const Answer **place = &out[group - columns->groups];
    bool fits = is_fit(columns, group, &answers[i]);
    if (fits) *place = *place ? merged(arena, *place, &answers[i]) : &answers[i];
    if (!fits || *place == NULL) return arena_printf(arena, "its answers are damaged at " STR_FMT, STR_ARG(path));
  }
  return (Str){0};
}

Str row_answers_place(Arena *arena, const Columns *columns, const Response *row, const Answer **out) {
  if (row->seal == STORE_NO_KEY)
    return arena_printf(arena, "it is sealed for the key " STR_FMT ", which is not among those given", STR_ARG(row->seal_key));
  if (row->seal == STORE_DAMAGED)
    return arena_printf(arena, "it is sealed for the key " STR_FMT ", which does not open it: it is damaged",
                        STR_ARG(row->seal_key));
  Str why = place_those(arena, columns, row->answers, out);
  if (why.len == 0 && row->free_text.len > 0) why = place_those(arena, columns, row->free_text, out);
  return why;
}
