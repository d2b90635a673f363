#include "command.h"
#include "interrupt.h"
#include "moment.h"
#include "options.h"
#include "progress.h"
#include "store.h"

#include <string.h>
#include <sys/resource.h>

enum {
  SENTENCES_MAX = 100,
  FILES_BESIDE = 32, /* that are open beside those of the sources: the database merged into, its lock, a terminal ... */
};

typedef struct Sentences {
  Str items[SENTENCES_MAX];
  size_t count; /* with those that are too many to be kept */
} Sentences;

typedef struct Job {
  Arena *arena;
  Progress progress;
  Sentences conflicts, notes;
} Job;

static void keep(Arena *arena, Sentences *sentences, Str sentence) {
  if (sentences->count < SENTENCES_MAX) sentences->items[sentences->count] = arena_str(arena, sentence);
  sentences->count++;
}

static void keep_conflict(void *context, Str sentence) {
  Job *job = context;
  keep(job->arena, &job->conflicts, sentence);
}

static void keep_note(void *context, Str sentence) {
  Job *job = context;
  keep(job->arena, &job->notes, sentence);
}

static void tell_progress(void *context, size_t done, size_t total) {
  Job *job = context;
  progress_tell(&job->progress, done, total);
}

static bool goes_on(void *context) {
  (void)context;
  return !interrupt_waits();
}

/* 1,000,000 */
static Str grouped(Arena *arena, size_t count) {
  if (count < 1000) return arena_printf(arena, "%zu", count);
  return arena_printf(arena, STR_FMT ",%03zu", STR_ARG(grouped(arena, count / 1000)), count % 1000);
}

static Str say_count(Arena *arena, size_t count, const char *noun) {
  return arena_printf(arena, STR_FMT " %s%s", STR_ARG(grouped(arena, count)), noun, count == 1 ? "" : "s");
}

static void add_part(Sink *out, Arena *arena, const char **between, size_t count, const char *what) {
  if (count == 0) return;
  sink_printf(out, "%s" STR_FMT " %s", *between, STR_ARG(grouped(arena, count)), what);
  *between = ", ";
}

/* 1,000,000 responses from 50 databases: 20,000 new, 3 further on than before, 979,997 known already */
static void print_report(Job *job, const char *into, size_t databases, const MergeReport *report) {
  Sink out = sink_to_file(stdout);
  size_t responses = report->added + report->advanced + report->known;
  const char *between = ": ";
  sink_printf(&out, STR_FMT " from " STR_FMT, STR_ARG(say_count(job->arena, responses, "response")),
              STR_ARG(say_count(job->arena, databases, "database")));
  add_part(&out, job->arena, &between, report->added, "new");
  add_part(&out, job->arena, &between, report->advanced, "further on than before");
  add_part(&out, job->arena, &between, report->known, "known already");
  sink_printf(&out, "; they are in %s\n", into);
  if (report->removed > 0)
    sink_printf(&out, STR_FMT " deleted here, in whole or their free text, as they were on time elsewhere\n",
                STR_ARG(say_count(job->arena, report->removed, "response")));
  if (report->forms + report->devices > 0)
    sink_printf(&out, STR_FMT " and " STR_FMT " came with them\n", STR_ARG(say_count(job->arena, report->forms, "form version")),
                STR_ARG(say_count(job->arena, report->devices, "device")));
}

static Status judge(const Job *job, const char *into, Err *err) {
  size_t count = job->conflicts.count;
  if (count == 0) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "merge-conflicts",
                 "%zu thing%s in which the databases disagree; what is listed below was not guessed, and all else is in %s", count,
                 count == 1 ? "" : "s", into);
}

static Status read_words(int argc, char **argv, const char **into, int *words, Err *err) {
  const Option options[] = {{"--into", into, NULL}};
  Status status = options_read(argc, argv, options, COUNT_OF(options), words, err);
  if (status == STATUS_OK)
    status =
        options_require(*into, "--into", "name the database that the others are brought into; it is made when there is none", err);
  if (status == STATUS_OK && *words == 0)
    status = err_set(err, STATUS_USAGE, "no-database", "which databases? write kioskctl merge --into %s A.db B.db", *into);
  return status;
}

