#include "tables.h"

enum { TABLE_NAME_BYTES_MAX = 28 }; /* so that a sheet can have it, with something before it: Excel takes 31 letters */

typedef struct OpenTable {
  Variable *variables;
  size_t count;
  Names names;
  Lookup headers;
} OpenTable;

typedef struct Making {
  Arena *arena;
  Fields *fields;
  const Codes *codes;
  Naming *naming;
  Dataset *out;
  OpenTable *tables;
  const bool *every_version;
  VariableKind time_kind;
  const OwnVariable *own[OWN_VARIABLES_MAX];
  size_t own_count;
  bool linked;
} Making;

/* What stands before the answers: what is known of the response, or its key and a number for each repeat around and this one. */
static size_t lead_count(const Making *making, int table_ix) {
  if (table_ix == 0) return making->own_count + making->linked;
  size_t count = 1;
  for (; table_ix > 0; table_ix = making->fields->tables[table_ix].parent_ix)
    count++;
  return count;
}

/* Takes the header: one that is taken says that it is a question's. */
static Str take_header(Arena *arena, OpenTable *table, Str header) {
  while (lookup_find(&table->headers, header) >= 0)
    header = arena_printf(arena, "question:" STR_FMT, STR_ARG(header));
  lookup_add(&table->headers, arena, header, 0);
  return header;
}

/* Gives a variable its header, and the name that it has beside all that were given before. */
static void give_name(const Making *making, OpenTable *table, Str path, Variable *variable) {
  const Str header = take_header(making->arena, table, path);
  variable->header = naming_header(making->naming, making->arena, header);
  variable->name =
      names_make(&table->names, making->arena, naming_name(making->naming, making->arena, path), variable->header, NAME_BYTES_MAX);
}

static Variable own_variable_of(const Making *making, const OwnVariable *own) {
  const VariableKind kind = own->kind == VARIABLE_DATE ? making->time_kind : own->kind;
  return (Variable){.kind = kind,
                    .measure = answer_measure(kind, NULL),
                    .own = str_from(own->name),
                    .label = {.words = word_in(own->word, making->out->language)},
                    .linked = making->linked,
                    .in_version = making->every_version};
}

static void add_own_one(const Making *making, OpenTable *table, const OwnVariable *own, size_t *ix) {
  Variable variable = own_variable_of(making, own);
  give_name(making, table, variable.own, &variable);
  bool wanted = own == &own_joined;
  for (size_t i = 0; i < making->own_count; i++)
    wanted |= making->own[i] == own;
  if (wanted) table->variables[(*ix)++] = variable;
}

/* All of them are taken, also those that this export leaves out: names stay. */
static void add_own(const Making *making, OpenTable *table) {
  size_t ix = 0;
  if (making->linked) add_own_one(making, table, &own_joined, &ix);
  for (size_t i = 0; i < OWN_VARIABLES_MAX; i++)
    add_own_one(making, table, own_variable(i), &ix);
}

static const bool *versions_with_repeat(const Making *making, const FieldTable *table) {
  bool *in_version = ARENA_ARRAY(making->arena, bool, making->fields->version_count);
  for (size_t v = 0; v < making->fields->version_count; v++)
    in_version[v] = table->repeats[v] != NULL;
  return in_version;
}

static void add_position(const Making *making, OpenTable *table, const FieldTable *of, size_t ix) {
  Variable *variable = &table->variables[ix];
  *variable = (Variable){.kind = VARIABLE_INTEGER,
                         .measure = MEASURE_SCALE,
                         .path = of->path,
                         .label = {.words = word_in(WORD_POSITION, making->out->language)},
                         .linked = making->linked,
                         .in_version = versions_with_repeat(making, of)};
  give_name(making, table, arena_printf(making->arena, STR_FMT "/position", STR_ARG(of->path)), variable);
}

static void add_keys(const Making *making, OpenTable *table, int table_ix) {
  const Fields *fields = making->fields;
  Variable *key = &table->variables[0]; /* the response's, of whichever form stands first */
  *key = own_variable_of(making, own_variable(0));
  key->header = key->name = key->own;
  take_header(making->arena, table, key->own);
  names_reserve(&table->names, making->arena, key->own);
  size_t ix = lead_count(making, table_ix);
  for (int around_ix = table_ix; around_ix > 0; around_ix = fields->tables[around_ix].parent_ix)
    add_position(making, table, &fields->tables[around_ix], --ix);
}

