#include "jsonl.h"
#include "formats.h"

typedef struct Member Member;
typedef void DatumWriter(Sink *line, const Member *member, const Datum *datum);

struct Member {
  size_t variable_ix;
  Str key; /* as it stands in a line, behind another: ,"mentor/dager": */
  DatumWriter *write;
  const Str *values; /* of CHOICE: beside Variable.values, as they stand in a line */
  size_t table_ix;   /* of its instances, when it is a repeat; else 0 */
};

typedef struct Members { /* of a table's rows, in the order of its variables */
  const Member *items;
  size_t count;
} Members;

struct JsonlWriter {
  Sink *out;
  Members own;            /* what is known of the response, of the first table */
  const Members *answers; /* beside Dataset.tables, of the responses' those of the first form */
  Str linked_key;         /* of the linked form, behind another; empty: there is none */
  Members linked_own, linked_answers;
  size_t table_count;
  Buffer line;
  const Record *record; /* that is written */
  size_t *next_row;     /* of each of its tables: rows come in the order that they are written in */
};

static size_t skip_digits(Str text, size_t at) {
  while (at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9')
    at++;
  return at;
}

/* RFC 8259 is stricter than what this program takes for a number: neither 007 nor .5 nor 5. is one there. */
static bool is_json_number(Str text) {
  size_t start = text.len > 0 && text.ptr[0] == '-' ? 1 : 0;
  size_t at = skip_digits(text, start);
  if (at == start || (text.ptr[start] == '0' && at > start + 1)) return false;
  if (at == text.len) return true;
  size_t fraction = text.ptr[at] == '.' ? skip_digits(text, at + 1) : 0;
  return fraction > at + 1 && fraction == text.len;
}

static void write_number(Sink *line, const Member *member, const Datum *datum) {
  (void)member;
  if (is_json_number(datum->text))
    sink_str(line, datum->text);
  else
    sink_json_number(line, datum->number);
}

static void write_text(Sink *line, const Member *member, const Datum *datum) {
  (void)member;
  sink_json_str(line, datum->text);
}

static void write_choice(Sink *line, const Member *member, const Datum *datum) {
  sink_str(line, member->values[datum->value_ix]);
}

static void write_truth(Sink *line, const Member *member, const Datum *datum) {
  (void)member;
  sink_z(line, datum->number > 0 ? "true" : "false");
}

static void write_names(Sink *line, const Member *member, const Datum *datum) {
  (void)member;
  const char *before = "[";
  Str rest = datum->text;
  for (Str name = str_next_word(&rest); name.len > 0; name = str_next_word(&rest)) {
    sink_z(line, before);
    sink_json_str(line, name);
    before = ",";
  }
  sink_z(line, *before == '[' ? "[]" : "]");
}

static DatumWriter *const writers[] = {
    [VARIABLE_TEXT] = write_text,      [VARIABLE_NAMES] = write_names,   [VARIABLE_INTEGER] = write_number,
    [VARIABLE_DECIMAL] = write_number, [VARIABLE_CHOICE] = write_choice, [VARIABLE_FLAG] = write_truth,
    [VARIABLE_PLACE] = write_number,   [VARIABLE_DATE] = write_text,     [VARIABLE_TIME] = write_text,
    [VARIABLE_DATETIME] = write_text};
_Static_assert(COUNT_OF(writers) == VARIABLE_KIND_COUNT, "every kind of variable has its JSON");

static void write_members(JsonlWriter *writer, Sink *line, const Members *members, size_t table_ix, size_t row_ix);

static bool is_next(const JsonlWriter *writer, size_t table_ix, size_t parent_ix) {
  const RecordTable *table = &writer->record->tables[table_ix];
  const size_t row_ix = writer->next_row[table_ix];
  return row_ix < table->count && table->rows[row_ix].parent_ix == parent_ix;
}

static void write_instances(JsonlWriter *writer, Sink *line, size_t table_ix, size_t parent_ix) {
  const char *before = "{";
  sink_z(line, "[");
  while (is_next(writer, table_ix, parent_ix)) {
    sink_z(line, before);
    write_members(writer, line, &writer->answers[table_ix], table_ix, writer->next_row[table_ix]++);
    sink_z(line, "}");
    before = ",{";
  }
  sink_z(line, "]");
}

/* In another version there may have been a question in the repeat's place. */
static bool has_instances(const JsonlWriter *writer, const Member *member, const Datum *datum, size_t row_ix) {
  if (member->table_ix == 0) return false;
  return is_next(writer, member->table_ix, row_ix) || str_is(datum->text, "0");
}

static void write_answered(JsonlWriter *writer, Sink *line, const Member *member, const Datum *datum, size_t row_ix) {
  if (datum->state == DATUM_WRONG)
    write_text(line, member, datum);
  else if (has_instances(writer, member, datum, row_ix))
    write_instances(writer, line, member->table_ix, row_ix);
  else
    member->write(line, member, datum);
}

static Str without_comma(Str key) {
  return (Str){key.ptr + 1, key.len - 1};
}

static void write_members(JsonlWriter *writer, Sink *line, const Members *members, size_t table_ix, size_t row_ix) {
  const Datum *data = writer->record->tables[table_ix].rows[row_ix].data;
  bool first = true;
  for (size_t i = 0; i < members->count; i++) {
    const Member *member = &members->items[i];
    const Datum *datum = &data[member->variable_ix];
    if (datum->state == DATUM_NOT_ASKED) continue;
    sink_str(line, first ? without_comma(member->key) : member->key);
    first = false;
    if (datum->state == DATUM_SKIPPED)
      sink_z(line, "null");
    else
      write_answered(writer, line, member, datum, row_ix);
  }
}

/* Each line has all of these, so that a table made of the lines has the same columns whichever come first. */
static void write_own(Sink *line, const Members *own, const Datum *data) {
  for (size_t i = 0; i < own->count; i++) {
    const Member *member = &own->items[i];
    const Datum *datum = &data[member->variable_ix];
    sink_str(line, i == 0 ? without_comma(member->key) : member->key);
    if (datum->state == DATUM_ANSWERED && datum->text.len > 0)
      member->write(line, member, datum);
    else if (datum->state == DATUM_WRONG)
      write_text(line, member, datum);
    else
      sink_z(line, "null");
  }
}

static Str key_of(Arena *arena, Str name) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, ",");
  sink_json_str(&sink, name);
  sink_z(&sink, ":");
  return buffer_view(&buffer);
}

