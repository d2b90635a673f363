#include "export.h"
#include "attachment_folder.h"
#include "command.h"
#include "key_files.h"
#include "options.h"
#include "out_file.h"
#include "store.h"

#include <string.h>

typedef struct Format {
  const char *name;
  Status (*write)(Store *store, const ExportOptions *options, Sink *out, ExportReport *report, Err *err);
} Format;

static const Format formats[] = {{"csv", export_csv}};

static Status find_format(const char *name, const Format **out, Err *err) {
  for (size_t i = 0; i < COUNT_OF(formats); i++)
    if (strcmp(name, formats[i].name) == 0) {
      *out = &formats[i];
      return STATUS_OK;
    }
  return err_set(err, STATUS_USAGE, "unknown-format", "there is no format \"%s\" in this version; use --format csv", name);
}

typedef struct Job {
  Store *store;
  Arena *arena;
  const Format *format;
  ExportOptions options;
  ExportReport report;
  const char *key_paths[OPTION_VALUES_MAX + 1];
  const char *passphrases; /* a file of them */
  OpenKeys keys;
  bool is_file; /* the table: standard output, devices and pipes have no place beside them */
  AttachmentReport attachments;
} Job;

/* A table that was exported before, with the right key, is worth more than one of nothing. */
static Status refuse_empty(const Job *job, Err *err) {
  size_t bad = job->report.bad_rows;
  if (bad == 0 || job->report.rows > 0) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "bad-rows",
                 "none of %zu response%s could be read, and nothing was written; the warnings say why", bad, bad == 1 ? "" : "s");
}

static Status write_out(const char *db, Job *job, const char *path, Err *err) {
  OutFile file;
  Status status = out_file_open(job->arena, "--out", path, db, &file, err);
  if (status != STATUS_OK) return status;
  job->is_file = file.target != NULL;
  Sink sink = sink_to_file(file.stream);
  status = job->format->write(job->store, &job->options, &sink, &job->report, err);
  if (status == STATUS_OK && job->is_file) status = refuse_empty(job, err);
  return out_file_finish(&file, status, err);
}

static Status write_attachments(const char *db, Job *job, const char *path, Err *err) {
  return attachment_folder_write(job->arena, job->store, &job->options, job->is_file ? path : NULL, db, &job->attachments, err);
}

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

static void report_attachments(const AttachmentReport *attachments, Sink *warnings) {
  if (attachments->files > 0)
    printf("%zu signature%s or drawing%s written to %s\n", attachments->files, plural(attachments->files),
           plural(attachments->files), attachments->folder);
  if (attachments->unwritten > 0)
    sink_printf(warnings,
                "warning: %zu signature%s or drawing%s not written, as only a file has a place beside it; name one with --out\n",
                attachments->unwritten, plural(attachments->unwritten), plural(attachments->unwritten));
}

static Status report(const Job *job, const char *path, Err *err) {
  if (strcmp(path, "-") != 0) printf("%zu response%s written to %s\n", job->report.rows, plural(job->report.rows), path);
  const AttachmentReport *attachments = &job->attachments;
  report_attachments(attachments, job->options.warnings);
  size_t bad = job->report.bad_rows;
  if (bad > 0)
    return err_set(err, STATUS_INPUT, "bad-rows",
                   "%zu response%s could not be read and %s not in the export; the warnings name them", bad, plural(bad),
                   bad == 1 ? "is" : "are");
  if (attachments->bad == 0) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "bad-rows", "%zu attachment%s could not be written; the warnings name their responses",
                 attachments->bad, plural(attachments->bad));
}

static Status use_keys(Job *job, Err *err) {
  if (job->keys.count == 0) return export_check_unsealed(job->store, &job->options, err);
  store_use_keys(job->store, (const SealSecret *const *)job->keys.secrets, job->keys.count);
  return STATUS_OK;
}

static Status export_database(const char *db, Job *job, const char *out, Err *err) {
  Status status = store_open_readonly(db, &job->store, err);
  if (status == STATUS_OK) status = use_keys(job, err);
  if (status == STATUS_OK) status = write_out(db, job, out, err);
  if (status == STATUS_OK) status = write_attachments(db, job, out, err);
  store_close(job->store);
  return status == STATUS_OK ? report(job, out, err) : status;
}

static Status open_job_keys(Job *job, Err *err) {
  size_t count = 0;
  while (job->key_paths[count] != NULL)
    count++;
  if (count == 0 && job->passphrases != NULL)
    return err_set(err, STATUS_USAGE, "option-missing", "--key is missing: name the file that --passphrase-file is for");
  Status status = seal_init(err);
  return status == STATUS_OK ? open_keys(job->arena, job->key_paths, count, job->passphrases, &job->keys, err) : status;
}

static Status run_job(int argc, char **argv, Job *job, Err *err) {
  const char *db = NULL, *form = NULL, *format = NULL, *out = NULL;
  const Option options[] = {
      {"--db", &db, NULL},
      {"--form", &form, NULL},
      {"--format", &format, NULL},
      {"--out", &out, NULL},
      {"--trials", NULL, &job->options.filter.trials},
      {"--key...", job->key_paths, NULL},
      {"--passphrase-file", &job->passphrases, NULL},
  };
  int words;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &words, err);
  if (status == STATUS_OK && words > 0)
    status = err_set(err, STATUS_USAGE, "unexpected-word", "export does not know what to do with \"%s\"; kioskctl export --help",
                     argv[1]);
  if (status == STATUS_OK) status = options_require(db, "--db", "name the database to read", err);
  if (status == STATUS_OK) status = options_require(format, "--format", "use --format csv", err);
  if (status == STATUS_OK) status = options_require(out, "--out", "name the file to write, or - for standard output", err);
  if (status == STATUS_OK) status = find_format(format, &job->format, err);
  job->options.form_id = str_from(form);
  if (status == STATUS_OK) status = open_job_keys(job, err);
  if (status == STATUS_OK) status = export_database(db, job, out, err);
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
        "--db DB [--form ID] --format csv --out PATH [--key FILE]... [--passphrase-file FILE] [--trials]\n"
        "\n"
        "Writes the responses to a form as a table for analysis: one row per visit, one column per question, and for\n"
        "questions with several answers one per choice. An empty cell was not asked; #skipped was asked and passed over.\n"
        "Signatures and drawings go into a folder beside it: x.csv has x-attachments/RESPONSE/NAME.png.\n"
        "Where --out is no file they are not written, and a warning says how many there are.\n"
        "\n"
        "  --db DB       the kiosk's database; it may be in use\n"
        "  --form ID     which form, when the database has several\n"
        "  --format csv  comma-separated, UTF-8 (the only format of this version)\n"
        "  --out PATH    the file to write, whole or not at all, and never a database; - is standard output\n"
        "  --key FILE    a file of kioskctl keygen that opens sealed responses, or enough shares of it, each with a --key of its\n"
        "                own; likewise older keys. Asks for the passphrase of each key; from a pipe it reads a line for each\n"
        "  --passphrase-file FILE\n"
        "                takes the passphrases from the lines of FILE, in any order\n"
        "  --trials      trial visits too, marked in a column of their own",
    .run = run,
};