static const bool *versions_with_field(const Making *making, const Field *field) {
  bool *in_version = ARENA_ARRAY(making->arena, bool, making->fields->version_count);
  for (size_t v = 0; v < making->fields->version_count; v++)
    in_version[v] = field->questions[v] != NULL || field->repeats[v] != NULL;
  return in_version;
}

static const Question *newest_question(const Fields *fields, const Field *field, const Form **form) {
  for (size_t v = fields->version_count; v-- > 0;) {
    if (field->questions[v] == NULL) continue;
    *form = fields->versions[v].form;
    return field->questions[v];
  }
  return NULL;
}

/* Empty when no version has one. */
static Label label_of_repeat(const Making *making, const Group *const *repeats) {
  for (size_t v = making->fields->version_count; v-- > 0;) {
    const Form *form = making->fields->versions[v].form;
    if (repeats[v] != NULL && !text_is_empty(form, repeats[v]->label)) return (Label){.form = form, .text = repeats[v]->label};
  }
  return (Label){0};
}

static Label label_of_count(const Making *making, const Group *const *repeats) {
  const Str language = making->out->language;
  return (Label){.words = word_of_instances(making->arena, label_in(label_of_repeat(making, repeats), language), language)};
}

static void fill_whole(const Making *making, Field *field, Variable *variable) {
  const Form *form = NULL;
  const Question *question = newest_question(making->fields, field, &form);
  *variable = (Variable){.kind = field->kind,
                         .measure = answer_measure(field->kind, question),
                         .path = field->path,
                         .linked = making->linked,
                         .in_version = versions_with_field(making, field)};
  variable->label = question != NULL ? (Label){.form = form, .text = question->label} : label_of_count(making, field->repeats);
  if (field->kind == VARIABLE_CHOICE) values_make(making->fields, field, making->codes, variable);
}

static void fill_part(const Making *making, const Field *field, PartsKind kind, Str choice, Variable *variable) {
  const Fields *fields = making->fields;
  bool *in_version = ARENA_ARRAY(making->arena, bool, fields->version_count);
  *variable = (Variable){.kind = parts_variable_kinds[kind],
                         .measure = answer_measure(parts_variable_kinds[kind], NULL),
                         .path = field->path,
                         .choice = choice,
                         .linked = making->linked,
                         .in_version = in_version};
  for (size_t v = 0; v < fields->version_count; v++) { /* the newest is the last word */
    in_version[v] = field_has_part(field, fields, v, kind, choice);
    if (!in_version[v]) continue;
    const Form *form = fields->versions[v].form;
    const ChoiceList *list = form_choices(form, field->questions[v]);
    const Choice *it = &list->choices[form_find_choice(list, choice)];
    variable->label = (Label){.form = form, .text = field->questions[v]->label};
    variable->list_label = (Label){.form = form, .text = it->label};
    variable->choice_missing = it->missing;
  }
}

static void fill_field(const Making *making, OpenTable *table, Field *field) {
  fill_whole(making, field, &table->variables[field->variable_ix]);
  for (PartsKind kind = 0; kind < PARTS_KIND_COUNT; kind++)
    for (size_t i = 0; i < field->parts[kind].count; i++)
      fill_part(making, field, kind, field->parts[kind].choices[i],
                &table->variables[field->parts[kind].first_variable_ix + (int)i]);
}

/* Finds the places of a table's variables. */
static void lay_out(const Making *making, int table_ix) {
  OpenTable *table = &making->tables[table_ix];
  const FieldTable *of = &making->fields->tables[table_ix];
  size_t next = lead_count(making, table_ix);
  for (size_t i = 0; i < of->count; i++) {
    Field *field = &making->fields->items[of->field_ix[i]];
    field->variable_ix = (int)next++;
    if (field->instances_ix >= 0) making->fields->tables[field->instances_ix].count_variable_ix = field->variable_ix;
    for (unsigned k = 0; k < PARTS_KIND_COUNT; k++) {
      const PartsKind kind = (field->first_parts + k) % PARTS_KIND_COUNT;
      field->parts[kind].first_variable_ix = (int)next;
      next += field->parts[kind].count;
    }
  }
  table->count = next;
  table->variables = ARENA_ARRAY(making->arena, Variable, next);
}

