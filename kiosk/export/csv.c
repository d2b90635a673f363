#include "cell.h"
#include "formats.h"
#include "readable.h"

static const Str skipped = STR_INIT(SKIPPED_MARK);

typedef struct CsvWriter {
  const ExportJob *job;
  Arena *row_arena; /* for labels; rewound for each response */
  Cells **tables;   /* NULL: nobody wants it */
} CsvWriter;

/* The names of a list's choices are the author's; texts may be anybody's, and databases come from anywhere. */
static void (*const cell_of_kind[VARIABLE_KIND_COUNT])(Cells *cells, Str text) = {
    [VARIABLE_TEXT] = cell_text,     [VARIABLE_NAMES] = cell_name,  [VARIABLE_INTEGER] = cell_plain,
    [VARIABLE_DECIMAL] = cell_plain, [VARIABLE_CHOICE] = cell_name, [VARIABLE_FLAG] = cell_plain,
    [VARIABLE_PLACE] = cell_plain,   [VARIABLE_DATE] = cell_text,   [VARIABLE_TIME] = cell_text,
    [VARIABLE_DATETIME] = cell_text,
};

static void write_datum(const CsvWriter *writer, Cells *cells, const Table *table, size_t ix, const Datum *datum) {
  if (datum->state == DATUM_NOT_ASKED) return;
  if (datum->state == DATUM_SKIPPED)
    cell_plain(cells, skipped);
  else if (datum->numeric)
    cell_plain(cells, datum->text);
  else if (datum->state == DATUM_WRONG)
    cell_text(cells, datum->text);
  else if (writer->job->options->labels)
    cell_of_kind[table->variables[ix].kind](cells, readable_datum(writer->row_arena, writer->job->dataset, table, ix, datum));
  else
    cell_of_kind[table->variables[ix].kind](cells, datum->text);
}

static void write_row(const CsvWriter *writer, Cells *cells, const Table *table, const Datum *data) {
  for (size_t i = 0; i < table->count; i++) {
    if (i > 0) cell_end(cells);
    write_datum(writer, cells, table, i, &data[i]);
  }
  cell_end_row(cells);
}

static bool write_record(void *context, const Record *record) {
  const CsvWriter *writer = context;
  const Dataset *dataset = writer->job->dataset;
  bool failed = false;
  for (size_t t = 0; t < dataset->table_count; t++) {
    Cells *cells = writer->tables[t];
    if (cells == NULL) continue;
    for (size_t r = 0; r < record->tables[t].count; r++)
      write_row(writer, cells, &dataset->tables[t], record->tables[t].rows[r].data);
    failed = failed || cells->out->failed;
  }
  arena_rewind(writer->row_arena);
  return !failed;
}

static void write_headers(const CsvWriter *writer, Cells *cells, const Table *table) {
  const ExportJob *job = writer->job;
  const Str *readable = job->options->labels ? readable_headers(job->arena, job->dataset, table) : NULL;
  for (size_t i = 0; i < table->count; i++) {
    if (i > 0) cell_end(cells);
    cell_text(cells, readable != NULL ? readable[i] : table->variables[i].header);
  }
  cell_end_row(cells);
}

static Status open_tables(CsvWriter *writer, Err *err) {
  const ExportJob *job = writer->job;
  for (size_t t = 0; t < job->dataset->table_count; t++) {
    const Table *table = &job->dataset->tables[t];
    Sink *out = NULL;
    const Status status = job->target->open(job->target->context, table->name, &out, err);
    if (status != STATUS_OK) return status;
    if (out == NULL) continue;
    writer->tables[t] = cells_new(job->arena, out);
    write_headers(writer, writer->tables[t], table);
  }
  return STATUS_OK;
}

static bool flush_tables(const CsvWriter *writer) {
  bool whole = true;
  for (size_t t = 0; t < writer->job->dataset->table_count; t++) {
    if (writer->tables[t] == NULL) continue;
    cells_flush(writer->tables[t]);
    whole = whole && !writer->tables[t]->out->failed;
  }
  return whole;
}

Status csv_write(const ExportJob *job, Err *err) {
  CsvWriter writer = {job, arena_new(0), ARENA_ARRAY(job->arena, Cells *, job->dataset->table_count)};
  Status status = open_tables(&writer, err);
  if (status == STATUS_OK) status = dataset_each(job->store, job->dataset, job->options, write_record, &writer, job->report, err);
  if (status == STATUS_OK && !flush_tables(&writer)) status = format_write_failed(err);
  arena_free(writer.row_arena);
  return status;
}