static const Str *values_of(Arena *arena, const Variable *variable) {
  Str *values = ARENA_ARRAY(arena, Str, variable->value_count);
  for (size_t i = 0; i < variable->value_count; i++) {
    Buffer buffer = buffer_new(arena);
    Sink sink = sink_to_buffer(&buffer);
    sink_json_str(&sink, variable->values[i].name);
    values[i] = buffer_view(&buffer);
  }
  return values;
}

/* Of a path in a repeat, what it is called there. */
static Str path_within(const Table *table, Str path) {
  const bool inside = table->path.len > 0 && path.len > table->path.len && str_starts_with(path, table->path);
  return inside ? (Str){path.ptr + table->path.len + 1, path.len - table->path.len - 1} : path;
}

/* Of a variable that counts a repeat's instances; else 0. */
static size_t table_of(const Dataset *dataset, const Variable *variable) {
  for (size_t t = 1; t < dataset->table_count; t++)
    if (dataset->tables[t].linked == variable->linked && str_equal(dataset->tables[t].path, variable->path)) return t;
  return 0;
}

/* A choice's own column says nothing that the list of names does not, and an instance's number is its place in the array. */
static bool is_answer(const Dataset *dataset, const Table *table, const Variable *variable) {
  if (variable->path.len == 0 || variable->choice.len > 0) return false;
  size_t repeat_ix = table_of(dataset, variable);
  return repeat_ix == 0 || dataset->tables[repeat_ix].parent_ix == (int)(table - dataset->tables);
}

