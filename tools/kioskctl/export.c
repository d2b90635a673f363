#include "export.h"
#include "attachment_folder.h"
#include "codebook_files.h"
#include "command.h"
#include "export_target.h"
#include "filter_options.h"
#include "key_files.h"
#include "options.h"
#include "progress.h"
#include "store.h"

#include <string.h>
#include <unistd.h>

typedef struct Words { /* as they stand on the command line */
  const char *db, *form, *linked, *format, *out, *language, *passphrases;
  const char *codebooks[OPTION_VALUES_MAX + 1], *keys[OPTION_VALUES_MAX + 1];
  FilterWords filter;
} Words;

typedef struct Job {
  Arena *arena;
  Words words;
  Store *store;
  ExportFormat format;
  ExportOptions options;
  ExportReport report;
  OpenKeys keys;
  TableFiles tables;
  AttachmentFolder attachments;
  OutFile codebooks[OPTION_VALUES_MAX + 1]; /* up to one without a path */
  Progress progress;
} Job;

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

/* A table that was exported before, with the right key, is worth more than one of nothing. */
static Status refuse_empty(const Job *job, Err *err) {
  size_t bad = job->report.bad_rows;
  if (bad == 0 || job->report.rows > 0) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "bad-rows",
                 "none of %zu response%s could be read, and nothing was written; the warnings say why", bad, plural(bad));
}

static Status write_tables(Job *job, Err *err) {
  Status status = table_files_open(job->arena, job->words.out, job->words.db, &job->tables, err);
  if (status != STATUS_OK) return status;
  ExportTarget target = table_files_target(&job->tables);
  ExportOptions options = job->options;
  options.folder = job->tables.folder;
  options.count_instances = table_files_count;
  options.count_context = &job->tables;
  status = export_responses(job->store, job->format, &options, &target, &job->report, err);
  return status == STATUS_OK && job->tables.is_file ? refuse_empty(job, err) : status;
}

static Status write_codebooks(Job *job, Err *err) {
  const char *const *paths = job->words.codebooks;
  Status status = STATUS_OK;
  for (size_t i = 0; paths[i] != NULL && status == STATUS_OK; i++)
    status = codebook_file_write(job->arena, job->store, &job->options, paths[i], job->words.db, &job->codebooks[i], err);
  return status;
}

static Status write_attachments(Job *job, Err *err) {
  const char *table = job->tables.is_file ? job->words.out : NULL;
  return attachment_folder_write(job->arena, job->store, &job->options, table, &job->attachments, err);
}

/* All that belongs together, or nothing: a table names the pictures beside it. */
static Status put_in_place(Job *job, Status status, Err *err) {
  OutFile **files = ARENA_ARRAY(job->arena, OutFile *, job->tables.table_count + OPTION_VALUES_MAX);
  size_t count = table_files_list(&job->tables, files);
  for (size_t i = 0; job->codebooks[i].path != NULL; i++)
    files[count++] = &job->codebooks[i];
  status = out_files_close(files, count, status, err);
  if (status == STATUS_OK) status = attachment_folder_place(&job->attachments, err);
  /* Before the files are taken away: a signal that was held ends the program here, and says that nothing was written. */
  if (status != STATUS_OK) attachment_folder_finish(&job->attachments, status, job->options.warnings);
  status = out_files_finish(files, count, status, err);
  attachment_folder_finish(&job->attachments, status, job->options.warnings);
  return status;
}

static void use_keys(Job *job) {
  job->options.refuse_sealed = job->keys.count == 0;
  store_use_keys(job->store, (const SealSecret *const *)job->keys.secrets, job->keys.count);
}

static Status export_tables(Job *job, Err *err) {
  const ExportOptions *options = &job->options;
  Status status = filter_warn_of_strangers(job->store, job->arena, options->form_id, &options->filter, options->warnings, err);
  use_keys(job);
  return status == STATUS_OK ? write_tables(job, err) : status;
}

static void say_joined(const Job *job) {
  printf("%zu of them joined with one to %s", job->report.joined_rows, job->words.linked);
  if (job->options.near) printf(", %zu by a code of which one answer differs", job->report.near_rows);
  printf("\n");
}

