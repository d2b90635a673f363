#include "export.h"
#include "command.h"
#include "options.h"
#include "store.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
} Job;

static Status write_failed(const char *path, Err *err) {
  return err_set(err, STATUS_WORLD, "out-path", "cannot write %s: %s; choose another --out, or make space or permission there",
                 path, strerror(errno));
}

static Status write_stream(Job *job, FILE *file, const char *path, Err *err) {
  Sink sink = sink_to_file(file);
  errno = 0;
  Status status = job->format->write(job->store, &job->options, &sink, &job->report, err);
  if (status == STATUS_OK && fflush(file) != 0) status = write_failed(path, err);
  return status;
}

static Status write_descriptor(Job *job, int descriptor, const char *path, bool durable, Err *err) {
  FILE *file = fdopen(descriptor, "w");
  if (file == NULL) {
    close(descriptor);
    return write_failed(path, err);
  }
  Status status = write_stream(job, file, path, err);
  if (status == STATUS_OK && durable && fsync(descriptor) != 0) status = write_failed(path, err);
  if (fclose(file) != 0 && status == STATUS_OK) status = write_failed(path, err);
  return status;
}

/* Written beside and renamed, so that whoever looks finds the old file or the whole new one. */
static Status write_file(Job *job, const char *path, Err *err) {
  const char *beside = arena_printf(job->arena, "%s.%ld.part", path, (long)getpid()).ptr;
  int descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) return write_failed(path, err);
  Status status = write_descriptor(job, descriptor, path, true, err);
  if (status == STATUS_OK && rename(beside, path) != 0) status = write_failed(path, err);
  if (status != STATUS_OK) unlink(beside);
  return status;
}

/* A device or a pipe is written to as it is: renaming over it would replace it. */
static Status write_special(Job *job, const char *path, Err *err) {
  int descriptor = open(path, O_WRONLY | O_CLOEXEC);
  return descriptor < 0 ? write_failed(path, err) : write_descriptor(job, descriptor, path, false, err);
}

static Status write_out(Job *job, const char *path, Err *err) {
  if (strcmp(path, "-") == 0) return write_stream(job, stdout, "standard output", err);
  struct stat info;
  bool exists = stat(path, &info) == 0;
  if (exists && S_ISDIR(info.st_mode))
    return err_set(err, STATUS_WORLD, "out-path", "cannot write %s: it is a folder; name a file in it", path);
  if (exists && !S_ISREG(info.st_mode)) return write_special(job, path, err);
  return write_file(job, path, err);
}

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

static Status report(const Job *job, const char *path, Err *err) {
  if (strcmp(path, "-") != 0) printf("%zu response%s written to %s\n", job->report.rows, plural(job->report.rows), path);
  if (job->report.bad_rows == 0) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "bad-rows", "%zu response%s could not be read and %s not in the export; the warnings name them",
                 job->report.bad_rows, plural(job->report.bad_rows), job->report.bad_rows == 1 ? "is" : "are");
}

static Status export_database(const char *db, Job *job, const char *out, Err *err) {
  Status status = store_open_readonly(db, &job->store, err);
  if (status == STATUS_OK) status = write_out(job, out, err);
  store_close(job->store);
  return status == STATUS_OK ? report(job, out, err) : status;
}

static Status run_job(int argc, char **argv, Job *job, Err *err) {
  const char *db = NULL, *form = NULL, *format = NULL, *out = NULL;
  const Option options[] = {
      {"--db", &db, NULL},
      {"--form", &form, NULL},
      {"--format", &format, NULL},
      {"--out", &out, NULL},
      {"--trials", NULL, &job->options.trials},
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
  return status == STATUS_OK ? export_database(db, job, out, err) : status;
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
    .usage = "--db DB [--form ID] --format csv --out PATH [--trials]\n"
             "\n"
             "Writes the responses to a form as a table for analysis: one row per visit, one column per question, and for\n"
             "questions with several answers one per choice. An empty cell was not asked; #skipped was asked and passed over.\n"
             "\n"
             "  --db DB       the kiosk's database; it may be in use\n"
             "  --form ID     which form, when the database has several\n"
             "  --format csv  comma-separated, UTF-8 (the only format of this version)\n"
             "  --out PATH    the file to write, whole or not at all; - is standard output\n"
             "  --trials      trial visits too, marked in a column of their own",
    .run = run,
};
