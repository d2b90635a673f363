#include "function.h"

static const FunctionFamily *const families[] = {&functions_among,     &functions_date,   &functions_digest, &functions_form,
                                                 &functions_list,      &functions_logic,  &functions_math,   &functions_nodes,
                                                 &functions_randomize, &functions_select, &functions_text,   &functions_not_yet};

static bool is_in_any_case(Str name, const char *of) {
  return str_edit_distance(name, str_from(of), 0) == 0;
}

static const Function *find(Str name, bool (*is)(Str name, const char *of)) {
  for (size_t i = 0; i < COUNT_OF(families); i++) {
    for (size_t j = 0; j < families[i]->count; j++) {
      if (is(name, families[i]->functions[j].name)) return &families[i]->functions[j];
    }
  }
  return NULL;
}

const Function *function_find(Str name) {
  return find(name, str_is);
}

const Function *function_find_in_any_case(Str name) {
  return find(name, is_in_any_case);
}

Str function_nearest(Arena *arena, Str wanted) {
  size_t count = 0;
  for (size_t i = 0; i < COUNT_OF(families); i++)
    count += families[i]->count;
  Str *names = ARENA_ARRAY(arena, Str, count);
  count = 0;
  for (size_t i = 0; i < COUNT_OF(families); i++) {
    for (size_t j = 0; j < families[i]->count; j++)
      names[count++] = str_from(families[i]->functions[j].name);
  }
  return str_nearest(wanted, names, count);
}
