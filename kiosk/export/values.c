#include "values.h"

#include <stdlib.h>

enum { CODE_STEP = 1000000 }; /* more than any code that a form gives */
enum { FIRST_TAG = 'c', LAST_TAG = 'z' };

static Str code_name(Arena *arena, Str list, Str choice) {
  return arena_printf(arena, STR_FMT "\n" STR_FMT, STR_ARG(list), STR_ARG(choice));
}

Status codes_read(Store *store, Str form_id, Arena *arena, Codes *out, Err *err) {
  *out = (Codes){0};
  size_t count;
  Status status = store_choice_codes(store, form_id, arena, &out->items, &count, err);
  for (size_t i = 0; i < count && status == STATUS_OK; i++)
    lookup_add(&out->by_name, arena, code_name(arena, out->items[i].list, out->items[i].choice), (int)i);
  return status;
}

typedef struct OpenValues {
  const Fields *fields;
  Field *field;
  const Codes *codes;
  VariableValue *items;
  size_t count, capacity;
  Str first_list;
  bool many_lists;
  char next_tag;
} OpenValues;

static bool is_taken(const OpenValues *open, int64_t code) {
  for (size_t i = 0; i < open->count; i++)
    if (open->items[i].code == code) return true;
  return false;
}

static int64_t code_of(const OpenValues *open, Str list, Str choice) {
  const int ix = lookup_find(&open->codes->by_name, code_name(open->fields->arena, list, choice));
  int64_t code = ix >= 0 ? open->codes->items[ix].code : CODE_STEP; /* only in a file that somebody wrote into */
  while ((ix < 0 || open->many_lists) && is_taken(open, code))
    code += CODE_STEP;
  return code;
}

static VariableValue *value_of(OpenValues *open, Str list, Str choice) {
  Arena *arena = open->fields->arena;
  const int known_ix = lookup_find(&open->field->by_name, choice);
  if (known_ix >= 0) return &open->items[known_ix];
  const int64_t code = code_of(open, list, choice);
  if (open->count == open->capacity)
    open->items = list_grown(arena, open->items, open->count, &open->capacity, sizeof *open->items);
  lookup_add(&open->field->by_name, arena, choice, (int)open->count);
  VariableValue *value = &open->items[open->count++];
  *value = (VariableValue){.name = choice, .code = code};
  return value;
}

/* In a workbook's list a name may stand twice; the first counts. Tags are given as they come up: a newer version changes none. */
static void add_list(OpenValues *open, const Form *form, const ChoiceList *list) {
  if (open->count == 0) open->first_list = list->name;
  open->many_lists = open->many_lists || !str_equal(list->name, open->first_list);
  for (size_t i = 0; i < list->count; i++) {
    const Choice *choice = &list->choices[i];
    if (form_find_choice(list, choice->name) != (int)i) continue;
    VariableValue *value = value_of(open, list->name, choice->name);
    value->label = (Label){.form = form, .text = choice->label};
    value->missing = choice->missing;
    if (choice->missing && value->tag == 0 && open->next_tag <= LAST_TAG) value->tag = open->next_tag++;
  }
}

static const bool *versions_of(const OpenValues *open, Str choice) {
  bool *in_version = ARENA_ARRAY(open->fields->arena, bool, open->fields->version_count);
  for (size_t v = 0; v < open->fields->version_count; v++) {
    const Question *question = open->field->questions[v];
    in_version[v] = question != NULL && form_find_choice(form_choices(open->fields->versions[v].form, question), choice) >= 0;
  }
  return in_version;
}

static int compare_codes(const void *a, const void *b) {
  const int64_t one = ((const VariableValue *)a)->code, other = ((const VariableValue *)b)->code;
  return (one > other) - (one < other);
}

void values_make(const Fields *fields, Field *field, const Codes *codes, Variable *variable) {
  OpenValues open = {.fields = fields, .field = field, .codes = codes, .next_tag = FIRST_TAG};
  for (size_t v = 0; v < fields->version_count; v++) {
    const Form *form = fields->versions[v].form;
    if (field->questions[v] != NULL) add_list(&open, form, form_choices(form, field->questions[v]));
  }
  if (open.count > 0) qsort(open.items, open.count, sizeof *open.items, compare_codes);
  field->by_name = (Lookup){0};
  for (size_t i = 0; i < open.count; i++) {
    VariableValue *value = &open.items[i];
    lookup_add(&field->by_name, fields->arena, value->name, (int)i);
    value->in_version = versions_of(&open, value->name);
    if (!value->missing) value->tag = '\0';
  }
  variable->values = open.items;
  variable->value_count = open.count;
}
