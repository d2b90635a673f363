#include "fields.h"

typedef struct Walk { /* through one version's form */
  Fields *fields;
  size_t version_ix;
  const Form *form;
  int *table_of_group; /* by group: its table, 0: not met yet */
} Walk;

static int add_table(Fields *fields, Str path, int parent_ix) {
  if (fields->table_count == fields->table_capacity)
    fields->tables =
        list_grown(fields->arena, fields->tables, fields->table_count, &fields->table_capacity, sizeof *fields->tables);
  FieldTable *table = &fields->tables[fields->table_count];
  *table = (FieldTable){.path = path, .parent_ix = parent_ix};
  table->repeats = ARENA_ARRAY(fields->arena, const Group *, fields->version_count);
  return (int)fields->table_count++;
}

/* Paths in a repeat begin with its own. */
static Str key_in(const FieldTable *table, Str path) {
  const size_t before = table->path.len > 0 ? table->path.len + 1 : 0;
  return (Str){path.ptr + before, path.len - before};
}

static int add_field(Fields *fields, int table_ix, Str path) {
  FieldTable *table = &fields->tables[table_ix];
  if (fields->count == fields->capacity)
    fields->items = list_grown(fields->arena, fields->items, fields->count, &fields->capacity, sizeof *fields->items);
  const int field_ix = (int)fields->count++;
  Field *field = &fields->items[field_ix];
  *field = (Field){.path = path, .key = key_in(table, path), .table_ix = table_ix, .instances_ix = -1};
  field->questions = ARENA_ARRAY(fields->arena, const Question *, fields->version_count);
  field->repeats = ARENA_ARRAY(fields->arena, const Group *, fields->version_count);
  lookup_add(&table->by_key, fields->arena, field->key, field_ix);
  if (table->count == table->capacity)
    table->field_ix = list_grown(fields->arena, table->field_ix, table->count, &table->capacity, sizeof *table->field_ix);
  table->field_ix[table->count++] = field_ix;
  return field_ix;
}

/* The field of a path, which is the next of this version's. */
static Field *meet_field(const Walk *walk, int table_ix, Str path) {
  Fields *fields = walk->fields;
  int field_ix = fields_find(fields, table_ix, key_in(&fields->tables[table_ix], path));
  if (field_ix < 0) field_ix = add_field(fields, table_ix, path);
  FieldOrder *order = &fields->orders[walk->version_ix];
  if (order->count == order->capacity)
    order->field_ix = list_grown(fields->arena, order->field_ix, order->count, &order->capacity, sizeof *order->field_ix);
  order->field_ix[order->count++] = field_ix;
  return &fields->items[field_ix];
}

/* The table of a repeat's instances, whose number stands in the table around it. */
static int meet_repeat(const Walk *walk, int group_ix) {
  if (group_ix < 0) return 0;
  if (walk->table_of_group[group_ix] > 0) return walk->table_of_group[group_ix];
  const Group *repeat = &walk->form->groups[group_ix];
  const int around_ix = meet_repeat(walk, repeat->repeat_ix);
  Field *field = meet_field(walk, around_ix, repeat->path);
  if (field->instances_ix < 0) field->instances_ix = add_table(walk->fields, repeat->path, around_ix);
  field->repeats[walk->version_ix] = repeat;
  walk->fields->tables[field->instances_ix].repeats[walk->version_ix] = repeat;
  walk->table_of_group[group_ix] = field->instances_ix;
  return field->instances_ix;
}

/* In a workbook's list a name may stand twice, for a choice_filter to choose between: it is one choice. */
static void meet_choices(Fields *fields, FieldParts *parts, const ChoiceList *list) {
  for (size_t i = 0; i < list->count; i++) {
    const Str name = list->choices[i].name;
    if (lookup_find(&parts->by_choice, name) >= 0) continue;
    if (parts->count == parts->capacity)
      parts->choices = list_grown(fields->arena, parts->choices, parts->count, &parts->capacity, sizeof *parts->choices);
    parts->choices[parts->count] = name;
    lookup_add(&parts->by_choice, fields->arena, name, (int)parts->count++);
  }
}

static void meet_question(const Walk *walk, const Question *question) {
  const int table_ix = meet_repeat(walk, question->repeat_ix);
  if (!form_type(question->kind)->takes_answer || question->link_element) return;
  Field *field = meet_field(walk, table_ix, question->path);
  field->questions[walk->version_ix] = question;
  const PartsKind kind = answer_parts(walk->form, question);
  if (kind == PARTS_NONE) return;
  if (field->parts[PARTS_FLAGS].count + field->parts[PARTS_PLACES].count == 0) field->first_parts = kind;
  meet_choices(walk->fields, &field->parts[kind], form_choices(walk->form, question));
}

static void meet_form(Fields *fields, size_t version_ix) {
  const Form *form = fields->versions[version_ix].form;
  if (form == NULL) return;
  const Walk walk = {fields, version_ix, form, ARENA_ARRAY(fields->arena, int, form->group_count)};
  for (size_t i = 0; i < form->question_count; i++)
    meet_question(&walk, &form->questions[i]);
}

static void find_kind(const Fields *fields, Field *field) {
  bool any = false;
  for (size_t v = 0; v < fields->version_count; v++) {
    const Question *question = field->questions[v];
    if (question == NULL && field->repeats[v] == NULL) continue;
    const VariableKind kind = question != NULL ? answer_kind(fields->versions[v].form, question) : VARIABLE_INTEGER;
    field->kind = any ? answer_kind_of_both(field->kind, kind) : kind;
    any = true;
  }
}

Fields *fields_make(Arena *arena, const DatasetVersion *versions, size_t version_count) {
  Fields *fields = ARENA_NEW(arena, Fields);
  *fields = (Fields){.arena = arena, .versions = versions, .version_count = version_count};
  fields->orders = ARENA_ARRAY(arena, FieldOrder, version_count);
  add_table(fields, (Str){0}, -1);
  for (size_t v = 0; v < version_count; v++)
    meet_form(fields, v);
  for (size_t i = 0; i < fields->count; i++)
    find_kind(fields, &fields->items[i]);
  return fields;
}

int fields_find(const Fields *fields, int table_ix, Str key) {
  return lookup_find(&fields->tables[table_ix].by_key, key);
}

bool field_has_part(const Field *field, const Fields *fields, size_t version_ix, PartsKind kind, Str choice) {
  const Question *question = field->questions[version_ix];
  if (question == NULL || answer_parts(fields->versions[version_ix].form, question) != kind) return false;
  return form_find_choice(form_choices(fields->versions[version_ix].form, question), choice) >= 0;
}
