#include "robot.h"
#include "command.h"
#include "moment.h"
#include "options.h"
#include "out_file.h"
#include "robot_record.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { RESPONSES_MAX = 10000000, SILENT_MS = 1000, PROGRESS_MS = 200, QUOTED_CP = 120 };

static volatile sig_atomic_t interrupted; /* what a signal handler can know is only what stands in a static */

typedef struct Job {
  const char *form_path, *db, *trace_path, *seal_word, *device;
  SealPublic seal_key; /* of seal_word */
  size_t responses, done, complete;
  RobotSetup setup;
  RobotRecord record;
  RobotCoverage coverage;
  Diags stuck;
  Arena *arena, *session, *scratch, *line;
  OutFile trace_file;
  Sink trace;
  int64_t begun_ms, told_ms;
} Job;

static void interrupt(int number) {
  (void)number;
  interrupted = 1;
}

/* The visit under way is finished and written; the second time the signal does what it always does. */
static void catch_interrupts(void) {
  static const int ending[] = {SIGINT, SIGTERM};
  for (size_t i = 0; i < COUNT_OF(ending); i++) {
    struct sigaction ours = {.sa_handler = interrupt, .sa_flags = (int)(SA_RESETHAND | SA_RESTART)};
    sigemptyset(&ours.sa_mask);
    sigaction(ending[i], &ours, NULL);
  }
}

static int64_t now_ms(void) {
  return clock_system()->monotonic_ms(clock_system());
}

static void show_progress(Job *job) {
  int64_t now = now_ms();
  if (now - job->begun_ms < SILENT_MS || now - job->told_ms < PROGRESS_MS || !isatty(STDERR_FILENO)) return;
  job->told_ms = now;
  fprintf(stderr, "\r%zu of %zu", job->done, job->responses);
}

static void clear_progress(const Job *job) {
  if (job->told_ms != 0) fputs("\r\033[K", stderr);
}

static void write_step(void *context, const RobotStep *step) {
  Job *job = context;
  robot_trace_step(&job->trace, step, job->line);
  arena_rewind(job->line);
}

/* The beginning of it, when it is long. */
static Str quote(Arena *arena, Str text) {
  size_t end = 0;
  uint32_t cp;
  for (int count = 0; count < QUOTED_CP && str_next_cp(text, &end, &cp);)
    count++;
  return end == text.len ? text : arena_printf(arena, STR_FMT "…", STR_ARG(((Str){text.ptr, end})));
}

/* Once for a question: a hundred robots stuck at one place are one mistake. */
static void note_stuck(Job *job, const Survey *survey, int cell, size_t respondent) {
  const Form *form = job->setup.form;
  const Question *question = &form->questions[survey_question(survey, cell)];
  bool empty = survey_cell_problem(survey, cell) == PROBLEM_REQUIRED;
  Str path = survey_path(survey, cell, job->line);
  Str constraint = question->constraint ? quote(job->line, expr_text(question->constraint)) : STR("");
  Str what = empty ? arena_printf(job->line, "\"" STR_FMT "\" is required, and robot %zu found nothing to answer", STR_ARG(path),
                                  respondent)
                   : arena_printf(job->line, "robot %zu found no answer to \"" STR_FMT "\" that satisfies its constraint, " STR_FMT,
                                  respondent, STR_ARG(path), STR_ARG(constraint));
  Str remedy = empty ? STR("see whether its choice_filter can leave no choice")
                     : STR("see whether its constraint can be met; its message or its hint may name the numbers to try");
  diags_add(&job->stuck, DIAG_ERROR, "robot-stuck", question->place, what, remedy);
  arena_rewind(job->line);
}

static Status visit(Job *job, size_t respondent, Err *err) {
  int stuck_cell;
  RobotWatch *watch = job->trace_path ? write_step : NULL;
  const Survey *survey = robot_visit(job->session, job->scratch, &job->setup, respondent, watch, job, &stuck_cell);
  coverage_add(&job->coverage, survey);
  job->done++;
  Status status = STATUS_OK;
  if (stuck_cell >= 0) {
    note_stuck(job, survey, stuck_cell, respondent);
  } else {
    status = record_visit(&job->record, job->session, survey, respondent, err);
    job->complete += status == STATUS_OK;
  }
  arena_rewind(job->session);
  arena_rewind(job->scratch);
  return status;
}

