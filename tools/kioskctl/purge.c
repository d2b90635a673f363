#include "command.h"
#include "moment.h"
#include "options.h"
#include "store.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct Job {
  Arena *arena;
  const char *db, *today;
  bool dry;
  Store *store;
  const PurgeCount *counts;
  size_t count;
} Job;

static Status read_day(const Job *job, Str *out, Err *err) {
  Value day;
  *out = moment_today(job->arena);
  if (job->today == NULL) return STATUS_OK;
  if (!value_from_iso(str_from(job->today), &day) || day.kind != VALUE_DATE)
    return err_set(err, STATUS_USAGE, "option-value", "--today %s is no date; write it as 2026-11-21", job->today);
  *out = value_to_str(job->arena, day);
  return STATUS_OK;
}

/* A slip in the path may not leave a new database behind. */
static Status open_store(Job *job, Err *err) {
  if (job->dry) return store_open_readonly(job->db, &job->store, err);
  if (access(job->db, F_OK) != 0)
    return err_set(err, STATUS_WORLD, "db-path", "there is no database %s: %s; check the path", job->db, strerror(errno));
  Random random = random_system();
  return store_open(job->db, &random, &job->store, err);
}

static Str say_count(Arena *arena, size_t count, const char *noun) {
  return arena_printf(arena, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

static Str say_what_went(Arena *arena, const PurgeCount *count, bool dry) {
  Str whole = say_count(arena, count->responses, "response"), text = say_count(arena, count->free_texts, "response");
  const char *went = dry ? "would be deleted" : "deleted";
  if (count->responses > 0 && count->free_texts > 0)
    return arena_printf(arena, STR_FMT " %s, and the free text of " STR_FMT, STR_ARG(whole), went, STR_ARG(text));
  if (count->responses > 0) return arena_printf(arena, STR_FMT " %s", STR_ARG(whole), went);
  if (count->free_texts > 0) return arena_printf(arena, "the free text of " STR_FMT " %s", STR_ARG(text), went);
  return count->promised ? STR("nothing is due") : STR("this form does not say when its answers are deleted");
}

static void print_counts(const Job *job) {
  size_t gone = 0;
  for (size_t i = 0; i < job->count; i++) {
    const PurgeCount *count = &job->counts[i];
    Str unread = say_count(job->arena, count->unread, "response");
    gone += count->responses + count->free_texts;
    if (count->unread == 0 || count->promised || count->responses + count->free_texts > 0)
      printf(STR_FMT ": " STR_FMT "\n", STR_ARG(count->form_id), STR_ARG(say_what_went(job->arena, count, job->dry)));
    if (count->unread > 0)
      printf(STR_FMT ": " STR_FMT
                     " left as they are, given to a version of the form that this kioskctl cannot read; use a newer one\n",
             STR_ARG(count->form_id), STR_ARG(unread));
  }
  if (job->count == 0) printf("there is no form in this database yet\n");
  if (gone > 0 && !job->dry)
    printf("backups and exports that were made before still have what was deleted: make them anew and delete the old ones\n");
}

static Status run_job(int argc, char **argv, Job *job, Err *err) {
  const Option options[] = {{"--db", &job->db, NULL}, {"--today", &job->today, NULL}, {"--dry-run", NULL, &job->dry}};
  int words;
  Str day;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &words, err);
  if (status == STATUS_OK && words > 0)
    status = err_set(err, STATUS_USAGE, "usage", "purge takes no \"%s\"; write kioskctl purge --db DB", argv[1]);
  if (status == STATUS_OK) status = options_require(job->db, "--db", "name the database to purge", err);
  if (status == STATUS_OK) status = read_day(job, &day, err);
  if (status == STATUS_OK) status = open_store(job, err);
  if (status != STATUS_OK) return status;
  if (!job->dry) status = store_rest_drafts(job->store, (int64_t)time(NULL) / 60, err);
  if (status == STATUS_OK) status = store_purge(job->store, day, job->dry, job->arena, &job->counts, &job->count, err);
  if (job->counts) print_counts(job); /* after a failure too: what is gone is gone */
  store_close(job->store);
  return status;
}

static int run(int argc, char **argv) {
  Job job = {.arena = arena_new(0)};
  Err err = {0};
  Status status = run_job(argc, argv, &job, &err);
  fflush(stdout); /* so that what went stands before the error where both go to a terminal */
  if (status != STATUS_OK) err_print(&err, stderr);
  arena_free(job.arena);
  return (int)status;
}

const Command command_purge = {
    .name = "purge",
    .usage =
        "--db DB [--dry-run] [--today DATE]\n"
        "\n"
        "Deletes what each form promised to delete by today, under retention: free text first, whole responses later. What was\n"
        "deleted is overwritten in the file, and cannot be brought back. The ledger keeps counting it, so that kioskctl verify\n"
        "still tells whether anything else is missing. Backups and exports made before are not touched. Visits that\n"
        "waited in vain for a phone to go on with them are swept away, too, by this machine's clock.\n"
        "\n"
        "  --db DB       the kiosk's database; it may be in use\n"
        "  --dry-run     only says what would be deleted\n"
        "  --today DATE  as if it were that day, such as 2027-01-31",
    .run = run,
};
