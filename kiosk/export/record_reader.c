#include "record_reader.h"
#include "instances.h"
#include "warning.h"

typedef struct Halves { /* a repeat's instances, as they were stored: those in the visitor's own words apart */
  Str arrays[HALVES];
} Halves;

static void warn_of_value(RecordReader *reader, Str path) {
  reader->report->bad_values++;
  if (reader->warned_values++ >= WARNINGS_MAX) return;
  warning_add(reader->options->warnings,
              "response " STR_FMT ": what stands at " STR_FMT " is none of its values; csv, xlsx and jsonl"
              " have it as it stands, sav and dta as not asked",
              STR_ARG(reader->row->uuid), STR_ARG(path));
}

/* Returns the data of a new row, of all the table's variables. */
static Datum *add_row(const RecordReader *reader, int table_ix, size_t parent_ix) {
  RecordRows *rows = &reader->tables[table_ix];
  if (rows->count == rows->capacity)
    rows->items = list_grown(reader->arena, rows->items, rows->count, &rows->capacity, sizeof *rows->items);
  Datum *data = ARENA_ARRAY(reader->arena, Datum, reader->dataset->tables[table_ix].count);
  rows->items[rows->count++] = (RecordRow){data, parent_ix};
  return data;
}

static Str damaged_at(const RecordReader *reader, Str path) {
  return arena_printf(reader->arena, "its answers are damaged at " STR_FMT, STR_ARG(path));
}

static Str unknown_question(const RecordReader *reader, int table_ix, Str key) {
  const Str around = reader->dataset->tables[table_ix].path;
  return arena_printf(reader->arena, "no version of the form has its question " STR_FMT "%s" STR_FMT, STR_ARG(around),
                      around.len > 0 ? "/" : "", STR_ARG(key));
}

static bool has_instances(const Halves *halves) {
  return halves->arrays[0].len + halves->arrays[1].len > 0;
}

/* Nobody answers with an empty list: it is a repeat of which there is no instance. */
static bool is_instances(const Field *field, const Answer *answer) {
  if (answer->json.len > 0) return true;
  return field->instances_ix >= 0 && answer->value.kind == VALUE_LIST && answer->value.list.count == 0;
}

/* Put aside until both halves are read. */
static bool take_instances(const Answer *answer, Str *array) {
  const Str written = answer->json.len > 0 ? answer->json : STR("[]");
  if (*written.ptr != '[' || array->len > 0) return false;
  *array = written;
  return true;
}

/* Only a repeat stands both among the answers and among those in the visitor's own words. */
static Str take_answer(RecordReader *reader, const Field *field, const Answer *answer, Datum *data, Halves *halves,
                       size_t half_ix) {
  Halves *repeat = field->instances_ix >= 0 ? &halves[field->instances_ix] : NULL;
  const bool first = data[field->variable_ix].state == DATUM_NOT_ASKED;
  if (is_instances(field, answer)) {
    const bool taken = first && repeat != NULL && take_instances(answer, &repeat->arrays[half_ix]);
    return taken ? (Str){0} : damaged_at(reader, field->path);
  }
  if (!first || (repeat != NULL && has_instances(repeat))) return damaged_at(reader, field->path);
  if (!datum_take(&reader->datum, field, answer, data)) warn_of_value(reader, field->path);
  return (Str){0};
}

/* Returns the empty text, or what is wrong with it. */
static Str take_object(RecordReader *reader, int table_ix, Str json, Datum *data, Halves *halves, size_t half_ix) {
  AnswersReader answers = {.arena = reader->arena, .json = json};
  KeyWalk keys = key_walk(reader->plan, reader->datum.version_ix, half_ix, table_ix);
  Answer answer;
  while (answers_next(&answers, key_walk_likely(&keys), &answer)) {
    const Field *field = key_walk_find(&keys, answer.path);
    if (field == NULL) return unknown_question(reader, table_ix, answer.path);
    const Str why = take_answer(reader, field, &answer, data, halves, half_ix);
    if (why.len > 0) return why;
  }
  return answers.whole ? (Str){0} : STR("its answers are damaged");
}

static Str take_repeats(RecordReader *reader, int table_ix, Datum *data, size_t row_ix, const Halves *halves);

/* The key of the response, and the numbers of the instances that this one stands in, and its own. */
static void take_keys(const RecordReader *reader, int table_ix, const RecordRow *parent, size_t number, Datum *data) {
  const Table *table = &reader->dataset->tables[table_ix];
  datum_take_own(VARIABLE_TEXT, reader->key, &data[0]);
  size_t own_ix = 1;
  for (int around_ix = table->parent_ix; around_ix > 0; around_ix = reader->dataset->tables[around_ix].parent_ix, own_ix++)
    data[own_ix] = parent->data[own_ix];
  datum_take_count(reader->arena, number, &data[own_ix]);
}

