#include "command.h"
#include "key_files.h"
#include "matching.h"
#include "moment.h"
#include "options.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

typedef struct Job {
  Arena *arena;
  const char *db, *passphrases;
  const char *key_paths[OPTION_VALUES_MAX + 1];
  bool only_matching, without_matching;
  Str round;
  OpenKeys keys;
  Store *store;
} Job;

/* A slip in the path may not leave a new database behind. */
static Status open_store(Job *job, Err *err) {
  if (job->only_matching) return store_open_readonly(job->db, &job->store, err);
  if (access(job->db, F_OK) != 0)
    return err_set(err, STATUS_WORLD, "db-path", "there is no database %s: %s; check the path", job->db, strerror(errno));
  Random random = random_system();
  return store_open(job->db, &random, &job->store, err);
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

static Status find_round(const Job *job, const StoreRound **out, Err *err) {
  const StoreRound *rounds;
  size_t count;
  *out = NULL;
  Status status = store_rounds(job->store, job->arena, &rounds, &count, err);
  for (size_t i = 0; i < count; i++)
    if (str_equal(rounds[i].name, job->round)) *out = &rounds[i];
  if (status == STATUS_OK && *out == NULL)
    return err_set(err, STATUS_INPUT, "round-unknown",
                   "there is no round \"" STR_FMT "\" in %s; kioskctl round --db %s lists those there are", STR_ARG(job->round),
                   job->db, job->db);
  return status;
}

/* What nobody can tell any more afterwards. */
static Status report(const Job *job, Err *err) {
  Sink out = sink_to_file(stdout);
  size_t unopened;
  store_use_keys(job->store, (const SealSecret *const *)job->keys.secrets, job->keys.count);
  Status status = matching_print(job->store, job->arena, job->round, &out, &unopened, err);
  fflush(stdout);
  if (status != STATUS_OK || unopened == 0 || job->only_matching) return status;
  return err_set(err, STATUS_INPUT, "seal-key",
                 "the codes of %zu response%s are sealed, so that nobody could tell how well they were joined once the round is"
                 " closed; give the --key, or --without-matching to close it all the same",
                 unopened, unopened == 1 ? "" : "s");
}

static Status close_it(const Job *job, Err *err) {
  size_t links;
  Status status = store_close_round(job->store, job->round, (Str){0}, moment_today(job->arena), &links, err);
  if (status != STATUS_OK) return status;
  if (links == 0)
    printf("round \"" STR_FMT "\" is closed, and its key destroyed; nothing was joined by it\n", STR_ARG(job->round));
  else
    printf("round \"" STR_FMT "\" is closed: its key and the links of %zu response%s are destroyed\n", STR_ARG(job->round), links,
           links == 1 ? "" : "s");
  printf("%s that were made before still have %s: make backups anew, and delete the old ones\n",
         links == 0 ? "backups" : "backups and linked exports", links == 0 ? "the key" : "them");
  return STATUS_OK;
}

static Status run_opened(const Job *job, Err *err) {
  const StoreRound *round;
  Status status = find_round(job, &round, err);
  if (status != STATUS_OK || !round) return status;
  if (!job->without_matching && round->closed.len == 0) status = report(job, err);
  if (status != STATUS_OK) return status;
  if (!job->only_matching) return close_it(job, err);
  if (round->closed.len > 0)
    printf("round \"" STR_FMT "\" was closed on " STR_FMT ": nothing tells any more which responses belong together\n",
           STR_ARG(round->name), STR_ARG(round->closed));
  else if (round->links == 0)
    printf("round \"" STR_FMT "\": no response has a token or code yet\n", STR_ARG(round->name));
  return STATUS_OK;
}

static Status read_words(int argc, char **argv, Job *job, Err *err) {
  const Option options[] = {{"--db", &job->db, NULL},
                            {"--key...", job->key_paths, NULL},
                            {"--passphrase-file", &job->passphrases, NULL},
                            {"--matching", NULL, &job->only_matching},
                            {"--without-matching", NULL, &job->without_matching}};
  int words;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &words, err);
  if (status == STATUS_OK && words != 1)
    status = err_set(err, STATUS_USAGE, "usage", "name one round: kioskctl close-round --db DB ROUND (\"\" for who has none)");
  if (status == STATUS_OK && job->only_matching && job->without_matching)
    status = err_set(err, STATUS_USAGE, "usage", "--matching and --without-matching do not go together; give one of them");
  if (status == STATUS_OK) job->round = str_from(argv[1]);
  return status == STATUS_OK ? options_require(job->db, "--db", "name the database whose round is to be closed", err) : status;
}

static Status run_job(int argc, char **argv, Job *job, Err *err) {
  Status status = read_words(argc, argv, job, err);
  if (status == STATUS_OK) status = open_job_keys(job, err);
  if (status == STATUS_OK) status = open_store(job, err);
  if (status == STATUS_OK) status = run_opened(job, err);
  store_close(job->store);
  close_keys(&job->keys);
  return status;
}

static int run(int argc, char **argv) {
  Job job = {.arena = arena_new_locked(0)};
  Err err = {0};
  Status status = run_job(argc, argv, &job, &err);
  fflush(stdout); /* so that what was found stands before the error where both go to a terminal */
  if (status != STATUS_OK) err_print(&err, stderr);
  arena_free(job.arena);
  return (int)status;
}

const Command command_close_round = {
    .name = "close-round",
    .usage =
        "--db DB ROUND [--matching] [--key FILE...] [--passphrase-file FILE] [--without-matching]\n"
        "\n"
        "Ends what joins the visits of a round with their follow-ups: first says how well they could be joined, then destroys the\n"
        "round's key and all its links, in the file and in the log beside it, and notes that it was done. From then on nobody can\n"
        "tell which responses belong together, tokens that were given are no longer accepted, and kioskctl verify finds\n"
        "everything as whole as before. This cannot be undone: make the linked export first (kioskctl export --linked).\n"
        "A merge with a database whose copy of the round is still open closes it there, too.\n"
        "\n"
        "  --db DB                  the database; it may be in use\n"
        "  --matching               only says how well the round's visits can be joined; changes nothing\n"
        "  --key FILE               opens sealed codes for that; may stand several times, for shares of a key\n"
        "  --passphrase-file FILE   has its passphrase, one a line; else it is asked for\n"
        "  --without-matching       closes at once, without saying how well they could be joined",
    .run = run,
};