static Status visit_all(Job *job, Err *err) {
  catch_interrupts();
  job->begun_ms = now_ms();
  if (job->trace_path) robot_trace_header(&job->trace, &job->setup);
  Status status = STATUS_OK;
  for (size_t i = 0; i < job->responses && status == STATUS_OK && !interrupted && !job->trace.failed; i++) {
    status = visit(job, i, err);
    show_progress(job);
  }
  Status finished = record_finish(&job->record, err);
  clear_progress(job);
  return status == STATUS_OK ? finished : status;
}

static Status visit_with_trace(Job *job, Err *err) {
  if (job->trace_path == NULL) return visit_all(job, err);
  /* Without a database it is the form that may not be written over. */
  Status status = out_file_open(job->arena, "--trace", job->trace_path, job->db ? job->db : job->form_path, &job->trace_file, err);
  if (status != STATUS_OK) return status;
  job->trace = sink_to_file(job->trace_file.stream);
  status = visit_all(job, err);
  return out_file_finish(&job->trace_file, status, err);
}

static Status visit_with_store(Job *job, Err *err) {
  if (job->db == NULL) return visit_with_trace(job, err);
  Random random = random_system();
  Status status = store_open(job->db, &random, &job->record.store, err);
  if (status == STATUS_OK) status = store_seal_with(job->record.store, job->seal_word ? &job->seal_key : NULL, err);
  if (status == STATUS_OK) status = store_device(job->record.store, job->setup.device, job->arena, &job->record.device, err);
  if (status == STATUS_OK) status = store_add_form(job->record.store, job->setup.form, err);
  if (status == STATUS_OK) status = visit_with_trace(job, err);
  store_close(job->record.store);
  return status;
}

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

static void print_summary(const Job *job) {
  if (job->trace_path && strcmp(job->trace_path, "-") == 0) return; /* standard output is the trace's */
  double seconds = (double)(now_ms() - job->begun_ms) / 1000;
  printf("%zu response%s", job->complete, plural(job->complete));
  if (job->db) printf(" written to %s", job->db);
  printf(" in %.1f s", seconds);
  if (seconds > 0.1) printf(" (%.0f a second)", (double)job->done / seconds);
  printf("\n");
  coverage_print(&job->coverage, job->setup.form, stdout);
  fflush(stdout);
}

static Status judge(const Job *job, Err *err) {
  size_t stuck = job->done - job->complete;
  print_summary(job);
  if (stuck > 0)
    err_set(err, STATUS_INPUT, "robot-stuck", "%zu of %zu robots came to a question they found no valid answer to", stuck,
            job->done);
  if (interrupted)
    err_set(err, STATUS_WORLD, "interrupted", "stopped after %zu of %zu robots; what they answered is kept", job->done,
            job->responses);
  return err->status;
}

static Status load(Job *job, Err *err) {
  Diags diags = diags_new(job->arena);
  Status status = form_load(job->arena, job->form_path, &diags, &job->setup.form, err);
  if (status == STATUS_OK) return status;
  err_print(err, stderr); /* first, as scripts expect it */
  diags_print(&diags, stderr);
  return status;
}

static Status run_job(Job *job, Err *err) {
  job->coverage = coverage_new(job->arena, job->setup.form);
  job->stuck = diags_new(job->arena);
  job->record.setup = &job->setup;
  job->setup.device = job->device ? str_from(job->device) : STR("robot");
  Status status = visit_with_store(job, err);
  if (status == STATUS_OK) status = judge(job, err);
  if (status == STATUS_OK) return status;
  err_print(err, stderr);
  diags_print(&job->stuck, stderr);
  return status;
}