/* objects: of each half, one or none. */
static Str take_instance(RecordReader *reader, int table_ix, size_t parent_ix, size_t number, const Str objects[HALVES]) {
  const Table *table = &reader->dataset->tables[table_ix];
  Datum *data = add_row(reader, table_ix, parent_ix);
  const size_t row_ix = reader->tables[table_ix].count - 1;
  take_keys(reader, table_ix, &reader->tables[table->parent_ix].items[parent_ix], number, data);
  Halves *halves = ARENA_ARRAY(reader->arena, Halves, reader->dataset->table_count);
  for (size_t h = 0; h < HALVES; h++) {
    if (objects[h].len == 0) continue;
    const Str why =
        *objects[h].ptr != '{' ? damaged_at(reader, table->path) : take_object(reader, table_ix, objects[h], data, halves, h);
    if (why.len > 0) return why;
  }
  return take_repeats(reader, table_ix, data, row_ix, halves);
}

/* Both halves have all instances, each in its place; where one is shorter, the other one counts alone. */
static Str take_array(RecordReader *reader, int table_ix, size_t parent_ix, const Halves *halves, size_t *count) {
  Str rest[HALVES];
  for (size_t h = 0; h < HALVES; h++)
    rest[h] = halves->arrays[h].len > 0 ? instances_of(halves->arrays[h]) : (Str){0};
  for (*count = 0;; ++*count) {
    Str objects[HALVES] = {{0}, {0}};
    const bool has_one = instances_next(&rest[0], &objects[0]), has_other = instances_next(&rest[1], &objects[1]);
    if (!has_one && !has_other) return (Str){0};
    const Str why = take_instance(reader, table_ix, parent_ix, *count + 1, objects);
    if (why.len > 0) return why;
  }
}

static Str take_repeats(RecordReader *reader, int table_ix, Datum *data, size_t row_ix, const Halves *halves) {
  const Fields *fields = reader->plan->fields;
  for (size_t t = (size_t)table_ix + 1; t < reader->dataset->table_count; t++) {
    if (!has_instances(&halves[t])) continue;
    size_t count;
    const Str why = take_array(reader, (int)t, row_ix, &halves[t], &count);
    if (why.len > 0) return why;
    datum_take_count(reader->arena, count, &data[fields->tables[t].count_variable_ix]);
  }
  return (Str){0};
}

/* As with an answer that is no UTF-8: a file of which one cell is none cannot be read at all. */
static Str take_own(RecordReader *reader, Datum *data) {
  const RecordPlan *plan = reader->plan;
  const Variable *variables = &reader->dataset->tables[0].variables[plan->own_first];
  for (size_t i = 0; i < plan->own_count; i++) {
    const Str text = plan->own[i]->read(reader->row);
    if (!str_is_utf8(text)) return arena_printf(reader->arena, "its %s is damaged", plan->own[i]->name);
    if (!datum_take_own(variables[i].kind, text, &data[plan->own_first + i])) warn_of_value(reader, variables[i].header);
  }
  return (Str){0};
}

static Str why_sealed(const RecordReader *reader, const Response *row) {
  if (row->seal == STORE_NO_KEY)
    return arena_printf(reader->arena, "it is sealed for the key " STR_FMT ", which is not among those given",
                        STR_ARG(row->seal_key));
  if (row->seal == STORE_DAMAGED)
    return arena_printf(reader->arena, "it is sealed for the key " STR_FMT ", which does not open it: it is damaged",
                        STR_ARG(row->seal_key));
  return (Str){0};
}

static Str read_record(RecordReader *reader, const Response *row) {
  const Str sealed = why_sealed(reader, row);
  if (sealed.len > 0) return sealed;
  const int version_ix = lookup_find(&reader->plan->version_ix, row->form_version);
  if (version_ix < 0)
    return arena_printf(reader->arena, "its form version is not in the database: " STR_FMT, STR_ARG(row->form_version));
  reader->datum.version_ix = (size_t)version_ix;
  Datum *data = add_row(reader, 0, 0);
  Str why = take_own(reader, data);
  if (why.len > 0) return why;
  Halves *halves = ARENA_ARRAY(reader->arena, Halves, reader->dataset->table_count);
  why = take_object(reader, 0, row->answers, data, halves, 0);
  if (why.len == 0 && row->free_text.len > 0) why = take_object(reader, 0, row->free_text, data, halves, 1);
  return why.len == 0 ? take_repeats(reader, 0, data, 0, halves) : why;
}

RecordReader record_reader(Arena *arena, const Dataset *dataset, const ExportOptions *options, ExportReport *report) {
  return (RecordReader){.dataset = dataset,
                        .plan = dataset->plan,
                        .options = options,
                        .report = report,
                        .arena = arena,
                        .datum = {arena, dataset->plan->fields, dataset, 0}};
}

Str record_read(RecordReader *reader, const Response *row, Str key) {
  reader->row = row;
  reader->key = key;
  reader->tables = ARENA_ARRAY(reader->arena, RecordRows, reader->dataset->table_count);
  const size_t bad_values = reader->report->bad_values;
  const Str why = read_record(reader, row);
  if (why.len > 0) reader->report->bad_values = bad_values; /* they come in no table */
  return why;
}