static void say_written(const Job *job) {
  const TableFile *table = job->tables.tables;
  if (!job->tables.is_file) return; /* where the table is, a sentence would be a part of it */
  printf("%zu response%s written to %s\n", job->report.rows, plural(job->report.rows), job->words.out);
  if (job->words.linked != NULL) say_joined(job);
  for (table = table->next; table != NULL; table = table->next)
    printf("%zu instance%s of " STR_FMT " written to %s\n", table->instances, plural(table->instances), STR_ARG(table->table),
           table->file.path);
  const AttachmentFolder *attachments = &job->attachments;
  if (attachments->files > 0)
    printf("%zu signature%s or drawing%s written to %s\n", attachments->files, plural(attachments->files),
           plural(attachments->files), attachments->path);
}

static void warn_of_unwritten(const Job *job, Sink *warnings) {
  size_t pictures = job->attachments.unwritten;
  for (size_t i = 0; i < job->tables.unwritten_count; i++)
    sink_printf(warnings,
                "warning: the table of the repeat " STR_FMT
                " not written, as only a file has a place beside it; name one with --out\n",
                STR_ARG(job->tables.unwritten[i]));
  if (pictures > 0)
    sink_printf(warnings,
                "warning: %zu signature%s or drawing%s not written, as only a file has a place beside it; name one with --out\n",
                pictures, plural(pictures), plural(pictures));
}

static void warn_of_nothing(const Job *job, Sink *warnings) {
  if (job->report.rows + job->report.bad_rows > 0) return;
  if (filter_selects(&job->options.filter))
    sink_z(warnings, "warning: no response is all that was asked for; the table has none\n");
  else
    sink_z(warnings, "warning: there are no responses yet; the table has none\n");
}

static Status judge_values(size_t count, Err *err) {
  if (count == 1)
    return err_set(err, STATUS_INPUT, "bad-values",
                   "1 value is not in the export as it should be; the warning says which, and what became of it");
  return err_set(err, STATUS_INPUT, "bad-values",
                 "%zu values are not in the export as they should be; the warnings say which, and what became of them", count);
}

/* Nothing of theirs may be lacking, but who is to know? */
static Status judge_versions(size_t count, Err *err) {
  return err_set(
      err, STATUS_INPUT, "unread-version",
      "%zu response%s to a version of the form that this program cannot read: they may lack columns in the export; update"
      " this program and export again",
      count, count == 1 ? " is" : "s are");
}

static Status judge_links(size_t count, Err *err) {
  return err_set(err, STATUS_INPUT, "bad-rows",
                 "%zu code%s could not be opened, and what they join is not in the export; give all keys", count, plural(count));
}

static Status judge(const Job *job, Err *err) {
  size_t rows = job->report.bad_rows, values = job->report.bad_values, files = job->attachments.bad;
  if (rows > 0)
    return err_set(err, STATUS_INPUT, "bad-rows",
                   "%zu response%s could not be read and %s not in the export; the warnings name them", rows, plural(rows),
                   rows == 1 ? "is" : "are");
  if (values > 0) return judge_values(values, err);
  if (job->report.unopened_links > 0) return judge_links(job->report.unopened_links, err);
  if (job->report.unread_rows > 0) return judge_versions(job->report.unread_rows, err);
  if (files == 0) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "bad-rows", "%zu attachment%s could not be written; the warnings name their responses", files,
                 plural(files));
}

static Status report_tables(const Job *job, Err *err) {
  say_written(job);
  warn_of_unwritten(job, job->options.warnings);
  warn_of_nothing(job, job->options.warnings);
  return judge(job, err);
}

/* A line of progress between the rows of a table would be neither. */
static void watch(Job *job) {
  bool shown = job->words.out != NULL && strcmp(job->words.out, "-") == 0 && isatty(STDOUT_FILENO);
  if (shown) return;
  job->progress = progress_begin(clock_system(), stderr);
  job->options.progress = progress_tell;
  job->options.progress_context = &job->progress;
}

