#include "command.h"
#include "options.h"
#include "store.h"

enum { FAULTS_TOLD_MAX = 100 };

typedef struct Findings {
  Arena *arena;
  Str told[FAULTS_TOLD_MAX];
  size_t count; /* with those that are not told */
} Findings;

static void note_fault(void *context, Str sentence) {
  Findings *findings = context;
  if (findings->count < FAULTS_TOLD_MAX) findings->told[findings->count] = arena_str(findings->arena, sentence);
  findings->count++;
}

static void print_numbers(Sink *out, const LedgerReport *report) {
  if (report->last < report->first)
    sink_z(out, "nothing numbered yet");
  else if (report->faults == 0)
    sink_printf(out, "%lld-%lld whole", (long long)report->first, (long long)report->last);
  else
    sink_printf(out, "%lld-%lld, of which %zu whole", (long long)report->first, (long long)report->last, report->whole);
  if (report->purged > 0) sink_printf(out, " (%zu of them purged)", report->purged);
}

/* kiosk-1: 1-210 whole, 4 waiting, 3 partial, 0 missing */
static void print_report(Sink *out, const LedgerReport *report) {
  sink_harmless(out, report->device.len > 0 ? report->device : STR("(no device)"));
  sink_z(out, ": ");
  print_numbers(out, report);
  sink_printf(out, ", %zu waiting, %zu partial", report->waiting, report->partial);
  if (report->trial > 0) sink_printf(out, ", %zu for trial", report->trial);
  sink_printf(out, ", %zu missing\n", report->missing);
}

/* Of the last number, or of the one that is asked for. */
static Status print_fingerprint(Sink *out, Store *store, Arena *arena, const LedgerReport *report, int64_t number, bool *found,
                                Err *err) {
  Str fingerprint = report->head;
  if (number == 0)
    number = report->last;
  else if (store_fingerprint(store, report->device, number, arena, &fingerprint, err) != STATUS_OK)
    return err->status;
  *found |= fingerprint.len > 0;
  if (fingerprint.len > 0) sink_printf(out, "  fingerprint of %lld: " STR_FMT "\n", (long long)number, STR_ARG(fingerprint));
  return STATUS_OK;
}

static void print_faults(Sink *out, const Findings *findings) {
  for (size_t i = 0; i < findings->count && i < FAULTS_TOLD_MAX; i++) {
    sink_z(out, "  ");
    sink_harmless(out, findings->told[i]);
    sink_z(out, "\n");
  }
  if (findings->count > FAULTS_TOLD_MAX) sink_printf(out, "  and %zu more\n", findings->count - FAULTS_TOLD_MAX);
}

static Status conclude(const Findings *findings, const char *path, Err *err) {
  if (findings->count == 0) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "ledger-broken",
                 "%s is not as the kiosk left it: %zu %s listed above; keep the file as it is, and compare it with a backup", path,
                 findings->count, findings->count == 1 ? "fault is" : "faults are");
}

static Status verify_store(Store *store, Arena *arena, const char *path, int64_t number, Err *err) {
  Findings *findings = ARENA_NEW(arena, Findings);
  findings->arena = arena;
  const LedgerReport *reports;
  size_t count;
  Status status = store_verify(store, arena, note_fault, findings, &reports, &count, err);
  if (status != STATUS_OK) return status;
  Sink out = sink_to_file(stdout);
  bool found = number == 0;
  for (size_t i = 0; i < count && status == STATUS_OK; i++) {
    print_report(&out, &reports[i]);
    status = print_fingerprint(&out, store, arena, &reports[i], number, &found, err);
  }
  if (status != STATUS_OK) return status;
  if (count == 0) sink_z(&out, "no device has stored anything yet\n");
  print_faults(&out, findings);
  if (!found)
    return err_set(err, STATUS_INPUT, "ledger-short",
                   "%s has no number %lld; if it had one, this is an older copy, or what came after was taken out of it", path,
                   (long long)number);
  return conclude(findings, path, err);
}

/* 0: none was given. */
static Status read_number(const char *text, int64_t *out, Err *err) {
  *out = 0;
  if (text == NULL || (str_to_int64(str_from(text), out) && *out > 0)) return STATUS_OK;
  return err_set(err, STATUS_USAGE, "option-value", "--at %s is no number of a response; they begin at 1", text);
}

static Status verify(int argc, char **argv, Arena *arena, Err *err) {
  const char *path = NULL, *at = NULL;
  const Option options[] = {{"--db", &path, NULL}, {"--at", &at, NULL}};
  int64_t number = 0;
  int word_count;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &word_count, err);
  if (status == STATUS_OK && word_count > 0)
    status = err_set(err, STATUS_USAGE, "unexpected-word", "verify does not know what to do with \"%s\"; kioskctl verify --help",
                     argv[1]);
  if (status == STATUS_OK) status = options_require(path, "--db", "name the database to verify", err);
  if (status == STATUS_OK) status = read_number(at, &number, err);
  Store *store = NULL;
  if (status == STATUS_OK) status = store_open_readonly(path, &store, err);
  if (status == STATUS_OK) status = verify_store(store, arena, path, number, err);
  store_close(store);
  return status;
}

static int run(int argc, char **argv) {
  Err err = {0};
  Arena *arena = arena_new(0);
  Status status = verify(argc, argv, arena, &err);
  arena_free(arena);
  if (status == STATUS_OK) return STATUS_OK;
  fflush(stdout);
  err_print(&err, stderr);
  return (int)status;
}

const Command command_verify = {
    .name = "verify",
    .usage = "--db DB [--at NUMBER]\n"
             "\n"
             "Shows that nothing was lost, changed, added or put in another order. Completed responses are numbered on each\n"
             "device, in shuffled groups so that a number says nothing about who came when, and each number is chained to the\n"
             "one before. Says for each device which numbers are whole, how many responses wait to be numbered, how many\n"
             "visits were left before their end, and how many responses are missing; or exactly what is wrong, and ends\n"
             "with 1, or with 3 when the file cannot be read. Needs no key.\n"
             "\n"
             "Whoever can write to the file could also write a new chain. So note the last number's fingerprint elsewhere: it\n"
             "stands for all numbers up to it, and stays the same for ever.\n"
             "\n"
             "  --db DB       the kiosk's database; it may be in use, and may be read-only\n"
             "  --at NUMBER   the fingerprint of this number instead of the last, to be compared with what was noted",
    .run = run,
};
