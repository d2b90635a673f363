#include "xlsx.h"

#include "codebook_facts.h"
#include "xlsx_codebook.h"
#include "xlsx_table.h"

typedef struct XlsxWriter {
  const Dataset *dataset;
  XlsxBook *book;
  XlsxTable **tables; /* beside the dataset's */
} XlsxWriter;

static Status check_columns(const Dataset *dataset, const XlsxLimits *limits, Err *err) {
  for (size_t t = 0; t < dataset->table_count; t++) {
    const Table *table = &dataset->tables[t];
    if (table->count <= limits->columns) continue;
    const Str name = t > 0 ? table->path : dataset->form_id;
    return err_set(err, STATUS_INPUT, "too-many-columns",
                   STR_FMT " has %zu columns, and a sheet of Excel (xlsx) has no more than %zu; export it as csv or jsonl",
                   STR_ARG(name), table->count, limits->columns);
  }
  return STATUS_OK;
}

static bool visit(void *context, const Record *record) {
  const XlsxWriter *writer = context;
  for (size_t t = 0; t < writer->dataset->table_count; t++)
    for (size_t r = 0; r < record->tables[t].count; r++)
      xlsx_table_add(writer->tables[t], &record->tables[t].rows[r]);
  return !xlsx_book_failed(writer->book);
}

/* To pack what was written takes as long as to write it. */
static void tell_half(void *context, size_t done, size_t total) {
  const ExportOptions *options = context;
  options->progress(options->progress_context, done / 2, total);
}

static Status write_records(const ExportJob *job, XlsxWriter *writer, Err *err) {
  ExportOptions told = *job->options, options = told;
  if (told.progress != NULL) options.progress = tell_half;
  options.progress_context = &told;
  return dataset_each(job->store, job->dataset, &options, visit, writer, job->report, err);
}

static Status finish(const ExportJob *job, XlsxBook *book, Sink *out, Err *err) {
  const ExportOptions *options = job->options;
  const Status status = xlsx_book_finish(book, out, err);
  const size_t total = job->dataset->row_count;
  if (status == STATUS_OK && options->progress != NULL) options->progress(options->progress_context, total, total);
  return status;
}

static Status write_tables(const ExportJob *job, const XlsxWriter *writer, Err *err) {
  const Dataset *dataset = job->dataset;
  Str *sheets = ARENA_ARRAY(job->arena, Str, dataset->table_count);
  for (size_t t = 0; t < dataset->table_count; t++) {
    writer->tables[t] = xlsx_table_new(job->arena, writer->book, dataset, t, job->options, job->report);
    sheets[t] = xlsx_table_sheet(writer->tables[t]);
  }
  XlsxWriter visitor = *writer;
  Status status = write_records(job, &visitor, err);
  for (size_t t = 0; t < dataset->table_count; t++)
    xlsx_table_end(writer->tables[t]);
  if (status == STATUS_OK) xlsx_codebook_add(job->arena, writer->book, dataset, sheets);
  return status;
}

/* As the language of its labels is written. */
static bool is_right_to_left(const ExportJob *job) {
  const Language *languages;
  const size_t count = dataset_languages(job->arena, job->dataset, &languages);
  for (size_t i = 0; i < count; i++)
    if (str_equal(languages[i].code, job->dataset->language)) return languages[i].rtl;
  return false;
}

Status xlsx_write_within(const ExportJob *job, const XlsxLimits *limits, Err *err) {
  const Dataset *dataset = job->dataset;
  XlsxWriter writer = {.dataset = dataset, .tables = ARENA_ARRAY(job->arena, XlsxTable *, dataset->table_count)};
  Sink *out;
  Status status = check_columns(dataset, limits, err);
  if (status == STATUS_OK) status = job->target->open(job->target->context, (Str){0}, &out, err);
  if (status != STATUS_OK || out == NULL) return status;
  const XlsxBookOptions options = {.folder = job->options->folder,
                                   .warnings = job->options->warnings,
                                   .title = label_in(dataset->title, dataset->language),
                                   .day = dataset->newest_day,
                                   .right_to_left = is_right_to_left(job)};
  status = xlsx_book_new(job->arena, limits, &options, &writer.book, err);
  if (status != STATUS_OK) return status;
  status = write_tables(job, &writer, err);
  if (status == STATUS_OK) return finish(job, writer.book, out, err);
  xlsx_book_drop(writer.book);
  return status;
}

Status xlsx_write(const ExportJob *job, Err *err) {
  return xlsx_write_within(job, &xlsx_limits, err);
}