static Status export_database(Job *job, Err *err) {
  const Words *words = &job->words;
  Status status = store_open_readonly(words->db, &job->store, err);
  if (status == STATUS_OK) status = store_hold(job->store, err); /* its tables and codebook belong together */
  if (status == STATUS_OK && words->out != NULL) {
    watch(job);
    status = export_tables(job, err);
    progress_end(&job->progress);
  }
  if (status == STATUS_OK) status = write_codebooks(job, err);
  if (status == STATUS_OK && words->out != NULL) status = write_attachments(job, err);
  store_close(job->store);
  status = put_in_place(job, status, err);
  if (status != STATUS_OK) return status;
  if (words->out != NULL) status = report_tables(job, err);
  if (words->out == NULL || job->tables.is_file) codebook_files_say(words->codebooks);
  return status;
}

static Status open_job_keys(Job *job, Err *err) {
  size_t count = 0;
  while (job->words.keys[count] != NULL)
    count++;
  if (count == 0 && job->words.passphrases != NULL)
    return err_set(err, STATUS_USAGE, "option-missing", "--key is missing: name the file that --passphrase-file is for");
  Status status = seal_init(err);
  return status == STATUS_OK ? open_keys(job->arena, job->words.keys, count, job->words.passphrases, &job->keys, err) : status;
}

static Status check_labels(const Job *job, Err *err) {
  bool has_place = job->format == EXPORT_CSV || job->format == EXPORT_XLSX;
  if (!job->options.labels || has_place) return STATUS_OK;
  return err_set(err, STATUS_USAGE, "option-value", "--labels is for csv and xlsx; leave it out: %s",
                 job->format == EXPORT_JSONL ? "jsonl has names alone, and the codebook their labels"
                                             : "sav and dta have labels and codes beside each other");
}

static Status read_format(Job *job, Err *err) {
  const Words *words = &job->words;
  if (words->out == NULL && words->codebooks[0] != NULL) {
    if (words->format == NULL) return STATUS_OK;
    return err_set(err, STATUS_USAGE, "option-missing", "--out is missing: name the file that --format is for");
  }
  Status status = options_require(words->out, "--out", "name the file to write, or - for standard output", err);
  if (status == STATUS_OK) status = table_format(words->format, words->out, &job->format, err);
  return status == STATUS_OK ? check_labels(job, err) : status;
}

static Status read_words(int argc, char **argv, Job *job, Err *err) {
  Words *words = &job->words;
  FilterWords *filter = &words->filter;
  const Option options[] = {
      {"--db", &words->db, NULL},
      {"--form", &words->form, NULL},
      {"--linked", &words->linked, NULL},
      {"--near", NULL, &job->options.near},
      {"--format", &words->format, NULL},
      {"--out", &words->out, NULL},
      {"--codebook...", words->codebooks, NULL},
      {"--labels", NULL, &job->options.labels},
      {"--language", &words->language, NULL},
      {"--status...", filter->statuses, NULL},
      {"--from", &filter->from, NULL},
      {"--to", &filter->to, NULL},
      {"--round...", filter->rounds, NULL},
      {"--event...", filter->events, NULL},
      {"--place...", filter->places, NULL},
      {"--channel...", filter->channels, NULL},
      {"--device...", filter->devices, NULL},
      {"--trials", NULL, &filter->trials},
      {"--key...", words->keys, NULL},
      {"--passphrase-file", &words->passphrases, NULL},
  };
  int word_count;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &word_count, err);
  if (status == STATUS_OK && word_count > 0)
    status = err_set(err, STATUS_USAGE, "unexpected-word", "export does not know what to do with \"%s\"; kioskctl export --help",
                     argv[1]);
  if (status == STATUS_OK) status = options_require(words->db, "--db", "name the database to read", err);
  if (status == STATUS_OK && job->options.near)
    status = options_require(words->linked, "--linked", "name the form whose codes may be near", err);
  job->options.form_id = str_from(words->form);
  job->options.linked_form = str_from(words->linked);
  job->options.language = str_from(words->language);
  return status;
}

