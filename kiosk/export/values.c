#include "values.h"

#include <stdlib.h>

enum { CODE_STEP = FORM_CODE_MAX + 1 }; /* what is moved lies beyond all that is given */
enum { FIRST_TAG = 'c', LAST_TAG = 'z' };

static Str code_name(Arena *arena, Str list, Str choice) {
  return arena_printf(arena, STR_FMT "\n" STR_FMT, STR_ARG(list), STR_ARG(choice));
}

/* A key for Lookup; borrows the code. */
static Str code_key(const int64_t *code) {
  return (Str){(const char *)code, sizeof *code};
}

/* What no store gives somebody else wrote, and SPSS and Stata might hold no such number. */
static bool is_code(int64_t code) {
  return code >= 0 && code <= FORM_CODE_MAX;
}

Status codes_read(Store *store, Str form_id, Arena *arena, Codes *out, Err *err) {
  *out = (Codes){.lost = ARENA_NEW(arena, LostCodes)};
  const Lookup none = {0};
  Lookup of_list = none;
  size_t count;
  const Status status = store_choice_codes(store, form_id, arena, &out->items, &count, err);
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    const StoreChoiceCode *item = &out->items[i];
    if (i > 0 && !str_equal(item->list, out->items[i - 1].list)) of_list = none;
    const Str name = code_name(arena, item->list, item->choice), key = code_key(&item->code);
    if (!is_code(item->code) || lookup_find(&of_list, key) >= 0 || lookup_find(&out->by_name, name) >= 0) continue;
    lookup_add(&of_list, arena, key, 0);
    lookup_add(&out->by_name, arena, name, (int)i);
  }
  return status;
}

typedef struct OpenValues {
  const Fields *fields;
  Field *field;
  const Codes *codes;
  VariableValue *items;
  size_t count, capacity;
  Lookup taken;      /* by code_key() */
  int64_t next_free; /* of those that are given here */
  char next_tag;
} OpenValues;

static bool is_taken(const OpenValues *open, int64_t code) {
  return lookup_find(&open->taken, code_key(&code)) >= 0;
}

static void note_lost(const OpenValues *open, Str name, Str list, Str choice) {
  LostCodes *lost = open->codes->lost;
  Arena *arena = open->fields->arena;
  if (lookup_find(&lost->by_name, name) >= 0) return;
  lookup_add(&lost->by_name, arena, name, 0);
  if (lost->count == lost->capacity)
    lost->items = list_grown(arena, lost->items, lost->count, &lost->capacity, sizeof *lost->items);
  lost->items[lost->count++] = (LostCode){list, choice};
}

static int64_t code_of(OpenValues *open, Str list, Str choice) {
  const Str name = code_name(open->fields->arena, list, choice);
  const int ix = lookup_find(&open->codes->by_name, name);
  if (ix < 0) note_lost(open, name, list, choice);
  int64_t *code = ARENA_NEW(open->fields->arena, int64_t);
  *code = ix >= 0 ? open->codes->items[ix].code : open->next_free;
  while (is_taken(open, *code))
    *code += ix >= 0 ? CODE_STEP : 1;
  if (ix < 0) open->next_free = *code + 1;
  lookup_add(&open->taken, open->fields->arena, code_key(code), 0);
  return *code;
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
  OpenValues open = {.fields = fields, .field = field, .codes = codes, .next_free = CODE_STEP, .next_tag = FIRST_TAG};
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