/* How many files may be open at a time, after asking for as many as are wanted. */
static rlim_t raise_file_limit(rlim_t wanted) {
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= wanted) return wanted;
  rlim_t before = files.rlim_cur;
  files.rlim_cur = wanted < files.rlim_max ? wanted : files.rlim_max;
  return setrlimit(RLIMIT_NOFILE, &files) == 0 ? files.rlim_cur : before;
}

/* Most systems let a program have a thousand files open unless it asks for more. */
static Status allow_files(int databases, Err *err) {
  rlim_t wanted = FILES_BESIDE + (rlim_t)databases * STORE_FILES_EACH, limit = raise_file_limit(wanted);
  if (limit >= wanted) return STATUS_OK;
  int most = limit > FILES_BESIDE + STORE_FILES_EACH ? (int)((limit - FILES_BESIDE) / STORE_FILES_EACH) : 1;
  return err_set(err, STATUS_WORLD, "merge-many",
                 "%d databases are more than this system lets a program have open at a time; merge them in several commands, of no"
                 " more than %d each: it comes to the same",
                 databases, most);
}

static Status merge(int argc, char **argv, Job *job, Err *err) {
  const char *into = NULL;
  int words;
  Status status = read_words(argc, argv, &into, &words, err);
  if (status == STATUS_OK) status = allow_files(words, err);
  if (status != STATUS_OK) return status;
  MergeReport report;
  MergeWatch watch = {.conflict = keep_conflict,
                      .note = keep_note,
                      .progress = tell_progress,
                      .goes_on = goes_on,
                      .context = job,
                      .today = moment_today(job->arena)};
  Random random = random_system();
  job->progress = progress_begin(clock_system(), stderr);
  status = store_merge(into, (const char *const *)(argv + 1), (size_t)words, &random, &watch, &report, err);
  progress_end(&job->progress);
  if (!report.is_done) job->conflicts.count = 0; /* what was to be left out of it is no matter */
  if (report.is_done) print_report(job, into, (size_t)words, &report);
  return status == STATUS_OK ? judge(job, into, err) : status;
}

static void print_sentences(const char *kind, const Sentences *sentences) {
  Sink out = sink_to_file(stderr);
  for (size_t i = 0; i < sentences->count && i < SENTENCES_MAX; i++) {
    sink_printf(&out, "%s: ", kind);
    sink_harmless(&out, sentences->items[i]);
    sink_z(&out, "\n");
  }
  if (sentences->count > SENTENCES_MAX) sink_printf(&out, "and %zu more\n", sentences->count - SENTENCES_MAX);
}

/* A signal waits until what is half done is taken away, or all is said of what is done. */
static int run(int argc, char **argv) {
  Job job = {.arena = arena_new(0)};
  Err err = {0};
  sigset_t before = interrupt_hold();
  Status status = merge(argc, argv, &job, &err);
  fflush(stdout); /* what came stands before what did not, where both go to a terminal */
  if (status != STATUS_OK) err_print(&err, stderr);
  print_sentences("conflict", &job.conflicts);
  print_sentences("note", &job.notes);
  arena_free(job.arena);
  interrupt_release(&before);
  return (int)status;
}

const Command command_merge = {
    .name = "merge",
    .usage =
        "--into ALL.db A.db B.db...\n"
        "\n"
        "Brings the responses of several kiosks, sticks or rounds into one database, each once, however often and in whatever\n"
        "order they are merged. Forms, drawings and ledgers come along, so that kioskctl verify says of each kiosk what it says\n"
        "at home; a later state of a visit replaces an earlier one, and what was deleted on time anywhere is deleted here. The\n"
        "named databases are only read, and may be in use. All is done, or nothing.\n"
        "\n"
        "Where they disagree - two kiosks have the same name, a form was changed without a new version - nothing is guessed: it\n"
        "is left out, or as it was, and listed; then it ends with 1. Where choices had other codes for SPSS or Stata, a note says\n"
        "which data sets to export anew.\n"
        "\n"
        "  --into ALL.db  made when there is none; no kiosk may be running on it",
    .run = run,
};
