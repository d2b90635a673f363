#include "dataset.h"
#include "fields.h"
#include "names.h"
#include "own_variables.h"
#include "record_plan.h"
#include "selection.h"
#include "values.h"
#include "warning.h"

enum { TABLE_NAME_BYTES_MAX = 28 }; /* so that a sheet can have it, with something before it: Excel takes 31 letters */
enum { MIN_GROUP_UNKNOWN = 5 };     /* a form's default */

Str label_in(Label label, Str language) {
  if (label.form == NULL) return label.words;
  int language_ix = form_find_language(label.form, language);
  return text_in(label.form, label.text, language_ix < 0 ? label.form->default_language_ix : language_ix);
}

typedef struct OpenTable {
  Variable *variables;
  size_t lead; /* variables before those of the answers */
  size_t count;
  Names names;
  Lookup headers;
} OpenTable;

typedef struct Making {
  Arena *arena;
  Fields *fields;
  const Codes *codes;
  const ExportOptions *options;
  Dataset *out;
  OpenTable *tables;
  const bool *every_version;
  VariableKind time_kind;
} Making;

/* --- What stands before the answers --- */

static size_t repeats_around(const Fields *fields, int table_ix) {
  size_t count = 0;
  for (; table_ix > 0; table_ix = fields->tables[table_ix].parent_ix)
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

static Variable own_variable_of(const Making *making, const OwnVariable *own) {
  const VariableKind kind = own->kind == VARIABLE_DATE ? making->time_kind : own->kind;
  return (Variable){.header = str_from(own->name),
                    .name = str_from(own->name),
                    .kind = kind,
                    .measure = answer_measure(kind, NULL),
                    .label = {.words = word_in(own->word, making->out->language)},
                    .in_version = making->every_version};
}

/* All of them are taken, also those that this export leaves out: names stay. */
static void add_own(const Making *making, OpenTable *table) {
  const OwnVariable *own[OWN_VARIABLES_MAX];
  for (size_t i = 0; i < OWN_VARIABLES_MAX; i++) {
    take_header(making->arena, table, str_from(own_variable(i)->name));
    names_reserve(&table->names, making->arena, str_from(own_variable(i)->name));
  }
  table->lead = own_variables(!making->out->anonymous, making->options->filter.trials, own);
  for (size_t i = 0; i < table->lead; i++)
    table->variables[i] = own_variable_of(making, own[i]);
}

static const bool *versions_with_repeat(const Making *making, const FieldTable *table) {
  bool *in_version = ARENA_ARRAY(making->arena, bool, making->fields->version_count);
  for (size_t v = 0; v < making->fields->version_count; v++)
    in_version[v] = table->repeats[v] != NULL;
  return in_version;
}

static void add_position(const Making *making, OpenTable *table, const FieldTable *of, size_t ix) {
  const Str path = arena_printf(making->arena, STR_FMT "/position", STR_ARG(of->path));
  const Str header = take_header(making->arena, table, path);
  table->variables[ix] = (Variable){.header = header,
                                    .name = names_make(&table->names, making->arena, path, header, NAME_BYTES_MAX),
                                    .kind = VARIABLE_INTEGER,
                                    .measure = MEASURE_SCALE,
                                    .path = of->path,
                                    .label = {.words = word_in(WORD_POSITION, making->out->language)},
                                    .in_version = versions_with_repeat(making, of)};
}

static void add_keys(const Making *making, OpenTable *table, int table_ix) {
  const Fields *fields = making->fields;
  table->lead = 1 + repeats_around(fields, table_ix);
  table->variables[0] = own_variable_of(making, own_variable(0));
  take_header(making->arena, table, table->variables[0].header);
  names_reserve(&table->names, making->arena, table->variables[0].name);
  size_t ix = table->lead;
  for (int around_ix = table_ix; around_ix > 0; around_ix = fields->tables[around_ix].parent_ix)
    add_position(making, table, &fields->tables[around_ix], --ix);
}

/* --- The answers --- */

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

static Label label_of_repeat(const Making *making, const Group *const *repeats) {
  for (size_t v = making->fields->version_count; v-- > 0;) {
    const Form *form = making->fields->versions[v].form;
    if (repeats[v] != NULL && !text_is_empty(form, repeats[v]->label)) return (Label){.form = form, .text = repeats[v]->label};
  }
  return (Label){.words = word_in(WORD_INSTANCES, making->out->language)};
}

static void fill_whole(const Making *making, Field *field, Variable *variable) {
  const Form *form = NULL;
  const Question *question = newest_question(making->fields, field, &form);
  *variable = (Variable){.kind = field->kind,
                         .measure = answer_measure(field->kind, question),
                         .path = field->path,
                         .in_version = versions_with_field(making, field)};
  variable->label = question != NULL ? (Label){.form = form, .text = question->label} : label_of_repeat(making, field->repeats);
  if (field->kind == VARIABLE_CHOICE) values_make(making->fields, field, making->codes, variable);
}

static void fill_part(const Making *making, const Field *field, PartsKind kind, Str choice, Variable *variable) {
  const Fields *fields = making->fields;
  bool *in_version = ARENA_ARRAY(making->arena, bool, fields->version_count);
  *variable = (Variable){.kind = parts_variable_kinds[kind],
                         .measure = answer_measure(parts_variable_kinds[kind], NULL),
                         .path = field->path,
                         .choice = choice,
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
  size_t next = table_ix > 0 ? 1 + repeats_around(making->fields, table_ix) : OWN_VARIABLES_MAX;
  const OwnVariable *own[OWN_VARIABLES_MAX];
  if (table_ix == 0) next = own_variables(!making->out->anonymous, making->options->filter.trials, own);
  for (size_t i = 0; i < of->count; i++) {
    Field *field = &making->fields->items[of->field_ix[i]];
    field->variable_ix = (int)next++;
    if (field->instances_ix >= 0) making->fields->tables[field->instances_ix].count_variable_ix = field->variable_ix;
    for (PartsKind kind = 0; kind < PARTS_KIND_COUNT; kind++) {
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

/* --- Names: those of the oldest version first, so that a newer one changes none --- */

static void name_variable(const Making *making, OpenTable *table, Variable *variable) {
  if (variable->name.len > 0) return;
  const Str path = variable->choice.len == 0
                       ? variable->path
                       : arena_printf(making->arena, STR_FMT "/" STR_FMT, STR_ARG(variable->path), STR_ARG(variable->choice));
  variable->header = take_header(making->arena, table, path);
  variable->name = names_make(&table->names, making->arena, path, variable->header, NAME_BYTES_MAX);
}

static void name_field(const Making *making, size_t version_ix, const Field *field) {
  OpenTable *table = &making->tables[field->table_ix];
  name_variable(making, table, &table->variables[field->variable_ix]);
  const Question *question = field->questions[version_ix];
  const PartsKind kind = question != NULL ? answer_parts(question) : PARTS_NONE;
  if (kind == PARTS_NONE) return;
  const FieldParts *parts = &field->parts[kind];
  const ChoiceList *list = form_choices(making->fields->versions[version_ix].form, question);
  for (size_t i = 0; i < list->count; i++)
    name_variable(making, table,
                  &table->variables[parts->first_variable_ix + lookup_find(&parts->by_choice, list->choices[i].name)]);
}

static Str table_name(const Making *making, Names *names, Str path) {
  if (path.len == 0) return (Str){0};
  return names_make(names, making->arena, path, path, TABLE_NAME_BYTES_MAX);
}

static void give_names(const Making *making, Table *tables) {
  const Fields *fields = making->fields;
  Names names = {0};
  for (size_t v = 0; v < fields->version_count; v++)
    for (size_t i = 0; i < fields->orders[v].count; i++) {
      const Field *field = &fields->items[fields->orders[v].field_ix[i]];
      name_field(making, v, field);
      if (field->repeats[v] == NULL || tables[field->instances_ix].name.len > 0) continue;
      tables[field->instances_ix].name = table_name(making, &names, field->path);
    }
}

/* --- The form as a whole --- */

static const Form *read_form(Arena *arena, const StoreForm *stored, Sink *warnings) {
  Diags diags = diags_new(arena);
  const Form *form = form_parse_yaml(arena, stored->source, "the database", &diags);
  if (form == NULL)
    warning_add(warnings, "this program cannot read version " STR_FMT " of the form " STR_FMT "; update it to export all columns",
                STR_ARG(stored->version), STR_ARG(stored->form_id));
  return form;
}

/* What a version that cannot be read promised is not known: then the most is assumed. */
static void read_versions(const Selection *selection, Arena *arena, const ExportOptions *options, Dataset *out) {
  DatasetVersion *versions = ARENA_ARRAY(arena, DatasetVersion, selection->count);
  for (size_t v = 0; v < selection->count; v++) {
    const StoreForm *stored = &selection->versions[v];
    const Form *form = read_form(arena, stored, options->warnings);
    versions[v] = (DatasetVersion){stored->version, form, stored->responses};
    const int min_group = form != NULL ? form->kiosk.min_group : MIN_GROUP_UNKNOWN;
    if (min_group > out->min_group) out->min_group = min_group;
    out->anonymous = out->anonymous || form == NULL || form->kiosk.anonymous;
    if (form != NULL) out->title = (Label){.form = form, .text = form->title};
  }
  out->versions = versions;
  out->version_count = selection->count;
}

static Str languages_of(Arena *arena, const Form *form) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < form->language_count; i++)
    sink_printf(&sink, "%s" STR_FMT, i > 0 ? ", " : "", STR_ARG(form->languages[i].code));
  return buffer_view(&buffer);
}

static Status choose_language(Arena *arena, Str wanted, Dataset *out, Err *err) {
  const Form *newest = out->title.form;
  out->language = wanted;
  if (newest == NULL) return STATUS_OK;
  if (wanted.len == 0) {
    out->language = newest->languages[newest->default_language_ix].code;
    return STATUS_OK;
  }
  for (size_t v = 0; v < out->version_count; v++)
    if (out->versions[v].form != NULL && form_find_language(out->versions[v].form, wanted) >= 0) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "unknown-language",
                 "the form " STR_FMT " is in no language \"" STR_FMT "\"; choose one of " STR_FMT, STR_ARG(out->form_id),
                 STR_ARG(wanted), STR_ARG(languages_of(arena, newest)));
}

/* Few responses that are picked by where they were given, or those that are left, may be somebody's. */
static Status check_few(Store *store, const ExportOptions *options, const Dataset *dataset, Err *err) {
  if (!dataset->anonymous || options->filter.devices.count == 0) return STATUS_OK;
  StoreFilter all = options->filter;
  all.devices = (StoreNames){0};
  StoreCount count;
  const Status status = store_count(store, dataset->form_id, &all, &count, err);
  if (status != STATUS_OK) return status;
  const size_t least = (size_t)dataset->min_group, left = count.rows - dataset->row_count;
  if (dataset->row_count >= least && (left == 0 || left >= least)) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "export-few",
                 "the form " STR_FMT " is anonymous, and these devices would part a group of fewer than %zu responses from the"
                 " others; export more devices, or all of them",
                 STR_ARG(dataset->form_id), least);
}

static Status count_rows(Store *store, Arena *arena, const ExportOptions *options, Dataset *out, Err *err) {
  StoreCount count;
  const Status status = store_count(store, out->form_id, &options->filter, &count, err);
  if (status != STATUS_OK) return status;
  out->row_count = count.rows;
  out->newest_day = arena_str(arena, str_from(count.newest));
  return check_few(store, options, out, err);
}

static VariableKind kind_of_times(const Dataset *dataset) {
  VariableKind kind = VARIABLE_DATE;
  for (size_t v = 0; v < dataset->version_count; v++) {
    const Form *form = dataset->versions[v].form;
    if (form == NULL || answer_kind_of_moment(form) != VARIABLE_DATE) kind = VARIABLE_DATETIME;
  }
  return kind;
}

static void make_tables(Arena *arena, const ExportOptions *options, const Codes *codes, Dataset *out) {
  Fields *fields = fields_make(arena, out->versions, out->version_count);
  bool *every_version = ARENA_ARRAY(arena, bool, out->version_count);
  for (size_t v = 0; v < out->version_count; v++)
    every_version[v] = true;
  const Making making = {
      arena, fields, codes, options, out, ARENA_ARRAY(arena, OpenTable, fields->table_count), every_version, kind_of_times(out)};
  Table *tables = ARENA_ARRAY(arena, Table, fields->table_count);
  for (size_t t = 0; t < fields->table_count; t++) {
    make_table(&making, (int)t);
    tables[t] = (Table){.path = fields->tables[t].path,
                        .label = t > 0 ? label_of_repeat(&making, fields->tables[t].repeats) : out->title,
                        .parent_ix = fields->tables[t].parent_ix,
                        .variables = making.tables[t].variables,
                        .count = making.tables[t].count};
  }
  give_names(&making, tables);
  out->tables = tables;
  out->table_count = fields->table_count;
  out->plan = record_plan_make(arena, fields, !out->anonymous, options->filter.trials);
}

Status dataset_make(Store *store, Arena *arena, const ExportOptions *options, Dataset *out, Err *err) {
  Selection selection;
  Codes codes;
  *out = (Dataset){0};
  Status status = selection_make(store, arena, options->form_id, &selection, err);
  if (status != STATUS_OK) return status;
  out->form_id = selection.form_id;
  read_versions(&selection, arena, options, out);
  status = choose_language(arena, options->language, out, err);
  if (status == STATUS_OK) status = count_rows(store, arena, options, out, err);
  if (status == STATUS_OK) status = codes_read(store, out->form_id, arena, &codes, err);
  if (status == STATUS_OK) make_tables(arena, options, &codes, out);
  return status;
}