static void make_table(const Making *making, int table_ix) {
  OpenTable *table = &making->tables[table_ix];
  lay_out(making, table_ix);
  if (table_ix == 0)
    add_own(making, table);
  else
    add_keys(making, table, table_ix);
  const FieldTable *of = &making->fields->tables[table_ix];
  for (size_t i = 0; i < of->count; i++)
    fill_field(making, table, &making->fields->items[of->field_ix[i]]);
}

static void name_variable(const Making *making, OpenTable *table, Variable *variable) {
  if (variable->name.len > 0) return;
  const Str path = variable->choice.len == 0
                       ? variable->path
                       : arena_printf(making->arena, STR_FMT "/" STR_FMT, STR_ARG(variable->path), STR_ARG(variable->choice));
  give_name(making, table, path, variable);
}

static void name_field(const Making *making, size_t version_ix, const Field *field) {
  OpenTable *table = &making->tables[field->table_ix];
  name_variable(making, table, &table->variables[field->variable_ix]);
  const Question *question = field->questions[version_ix];
  const PartsKind kind = question != NULL ? answer_parts(making->fields->versions[version_ix].form, question) : PARTS_NONE;
  if (kind == PARTS_NONE) return;
  const FieldParts *parts = &field->parts[kind];
  const ChoiceList *list = form_choices(making->fields->versions[version_ix].form, question);
  for (size_t i = 0; i < list->count; i++)
    name_variable(making, table,
                  &table->variables[parts->first_variable_ix + lookup_find(&parts->by_choice, list->choices[i].name)]);
}

static Str table_name(const Making *making, Str path) {
  if (path.len == 0) return (Str){0};
  return names_make(&making->naming->tables, making->arena, naming_name(making->naming, making->arena, path),
                    naming_header(making->naming, making->arena, path), TABLE_NAME_BYTES_MAX);
}

/* Those of the oldest version first, so that a newer one changes none. */
static void give_names(const Making *making, Table *tables) {
  const Fields *fields = making->fields;
  for (size_t v = 0; v < fields->version_count; v++)
    for (size_t i = 0; i < fields->orders[v].count; i++) {
      const Field *field = &fields->items[fields->orders[v].field_ix[i]];
      name_field(making, v, field);
      if (field->repeats[v] == NULL || tables[field->instances_ix].name.len > 0) continue;
      tables[field->instances_ix].name = table_name(making, field->path);
    }
}

static VariableKind kind_of_times(const Dataset *dataset) {
  VariableKind kind = VARIABLE_DATE;
  for (size_t v = 0; v < dataset->version_count; v++) {
    const Form *form = dataset->versions[v].form;
    if (form == NULL || answer_kind_of_moment(form) != VARIABLE_DATE) kind = VARIABLE_DATETIME;
  }
  return kind;
}

void tables_make(Arena *arena, Fields *fields, const Codes *codes, bool trials, Naming *naming, Dataset *out) {
  bool *every_version = ARENA_ARRAY(arena, bool, out->version_count);
  for (size_t v = 0; v < out->version_count; v++)
    every_version[v] = true;
  Making making = {.arena = arena,
                   .fields = fields,
                   .codes = codes,
                   .naming = naming,
                   .out = out,
                   .tables = ARENA_ARRAY(arena, OpenTable, fields->table_count),
                   .every_version = every_version,
                   .time_kind = kind_of_times(out),
                   .linked = naming->before_name.len > 0};
  making.tables[0].names = naming->responses;
  making.own_count = own_variables(!out->anonymous, trials, making.own);
  Table *tables = ARENA_ARRAY(arena, Table, fields->table_count);
  for (size_t t = 0; t < fields->table_count; t++) {
    make_table(&making, (int)t);
    tables[t] = (Table){.path = fields->tables[t].path,
                        .label = t > 0 ? label_of_repeat(&making, fields->tables[t].repeats) : out->title,
                        .parent_ix = fields->tables[t].parent_ix,
                        .linked = making.linked,
                        .variables = making.tables[t].variables,
                        .count = making.tables[t].count};
  }
  give_names(&making, tables);
  naming->responses = making.tables[0].names;
  out->tables = tables;
  out->table_count = fields->table_count;
}
