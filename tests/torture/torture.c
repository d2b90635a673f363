/* torture KIOSK [--kills N] [--seed S] [--sealed]: visits on the real kiosk, killed at random instants, again and again on one database.
 *
 * After each kill no acknowledged answer may be missing; every some kills the database is looked at closely. What was done follows from the
 * seed but for how fast the machine is. Exit: 0 when nothing was lost; else the folder stays. */
#include "victim.h"
#include "witness.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
  CLOSELY_EVERY = 25,   /* kills */
  ACTIONS_MAX = 25,     /* that a kiosk lives to see */
  AT_START_ONE_IN = 10, /* is killed before it answers */
  DISMISSED_ONE_IN = 8, /* is closed in order between two kills */
  START_US_MAX = 150000,
};

typedef struct Torture {
  const char *kiosk;
  size_t kills;
  uint64_t seed;
  bool sealed;
  Random random;
  Arena *arena;
  char folder[64];
  const char *config, *errors;
  SealSecret *secret; /* NULL: answers are stored open */
  Witness witness;
  Victim victim;
  int64_t action_us;                   /* how long one takes, as a running mean */
  size_t under_way, at_rest, at_start; /* kills */
} Torture;

static int64_t now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void pause_us(int64_t us) {
  struct timespec t = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
  nanosleep(&t, NULL);
}

static bool once_in(Torture *torture, uint32_t times) {
  return random_below(&torture->random, times) == 0;
}

static _Noreturn void lost(const Torture *torture, const char *what) {
  fprintf(stderr, "seed %llu: %s; the database and what the kiosk said are in %s\n", (unsigned long long)torture->seed, what,
          torture->folder);
  exit(1);
}

/* --- A visit, action by action --- */

typedef struct Action {
  const char *lines;
  const char *screen, *question; /* what is there when the kiosk has taken it; the question NULL: any */
  int gives;                     /* so many answers have been handed in by then, */
  int acknowledged;              /* and so many are said to be kept when that screen is there */
} Action;

static const char *taps_of(Arena *arena, const char *names) {
  Str rest = str_from(names);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (Str name; (name = str_next_word(&rest)).len > 0;)
    sink_printf(&sink, "tap \"%c" STR_FMT "\"\n", name.ptr[0] - 'a' + 'A', (int)name.len - 1, name.ptr + 1); /* as the labels are */
  return buffer.count > 0 ? buffer_view(&buffer).ptr : "";
}

enum { ACTION_COUNT = 8 };

static void plan(Arena *arena, size_t number, Action actions[ACTION_COUNT]) {
  const char *const sign = "down 500,350\nmove 600,300\nmove 700,400\nmove 800,350\nup\n";
  const char *mark = arena_printf(arena, "type \"%s\"\ntap \"Neste\"\n", witness_answer(arena, number, STEP_MARK)).ptr;
  const char *taste = taps_of(arena, witness_answer(arena, number, STEP_TASTE));
  const char *food = arena_printf(arena, "%stap \"Neste\"\n", taps_of(arena, witness_answer(arena, number, STEP_FOOD))).ptr;
  const char *words = arena_printf(arena, "type \"%s\"\ntap \"Send inn\"\n", witness_answer(arena, number, STEP_WORDS)).ptr;
  const Action all[ACTION_COUNT] = {
      {"tap \"Start\"\n", "question", "merke", 0, 0},
      {mark, "question", "smak", 1, 1},
      {taste, "question", "smak", 2, 1},
      {"tap \"Neste\"\n", "question", "tema", 2, 2},
      {food, "question", "navn", 3, 3},
      {arena_printf(arena, "%stap \"Neste\"\n", sign).ptr, "question", "ord", 4, 4},
      {words, "thanks", NULL, 5, 5},
      {"wait 20s\n", "attract", NULL, 5, 5},
  };
  memcpy(actions, all, sizeof all);
}

static bool is_there(const VictimScreen *screen, const Action *action) {
  return strcmp(screen->screen, action->screen) == 0 && (!action->question || strcmp(screen->question, action->question) == 0);
}

static void acknowledge(Torture *torture, WitnessVisit *visit, const Action *action, const VictimScreen *screen) {
  if (!is_there(screen, action)) {
    fprintf(stderr, "after %sthe screen is %s %s\n", action->lines, screen->screen, screen->question);
    lost(torture, "the kiosk does not do as it should");
  }
  visit->acked = action->acknowledged;
}

/* Kills while the action is under way, most of the time, or just after it. */
static void kill_in(Torture *torture, WitnessVisit *visit, const Action *action) {
  VictimScreen screen;
  bool after = once_in(torture, 4);
  if (after && victim_hear(&torture->victim, &screen)) acknowledge(torture, visit, action, &screen);
  if (!after) pause_us(random_below(&torture->random, (uint32_t)(torture->action_us + torture->action_us / 4 + 1)));
  if (victim_kill(&torture->victim, &screen)) acknowledge(torture, visit, action, &screen);
  *(after ? &torture->at_rest : &torture->under_way) += 1;
}

/* False: that was the last that the kiosk did. */
static bool act(Torture *torture, WitnessVisit *visit, const Action *action, bool last) {
  VictimScreen screen;
  if (action->gives > visit->tried) visit->tried = action->gives;
  int64_t began_us = now_us();
  victim_tell(&torture->victim, action->lines);
  if (last) {
    kill_in(torture, visit, action);
    return false;
  }
  if (!victim_hear(&torture->victim, &screen)) lost(torture, "the kiosk ended by itself");
  torture->action_us += (now_us() - began_us - torture->action_us) / 8;
  acknowledge(torture, visit, action, &screen);
  return true;
}

