#include "cell.h"
#include "formats.h"
#include "readable.h"

static const Str skipped = STR_INIT(SKIPPED_MARK);

typedef struct CsvColumn {
  CellWriter *write;
  const Str *values; /* of CHOICE: the cells of its values */
  bool readable;     /* of NAMES: labels are asked for */
} CsvColumn;

typedef struct CsvTable {
  Cells *cells; /* NULL: nobody wants it */
  const CsvColumn *columns;
} CsvTable;

typedef struct CsvWriter {
  const ExportJob *job;
  Arena *row_arena; /* for labels; rewound for each response */
  CsvTable *tables;
} CsvWriter;

/* The names of a list's choices are the author's; texts may be anybody's, and databases come from anywhere. */
static CellWriter *const write_kind[VARIABLE_KIND_COUNT] = {
    [VARIABLE_TEXT] = cell_text,   [VARIABLE_NAMES] = cell_name,    [VARIABLE_INTEGER] = cell_bare, [VARIABLE_DECIMAL] = cell_bare,
    [VARIABLE_CHOICE] = cell_name, [VARIABLE_FLAG] = cell_bare,     [VARIABLE_PLACE] = cell_bare,   [VARIABLE_DATE] = cell_text,
    [VARIABLE_TIME] = cell_text,   [VARIABLE_DATETIME] = cell_text,
};

static void write_answer(const CsvWriter *writer, const CsvTable *out, const Table *table, size_t ix, const Datum *datum) {
  const CsvColumn *column = &out->columns[ix];
  if (datum->numeric)
    cell_bare(out->cells, datum->text);
  else if (column->values != NULL)
    cell_bare(out->cells, column->values[datum->value_ix]);
  else if (column->readable)
    column->write(out->cells, readable_datum(writer->row_arena, writer->job->dataset, table, ix, datum));
  else
    column->write(out->cells, datum->text);
}

static void write_datum(const CsvWriter *writer, const CsvTable *out, const Table *table, size_t ix, const Datum *datum) {
  if (datum->state == DATUM_ANSWERED)
    write_answer(writer, out, table, ix, datum);
  else if (datum->state == DATUM_SKIPPED)
    cell_bare(out->cells, skipped);
  else if (datum->state == DATUM_WRONG)
    (datum->numeric ? cell_bare : cell_text)(out->cells, datum->text);
}

static void write_row(const CsvWriter *writer, const CsvTable *out, const Table *table, const Datum *data) {
  for (size_t i = 0; i < table->count; i++) {
    if (i > 0) cell_end(out->cells);
    write_datum(writer, out, table, i, &data[i]);
  }
  cell_end_row(out->cells);
}

static bool write_record(void *context, const Record *record) {
  const CsvWriter *writer = context;
  const Dataset *dataset = writer->job->dataset;
  bool failed = false;
  for (size_t t = 0; t < dataset->table_count; t++) {
    const CsvTable *out = &writer->tables[t];
    if (out->cells == NULL) continue;
    for (size_t r = 0; r < record->tables[t].count; r++)
      write_row(writer, out, &dataset->tables[t], record->tables[t].rows[r].data);
    failed = failed || out->cells->out->failed;
  }
  arena_rewind(writer->row_arena);
  return !failed;
}

static Str text_of_value(const ExportJob *job, const Table *table, size_t variable_ix, size_t value_ix) {
  const Str name = table->variables[variable_ix].values[value_ix].name;
  const Datum datum = {.state = DATUM_ANSWERED, .value_ix = (int)value_ix, .text = name};
  return job->options->labels ? readable_datum(job->arena, job->dataset, table, variable_ix, &datum) : name;
}

/* They come in every other row: made once, they are only copied. */
static const Str *cells_of_values(const ExportJob *job, const Table *table, size_t variable_ix) {
  const size_t count = table->variables[variable_ix].value_count;
  Str *made = ARENA_ARRAY(job->arena, Str, count);
  Arena *arena = arena_new(0);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  Cells *cells = cells_new(arena, &sink);
  for (size_t i = 0; i < count; i++) {
    cell_name(cells, text_of_value(job, table, variable_ix, i));
    cells_flush(cells);
    made[i] = arena_str(job->arena, buffer_view(&buffer));
    buffer.count = 0;
  }
  arena_free(arena);
  return made;
}

static const CsvColumn *columns_of(const ExportJob *job, const Table *table) {
  CsvColumn *columns = ARENA_ARRAY(job->arena, CsvColumn, table->count);
  for (size_t i = 0; i < table->count; i++) {
    const VariableKind kind = table->variables[i].kind;
    columns[i] = (CsvColumn){.write = write_kind[kind], .readable = kind == VARIABLE_NAMES && job->options->labels};
    if (kind == VARIABLE_CHOICE) columns[i].values = cells_of_values(job, table, i);
  }
  return columns;
}

static void write_headers(const ExportJob *job, Cells *cells, const Table *table) {
  const Str *readable = job->options->labels ? readable_headers(job->arena, job->dataset, table) : NULL;
  for (size_t i = 0; i < table->count; i++) {
    if (i > 0) cell_end(cells);
    cell_text(cells, readable != NULL ? readable[i] : table->variables[i].header);
  }
  cell_end_row(cells);
}

static Status open_tables(const CsvWriter *writer, Err *err) {
  const ExportJob *job = writer->job;
  for (size_t t = 0; t < job->dataset->table_count; t++) {
    const Table *table = &job->dataset->tables[t];
    Sink *out = NULL;
    const Status status = job->target->open(job->target->context, table->name, &out, err);
    if (status != STATUS_OK) return status;
    if (out == NULL) continue;
    writer->tables[t] = (CsvTable){cells_new(job->arena, out), columns_of(job, table)};
    write_headers(job, writer->tables[t].cells, table);
  }
  return STATUS_OK;
}

static bool flush_tables(const CsvWriter *writer) {
  bool whole = true;
  for (size_t t = 0; t < writer->job->dataset->table_count; t++) {
    Cells *cells = writer->tables[t].cells;
    if (cells == NULL) continue;
    cells_flush(cells);
    whole = whole && !cells->out->failed;
  }
  return whole;
}

Status csv_write(const ExportJob *job, Err *err) {
  CsvWriter writer = {job, arena_new(0), ARENA_ARRAY(job->arena, CsvTable, job->dataset->table_count)};
  Status status = open_tables(&writer, err);
  if (status == STATUS_OK) status = dataset_each(job->store, job->dataset, job->options, write_record, &writer, job->report, err);
  if (status == STATUS_OK && !flush_tables(&writer)) status = format_write_failed(err);
  arena_free(writer.row_arena);
  return status;
}
