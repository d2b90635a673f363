#include "command.h"
#include "link.h"
#include "moment.h"
#include "options.h"
#include "store.h"

#include <string.h>

enum { NAME_BYTES_MAX = 64 };
_Static_assert(sizeof(LinkKey) == STORE_ROUND_KEY_BYTES, "a round's key is stored as it is");

typedef struct Job {
  Arena *arena;
  const char *db, *word;
  bool shows, is_named;
  Str name;
  Store *store;
} Job;

static Str say_links(Arena *arena, size_t links) {
  return links == 1 ? STR("1 response is") : arena_printf(arena, "%zu responses are", links);
}

static void print_round(const Job *job, const StoreRound *round) {
  Sink out = sink_to_file(stdout);
  sink_z(&out, "round \"");
  sink_harmless(&out, round->name);
  if (round->closed.len > 0)
    sink_printf(&out, "\": closed on " STR_FMT ", its key destroyed\n", STR_ARG(round->closed));
  else
    sink_printf(&out, "\": open since " STR_FMT ", " STR_FMT " joined by it\n", STR_ARG(round->opened),
                STR_ARG(say_links(job->arena, round->links)));
}

static Status list_rounds(Job *job, Err *err) {
  const StoreRound *rounds;
  size_t count;
  Status status = store_open_readonly(job->db, &job->store, err);
  if (status == STATUS_OK) status = store_rounds(job->store, job->arena, &rounds, &count, err);
  if (status != STATUS_OK) return status;
  for (size_t i = 0; i < count; i++)
    print_round(job, &rounds[i]);
  if (count == 0)
    printf("there is no round in this database yet; kioskctl round --db %s NAME makes one, and so does a kiosk that needs it\n",
           job->db);
  return STATUS_OK;
}

/* The word alone, so that it can be handed on. */
static Status show_key(Job *job, Err *err) {
  const StoreRound *rounds, *found = NULL;
  size_t count;
  Status status = store_open_readonly(job->db, &job->store, err);
  if (status == STATUS_OK) status = store_rounds(job->store, job->arena, &rounds, &count, err);
  if (status != STATUS_OK) return status;
  for (size_t i = 0; i < count; i++)
    if (str_equal(rounds[i].name, job->name)) found = &rounds[i];
  if (found == NULL)
    return err_set(err, STATUS_INPUT, "round-unknown",
                   "there is no round \"" STR_FMT
                   "\" in %s; kioskctl round --db %s lists those there are, and with a name makes one",
                   STR_ARG(job->name), job->db, job->db);
  if (found->closed.len > 0)
    return err_set(err, STATUS_INPUT, "round-closed", "round \"" STR_FMT "\" was closed on " STR_FMT ", and its key destroyed",
                   STR_ARG(job->name), STR_ARG(found->closed));
  LinkKey key;
  memcpy(key.bytes, found->key, sizeof key.bytes);
  printf(STR_FMT "\n", STR_ARG(link_key_text(job->arena, &key)));
  memory_wipe(&key, sizeof key);
  return STATUS_OK;
}

static Status open_for_writing(Job *job, Err *err) {
  Random random = random_system();
  return store_open(job->db, &random, &job->store, err);
}

static Status give_key(Job *job, Err *err) {
  LinkKey key;
  if (!link_key_parse(str_from(job->word), &key))
    return err_set(err, STATUS_INPUT, "round-word",
                   "that is no key of a round, or it was damaged on its way; copy the whole word that kioskctl round --show gives");
  Status status = open_for_writing(job, err);
  if (status == STATUS_OK) status = store_give_round_key(job->store, job->name, key.bytes, moment_today(job->arena), err);
  memory_wipe(&key, sizeof key);
  return status;
}

static Status make_round(Job *job, Err *err) {
  StoreRound round;
  Status status = job->store == NULL ? open_for_writing(job, err) : STATUS_OK;
  if (status == STATUS_OK) status = store_round(job->store, job->name, moment_today(job->arena), job->arena, &round, err);
  if (status == STATUS_OK) print_round(job, &round);
  return status;
}

static Status check_name(Str name, Err *err) {
  bool fits = name.len <= NAME_BYTES_MAX && str_is_utf8(name);
  for (size_t i = 0; i < name.len; i++)
    fits &= (unsigned char)name.ptr[i] >= 0x20 && name.ptr[i] != 0x7f;
  if (fits) return STATUS_OK;
  return err_set(err, STATUS_USAGE, "option-value", "a round's name has at most %d bytes, and no line breaks; choose a shorter one",
                 NAME_BYTES_MAX);
}

static Status read_words(int argc, char **argv, Job *job, Err *err) {
  const Option options[] = {{"--db", &job->db, NULL}, {"--show", NULL, &job->shows}, {"--give", &job->word, NULL}};
  int words;
  Status status = options_read(argc, argv, options, COUNT_OF(options), &words, err);
  if (status != STATUS_OK) return status;
  if (words > 1) return err_set(err, STATUS_USAGE, "usage", "name one round: kioskctl round --db DB NAME (\"\" for who has none)");
  job->is_named = words == 1;
  if (job->is_named) job->name = str_from(argv[1]);
  if (!job->is_named && (job->shows || job->word != NULL))
    return err_set(err, STATUS_USAGE, "usage", "which round? write kioskctl round --db DB NAME %s",
                   job->shows ? "--show" : "--give WORD");
  if (job->shows && job->word != NULL)
    return err_set(err, STATUS_USAGE, "usage", "--show and --give do not go together; give one of them");
  status = check_name(job->name, err);
  return status == STATUS_OK ? options_require(job->db, "--db", "name the database that has the round", err) : status;
}

static Status run_job(int argc, char **argv, Job *job, Err *err) {
  Status status = read_words(argc, argv, job, err);
  if (status == STATUS_OK) status = seal_init(err);
  if (status != STATUS_OK) return status;
  if (!job->is_named) return list_rounds(job, err);
  if (job->shows) return show_key(job, err);
  if (job->word != NULL) status = give_key(job, err);
  return status == STATUS_OK ? make_round(job, err) : status;
}

static int run(int argc, char **argv) {
  Job job = {.arena = arena_new_locked(0)};
  Err err = {0};
  Status status = run_job(argc, argv, &job, &err);
  store_close(job.store);
  fflush(stdout);
  if (status != STATUS_OK) err_print(&err, stderr);
  arena_free(job.arena);
  return (int)status;
}

const Command command_round = {
    .name = "round",
    .usage = "--db DB [ROUND [--show | --give WORD]]\n"
             "\n"
             "A round's key makes the tokens that visitors get, and the hashes by which a visit and its follow-up are joined;\n"
             "kiosks and servers of one round need the same. A kiosk and a server on one database share it anyway. This is for a\n"
             "server that keeps a database of its own: --show at the one, --give at the other, before its first visitor. Whoever\n"
             "has the word can join the round's responses, so keep it as you keep a password, until kioskctl close-round destroys\n"
             "the key.\n"
             "\n"
             "  --db DB       the database; it may be in use. Made when there is none and a ROUND is named\n"
             "  ROUND         its name, as the configuration has it (round), or \"\" for who has none; made when there is none\n"
             "  --show        only prints its key, as one word\n"
             "  --give WORD   gives it the key that it has elsewhere\n"
             "\n"
             "Without a name it lists the rounds there are.",
    .run = run,
};