static void live(Torture *torture, size_t actions_left) {
  for (;;) {
    Action actions[ACTION_COUNT];
    plan(torture->arena, torture->witness.count, actions);
    WitnessVisit *visit = witness_visit(&torture->witness);
    for (size_t i = 0; i < ACTION_COUNT; i++)
      if (!act(torture, visit, &actions[i], --actions_left == 0)) return;
    arena_rewind(torture->arena);
  }
}

/* --- Its lives --- */

static void start(Torture *torture) {
  const char *const arguments[] = {torture->kiosk, "--config", torture->config, "--size", "1280x800",
                                   "--display-mm", "217x136",  "--play",        "-",      NULL};
  victim_start(&torture->victim, arguments, torture->errors);
}

static void live_and_die(Torture *torture) {
  VictimScreen screen;
  start(torture);
  if (once_in(torture, AT_START_ONE_IN)) {
    victim_tell(&torture->victim, "");
    pause_us(random_below(&torture->random, START_US_MAX));
    victim_kill(&torture->victim, &screen);
    torture->at_start++;
    return;
  }
  live(torture, 1 + random_below(&torture->random, ACTIONS_MAX));
}

static void live_in_order(Torture *torture) {
  VictimScreen screen;
  start(torture);
  victim_tell(&torture->victim, "");
  if (!victim_hear(&torture->victim, &screen)) lost(torture, "the kiosk does not start any more");
  if (victim_dismiss(&torture->victim) != 0) lost(torture, "the kiosk does not close in order");
}

static void run(Torture *torture) {
  for (size_t i = 1; i <= torture->kills; i++) {
    live_and_die(torture);
    bool closely = i % CLOSELY_EVERY == 0 || i == torture->kills;
    if (!(closely ? witness_look_closely : witness_look)(&torture->witness))
      lost(torture, "what was acknowledged is not as it was");
    if (once_in(torture, DISMISSED_ONE_IN)) live_in_order(torture);
  }
  live_in_order(torture);
  if (!witness_look_closely(&torture->witness)) lost(torture, "what was acknowledged is not as it was");
}

static void tell(const Torture *torture) {
  size_t complete = 0, answers = 0;
  for (size_t i = 0; i < torture->witness.count; i++) {
    complete += torture->witness.visits[i].acked == STEP_COUNT;
    answers += (size_t)torture->witness.visits[i].acked;
  }
  printf(
      "%zu kills survived: %zu while an answer was under way, %zu just after one, %zu at start; %zu visits, %zu of them complete, "
      "%zu answers acknowledged, none missing (%s, an action took %lld us)\n",
      torture->under_way + torture->at_rest + torture->at_start, torture->under_way, torture->at_rest, torture->at_start,
      torture->witness.count, complete, answers, torture->sealed ? "sealed" : "plain", (long long)torture->action_us);
}

static void prepare(Torture *torture, Arena *own) {
  const char *shelf = getenv("TMPDIR");
  snprintf(torture->folder, sizeof torture->folder, "%.40s/torture-XXXXXX", shelf ? shelf : "/tmp");
  BUG_UNLESS(mkdtemp(torture->folder) != NULL);
  torture->config = arena_printf(own, "%s/kiosk.yaml", torture->folder).ptr;
  torture->errors = arena_printf(own, "%s/stderr", torture->folder).ptr;
  torture->witness.db = arena_printf(own, "%s/svar.db", torture->folder).ptr;
  char here[512];
  BUG_UNLESS(getcwd(here, sizeof here) != NULL);
  FILE *config = fopen(torture->config, "w");
  BUG_UNLESS(config != NULL);
  fprintf(config, "forms: %s/tests/torture/torture.yaml\ndb: svar.db\ndevice: bord-1\n", here);
  if (torture->sealed) {
    torture->secret = seal_secret_new();
    torture->witness.key = torture->secret;
    Str word = seal_public_text(own, seal_public_of(torture->secret));
    fprintf(config, "seal: {public_key: " STR_FMT "}\n", STR_ARG(word));
  }
  fclose(config);
}

static void clear_away(const Torture *torture) {
  char command[160];
  snprintf(command, sizeof command, "rm -rf '%s'", torture->folder);
  if (system(command) != 0) fprintf(stderr, "%s is left\n", torture->folder);
}

static bool read_options(int argc, char **argv, Torture *torture) {
  for (int i = 1; i < argc; i++) {
    bool more = i + 1 < argc;
    if (strcmp(argv[i], "--sealed") == 0)
      torture->sealed = true;
    else if (strcmp(argv[i], "--kills") == 0 && more)
      torture->kills = (size_t)strtoul(argv[++i], NULL, 10);
    else if (strcmp(argv[i], "--seed") == 0 && more)
      torture->seed = strtoull(argv[++i], NULL, 10);
    else if (argv[i][0] != '-' && torture->kiosk == NULL)
      torture->kiosk = argv[i];
    else
      return false;
  }
  return torture->kiosk != NULL && torture->kills > 0;
}

int main(int argc, char **argv) {
  Torture torture = {.kills = 300, .seed = 1, .action_us = 5000};
  if (!read_options(argc, argv, &torture)) {
    fprintf(stderr, "usage: torturer KIOSK [--kills N] [--seed S] [--sealed], from the top of the source tree\n");
    return 2;
  }
  Err err = {0};
  if (seal_init(&err) != STATUS_OK) {
    err_print(&err, stderr);
    return 3;
  }
  signal(SIGPIPE, SIG_IGN);
  uint64_t state = torture.seed;
  torture.random = random_seeded(&state);
  torture.arena = arena_new(0);
  Arena *own = arena_new(0);
  prepare(&torture, own);
  run(&torture);
  tell(&torture);
  clear_away(&torture);
  seal_secret_free(torture.secret);
  free(torture.witness.visits);
  arena_free(torture.arena);
  arena_free(own);
  return 0;
}
