#include "statfile.h"
#include "warning.h"

#include <string.h>
#include <time.h>

/* ReadStat writes the moment on the local clock: noon of the day is noon of that day in every zone. */
static time_t noon_of(Str day) {
  Value value;
  CivilTime civil = {.year = 2000, .month = 1, .day = 1};
  if (value_from_iso(day, &value) && value.kind == VALUE_DATE) civil = civil_from_days(value.days);
  struct tm noon = {.tm_year = civil.year - 1900, .tm_mon = civil.month - 1, .tm_mday = civil.day, .tm_hour = 12, .tm_isdst = -1};
  return mktime(&noon);
}

size_t statfile_fitting(Str text, size_t characters, size_t bytes) {
  size_t at = 0, end = 0;
  uint32_t cp;
  for (size_t n = 0; n < characters && str_next_cp(text, &at, &cp) && at <= bytes; n++)
    end = at;
  return end;
}

/* Runs of white space become one space: a label is one line. */
static Str one_line(Arena *arena, Str text) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (Str word; (word = str_next_word(&text)).len > 0;) {
    if (buffer.count > 0) sink_z(&sink, " ");
    sink_str(&sink, word);
  }
  return buffer_view(&buffer);
}

static const char *cut_label(StatFile *file, Str text, size_t characters, size_t bytes) {
  Str line = one_line(file->job->arena, text);
  size_t fits = statfile_fitting(line, characters, bytes);
  *file->cut_labels += fits < line.len;
  return arena_str(file->job->arena, (Str){line.ptr, fits}).ptr;
}

const char *statfile_value_label(StatFile *file, Str text) {
  return cut_label(file, text, SIZE_MAX, file->format->limits.value_label_bytes);
}

const char *statfile_choice_label(StatFile *file, const VariableValue *value) {
  Str label = label_in(value->label, file->job->dataset->language);
  return statfile_value_label(file, label.len > 0 ? label : value->name);
}

const char *statfile_word(StatFile *file, Word word) {
  return statfile_value_label(file, word_in(word, file->job->dataset->language));
}

const char *statfile_variable_label(StatFile *file, const Variable *variable) {
  Str language = file->job->dataset->language;
  Str label = label_in(variable->label, language);
  if (label.len == 0) label = variable->path;
  if (variable->choice.len > 0) {
    Str choice = label_in(variable->list_label, language);
    if (choice.len == 0) choice = variable->choice;
    label = arena_printf(file->job->arena, STR_FMT " – " STR_FMT, STR_ARG(choice), STR_ARG(label));
  }
  const StatLimits *limits = &file->format->limits;
  return cut_label(file, label, limits->variable_label_characters, limits->variable_label_bytes);
}

void statfile_bad_value(StatFile *file, size_t variable_ix, const char *what) {
  file->job->report->bad_values++;
  if (file->warned_values++ >= WARNINGS_MAX) return;
  warning_add(file->job->options->warnings, "response " STR_FMT ": the value of " STR_FMT " %s", STR_ARG(file->row[0].text),
              STR_ARG(file->table->variables[variable_ix].header), what);
}

size_t statfile_variable_count(const Table *table) {
  size_t count = 0;
  for (size_t v = 0; v < table->count; v++)
    count += table->variables[v].kind != VARIABLE_NAMES;
  return count;
}

Str statfile_text(const Datum *datum) {
  if (datum->state == DATUM_ANSWERED) return datum->text;
  return datum->state == DATUM_SKIPPED ? STATFILE_SKIPPED : STR("");
}

static ssize_t take_bytes(const void *bytes, size_t count, void *context) {
  StatFile *file = context;
  bool written = file->format->emit(file, bytes, count);
  return written && !file->out->failed ? (ssize_t)count : 0; /* ReadStat takes a negative count for a large one */
}

static void set_title(StatFile *file) {
  const Dataset *dataset = file->job->dataset;
  Str title = label_in(dataset->title, dataset->language);
  Str table = label_in(file->table->label, dataset->language);
  if (file->table->path.len > 0)
    title =
        arena_printf(file->job->arena, STR_FMT " – " STR_FMT, STR_ARG(title), STR_ARG(table.len > 0 ? table : file->table->path));
  readstat_writer_set_file_label(file->writer, cut_label(file, title, SIZE_MAX, file->format->limits.file_label_bytes));
}

static void define_variables(StatFile *file) {
  file->variables = ARENA_ARRAY(file->job->arena, readstat_variable_t *, file->table->count);
  for (size_t v = 0; v < file->table->count; v++)
    if (file->table->variables[v].kind != VARIABLE_NAMES) file->format->define(file, v);
}