static Status run_job(int argc, char **argv, Job *job, Err *err) {
  Status status = read_words(argc, argv, job, err);
  if (status == STATUS_OK) status = read_format(job, err);
  if (status == STATUS_OK) status = codebook_files_check(job->words.codebooks, job->words.out, err);
  if (status == STATUS_OK) status = filter_read(job->arena, &job->words.filter, &job->options.filter, err);
  if (status == STATUS_OK && job->words.out != NULL) status = open_job_keys(job, err);
  if (status == STATUS_OK) status = export_database(job, err);
  close_keys(&job->keys);
  return status;
}

/* The first line on stderr is the error, whatever was found on the way to it. */
static int run(int argc, char **argv) {
  Err err = {0};
  Job job = {.arena = arena_new(0)};
  Buffer warnings = buffer_new(job.arena);
  Sink sink = sink_to_buffer(&warnings);
  job.options.warnings = &sink;
  Status status = run_job(argc, argv, &job, &err);
  if (status != STATUS_OK) err_print(&err, stderr);
  fprintf(stderr, STR_FMT, STR_ARG(buffer_view(&warnings)));
  arena_free(job.arena);
  return (int)status;
}

const Command command_export = {
    .name = "export",
    .usage =
        "--db DB [--form ID] [--linked ID [--near]] --out PATH [--codebook PATH]... [HOW] [WHICH] [KEYS]\n"
        "\n"
        "Writes the responses to a form as a table for analysis: one row per visit, one column per question, and for\n"
        "questions with several answers one per choice. The columns of all versions of the form are there, under the same\n"
        "names in every format. In csv an empty cell was not asked, and #skipped was asked and passed over; the codebook\n"
        "says what stands for them elsewhere.\n"
        "\n"
        "  --db DB          the kiosk's database; it may be in use\n"
        "  --form ID        which form, when the database has several\n"
        "  --linked ID      another form: each row goes on with the response to it that a token or a code joins it with, in\n"
        "                   columns that begin with ID:, in SPSS and Stata with ID__; ID:joined says how. Until close-round\n"
        "  --near           also by codes of which one answer differs\n"
        "  --out PATH       the file to write, whole or not at all, and never a database; - is standard output. The instances\n"
        "                   of a repeat go into a file beside x.csv, x-REPEAT.csv, signatures and drawings into a folder,\n"
        "                   x-attachments/RESPONSE/NAME.png, in which those of an earlier export do not stay. Where PATH is no\n"
        "                   file they are not written; warnings say so\n"
        "  --codebook PATH  what every column and code means: .md to be read, .json for programs, .xml (DDI-Codebook 2.5)\n"
        "                   for archives; may stand several times, and without --out\n"
        "\n"
        "HOW it is written:\n"
        "  --format FORMAT  csv, xlsx (Excel), sav (SPSS), dta (Stata) or jsonl (one JSON object per response); without it\n"
        "                   the ending of --out decides, which must not say another one\n"
        "  --labels         csv and xlsx: the words of questions and choices in place of their names\n"
        "  --language CODE  of labels, such as en; else the form's default\n"
        "\n"
        "WHICH responses, of all that were completed or left half way:\n"
        "  --status STATUS  partial or complete\n"
        "  --from DATE      visits of that day and later, such as 2026-11-01\n"
        "  --to DATE        visits of that day and earlier\n"
        "  --trials         trial visits too, marked in a column of their own\n"
        "  --round NAME, --event NAME, --place NAME, --device NAME, --channel kiosk|web\n"
        "                   these and --status may stand several times; then any of the values will do\n"
        "\n"
        "KEYS to what is sealed:\n"
        "  --key FILE       a file of kioskctl keygen that opens sealed responses, or enough shares of it, each with a --key\n"
        "                   of its own; likewise older keys. Asks for the passphrase of each; from a pipe it reads a line each\n"
        "  --passphrase-file FILE\n"
        "                   takes the passphrases from the lines of FILE, in any order\n"
        "\n"
        "Ends with 1 when a response or a value is not in the export as it should be; the warnings name each.",
    .run = run,
};