static Status read_whole(const char *option, const char *text, int64_t low, int64_t high, int64_t *out, Err *err) {
  if (str_to_int64(str_from(text), out) && *out >= low && *out <= high) return STATUS_OK;
  return err_set(err, STATUS_USAGE, "option-value", "%s %s is no whole number from %lld to %lld", option, text, (long long)low,
                 (long long)high);
}

static Status read_seal(Job *job, Err *err) {
  if (job->seal_word == NULL) return STATUS_OK;
  if (job->db == NULL) return err_set(err, STATUS_USAGE, "option-missing", "--db is missing: it is there that answers are sealed");
  Status status = seal_init(err);
  if (status != STATUS_OK || seal_public_parse(str_from(job->seal_word), &job->seal_key)) return status;
  return err_set(err, STATUS_USAGE, "seal-key",
                 "--seal %s is no public key; copy the whole word, seal1-..., that kioskctl keygen printed", job->seal_word);
}

static Status read_arguments(Job *job, int argc, char **argv, Err *err) {
  const char *responses = NULL, *seed = NULL, *now = NULL;
  const Option options[] = {
      {"--responses", &responses, NULL},   {"--seed", &seed, NULL},         {"--db", &job->db, NULL},
      {"--trace", &job->trace_path, NULL}, {"--now", &now, NULL},           {"--trial", NULL, &job->record.trial},
      {"--seal", &job->seal_word, NULL},   {"--device", &job->device, NULL}};
  int words;
  int64_t count = 100, seed_number = 1;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &words, err);
  if (status == STATUS_OK && words != 1)
    status = err_set(err, STATUS_USAGE, "usage", "robot needs one form; write kioskctl robot and the form's file name");
  if (status == STATUS_OK && job->db == NULL && job->trace_path == NULL)
    status = err_set(err, STATUS_USAGE, "option-missing", "--db or --trace is missing: name where the answers go");
  if (status == STATUS_OK && responses) status = read_whole("--responses", responses, 1, RESPONSES_MAX, &count, err);
  if (status == STATUS_OK && seed) status = read_whole("--seed", seed, INT64_MIN, INT64_MAX, &seed_number, err);
  if (status == STATUS_OK) status = read_seal(job, err);
  job->setup.wall_ms = clock_system()->wall_ms(clock_system());
  if (status == STATUS_OK && now) status = moment_read("--now", now, &job->setup.wall_ms, err);
  job->form_path = argv[1];
  job->responses = (size_t)count;
  job->setup.seed = (uint64_t)seed_number;
  return status;
}

static int run(int argc, char **argv) {
  Err err = {0};
  Job job = {.arena = arena_new(0), .session = arena_new(0), .scratch = arena_new(0), .line = arena_new(0)};
  Status status = read_arguments(&job, argc, argv, &err);
  if (status != STATUS_OK) {
    err_print(&err, stderr);
  } else {
    status = load(&job, &err);
    if (status == STATUS_OK) status = run_job(&job, &err);
  }
  arena_free(job.line);
  arena_free(job.scratch);
  arena_free(job.session);
  arena_free(job.arena);
  return (int)status;
}

const Command command_robot = {
    .name = "robot",
    .usage =
        "FORM [--responses N] [--seed S] [--db DB] [--trace FILE] [AS]\n"
        "\n"
        "Lets robots answer the form as visitors would, with random valid answers, to try it out before people do: are there\n"
        "questions nobody comes to, or that no answer satisfies? With the same seed and --now the same answers come again.\n"
        "\n"
        "  --responses N  how many (100)\n"
        "  --seed S       a whole number that decides all chance (1)\n"
        "  --db DB        writes complete responses into this database, as those of a device\n"
        "  --trace FILE   writes each step as a line of JSON: answers, what is relevant, what is calculated; - is standard output\n"
        "\n"
        "AS what they answer:\n"
        "  --device NAME  the device (robot)\n"
        "  --trial        marks the responses as trials\n"
        "  --seal WORD    seals them with this public key, of kioskctl keygen; the database takes only sealed ones from then on\n"
        "  --now ISO      when the visits happen (now)\n"
        "\n"
        "Ends with 1 when a robot found no valid answer to a question; the others are written all the same.",
    .run = run,
};