static Members answers_of(Arena *arena, const Dataset *dataset, const Table *table, bool linked) {
  Member *items = ARENA_ARRAY(arena, Member, table->count);
  size_t count = 0;
  for (size_t v = 0; v < table->count; v++) {
    const Variable *variable = &table->variables[v];
    if (variable->linked != linked || !is_answer(dataset, table, variable)) continue;
    size_t repeat_ix = table_of(dataset, variable);
    items[count++] = (Member){.variable_ix = v,
                              .key = key_of(arena, path_within(table, variable->path)),
                              .write = writers[variable->kind],
                              .values = values_of(arena, variable),
                              .table_ix = repeat_ix};
  }
  return (Members){items, count};
}

static Members own_of(Arena *arena, const Table *table, bool linked) {
  Member *items = ARENA_ARRAY(arena, Member, table->count);
  size_t count = 0;
  for (size_t v = 0; v < table->count; v++) {
    const Variable *variable = &table->variables[v];
    if (variable->path.len > 0 || variable->linked != linked) continue;
    const Str key = key_of(arena, linked ? variable->own : variable->header);
    items[count++] = (Member){.variable_ix = v, .key = key, .write = writers[variable->kind]};
  }
  return (Members){items, count};
}

static void prepare_linked(JsonlWriter *writer, Arena *arena, const Dataset *dataset) {
  const Str header = dataset->linked->before_header;
  writer->linked_key = key_of(arena, (Str){header.ptr, header.len - 1}); /* without its colon */
  writer->linked_own = own_of(arena, &dataset->tables[0], true);
  writer->linked_answers = answers_of(arena, dataset, &dataset->tables[0], true);
}

JsonlWriter *jsonl_new(Arena *arena, const Dataset *dataset, Sink *out) {
  JsonlWriter *writer = ARENA_NEW(arena, JsonlWriter);
  Members *answers = ARENA_ARRAY(arena, Members, dataset->table_count);
  for (size_t t = 0; t < dataset->table_count; t++)
    answers[t] = answers_of(arena, dataset, &dataset->tables[t], dataset->tables[t].linked);
  *writer = (JsonlWriter){.out = out,
                          .own = own_of(arena, &dataset->tables[0], false),
                          .answers = answers,
                          .table_count = dataset->table_count,
                          .line = buffer_new(arena),
                          .next_row = ARENA_ARRAY(arena, size_t, dataset->table_count)};
  if (dataset->linked != NULL) prepare_linked(writer, arena, dataset);
  return writer;
}

/* null: nothing is joined, which the first of what is known of it says. */
static void write_linked(JsonlWriter *writer, Sink *line) {
  const Datum *data = writer->record->tables[0].rows[0].data;
  sink_str(line, writer->linked_key);
  if (data[writer->linked_own.items[0].variable_ix].state == DATUM_NOT_ASKED) {
    sink_z(line, "null");
    return;
  }
  sink_z(line, "{");
  write_own(line, &writer->linked_own, data);
  sink_z(line, ",\"answers\":{");
  write_members(writer, line, &writer->linked_answers, 0, 0);
  sink_z(line, "}}");
}

bool jsonl_write_record(JsonlWriter *writer, const Record *record) {
  writer->line.count = 0;
  writer->record = record;
  for (size_t t = 0; t < writer->table_count; t++)
    writer->next_row[t] = 0;
  Sink line = sink_to_buffer(&writer->line);
  sink_z(&line, "{");
  write_own(&line, &writer->own, record->tables[0].rows[0].data);
  sink_z(&line, ",\"answers\":{");
  write_members(writer, &line, &writer->answers[0], 0, 0);
  sink_z(&line, "}");
  if (writer->linked_key.len > 0) write_linked(writer, &line);
  sink_z(&line, "}\n");
  sink_str(writer->out, buffer_view(&writer->line));
  return !writer->out->failed;
}

static bool visit(void *context, const Record *record) {
  return jsonl_write_record(context, record);
}

Status jsonl_write(const ExportJob *job, Err *err) {
  Sink *out;
  Status status = job->target->open(job->target->context, (Str){0}, &out, err);
  if (status != STATUS_OK || out == NULL) return status;
  JsonlWriter *writer = jsonl_new(job->arena, job->dataset, out);
  status = dataset_each(job->store, job->dataset, job->options, visit, writer, job->report, err);
  if (status == STATUS_OK && out->failed) status = format_write_failed(err);
  return status;
}