static bool write_row(void *context, const Datum *data) {
  StatFile *file = context;
  file->row = data;
  file->error = readstat_begin_row(file->writer);
  for (size_t v = 0; v < file->table->count && file->error == READSTAT_OK; v++)
    if (file->variables[v] != NULL) file->error = file->format->insert(file, v, &data[v]);
  if (file->error == READSTAT_OK) file->error = readstat_end_row(file->writer);
  file->row_ix++;
  return file->error == READSTAT_OK;
}

static Status fail(const StatFile *file, Err *err) {
  if (file->out->failed) return format_write_failed(err);
  return err_set(err, STATUS_WORLD, "export-write", "the %s file could not be made: %s; export another format, such as csv",
                 file->format->name, readstat_error_message(file->error));
}

static Status write_file(StatFile *file, Err *err) {
  const StatFormat *format = file->format;
  file->err = err;
  file->writer = readstat_writer_init();
  readstat_set_data_writer(file->writer, take_bytes);
  readstat_writer_set_file_timestamp(file->writer, noon_of(file->job->dataset->newest_day));
  set_title(file);
  format->begin(file);
  define_variables(file);
  if (format->ready != NULL) format->ready(file);
  file->error = format->start(file->writer, file, (long)spool_row_count(file->spool));
  Status status = STATUS_OK;
  if (file->error == READSTAT_OK) status = spool_each(file->spool, write_row, file, err);
  if (status == STATUS_OK && file->error == READSTAT_OK) file->error = readstat_end_writing(file->writer);
  if (status == STATUS_OK && (file->error != READSTAT_OK || file->out->failed)) status = fail(file, err);
  readstat_writer_free(file->writer);
  return status;
}

typedef struct Spooling {
  StatFile *files; /* beside Dataset.tables */
  size_t count;
} Spooling;

static bool spool_record(void *context, const Record *record) {
  const Spooling *spooling = context;
  for (size_t t = 0; t < spooling->count; t++) {
    if (spooling->files[t].spool == NULL) continue;
    for (size_t r = 0; r < record->tables[t].count; r++)
      if (!spool_add(spooling->files[t].spool, record->tables[t].rows[r].data)) return false;
  }
  return true;
}

static Status check_widths(const ExportJob *job, const StatFormat *format, Err *err) {
  for (size_t t = 0; t < job->dataset->table_count && format->limits.variables > 0; t++) {
    size_t count = statfile_variable_count(&job->dataset->tables[t]);
    if (count > format->limits.variables)
      return err_set(err, STATUS_INPUT, "too-many-columns",
                     "%s has %zu columns, and %s takes %zu (the format is %s); export csv or jsonl, which have no limit",
                     t == 0 ? "the table of responses" : "a repeat's table", count, format->program, format->limits.variables,
                     format->name);
  }
  return STATUS_OK;
}

static Status open_files(const ExportJob *job, Spooling *spooling, Err *err) {
  Status status = STATUS_OK;
  for (size_t t = 0; t < spooling->count && status == STATUS_OK; t++) {
    StatFile *file = &spooling->files[t];
    status = job->target->open(job->target->context, file->table->name, &file->out, err);
    if (status == STATUS_OK && file->out != NULL) status = spool_open(job->options->folder, file->table, &file->spool, err);
  }
  return status;
}

static Status write_files(const ExportJob *job, Spooling *spooling, Err *err) {
  Status status = dataset_each(job->store, job->dataset, job->options, spool_record, spooling, job->report, err);
  for (size_t t = 0; t < spooling->count && status == STATUS_OK; t++)
    if (spooling->files[t].spool != NULL) status = write_file(&spooling->files[t], err);
  return status;
}

Status statfile_export(const ExportJob *job, const StatFormat *format, Err *err) {
  size_t cut_labels = 0, count = job->dataset->table_count;
  Spooling spooling = {ARENA_ARRAY(job->arena, StatFile, count), count};
  for (size_t t = 0; t < count; t++)
    spooling.files[t] = (StatFile){.job = job, .format = format, .table = &job->dataset->tables[t], .cut_labels = &cut_labels};
  Status status = check_widths(job, format, err);
  if (status == STATUS_OK) status = open_files(job, &spooling, err);
  if (status == STATUS_OK) status = write_files(job, &spooling, err);
  for (size_t t = 0; t < count; t++)
    spool_close(spooling.files[t].spool);
  if (cut_labels > 0)
    warning_add(job->options->warnings, "labels longer than %s takes were cut: %zu; the codebook has them whole", format->program,
                cut_labels);
  return status;
}
