#include "play.h"
#include "describe.h"
#include "play_find.h"
#include "play_hand.h"
#include "play_parse.h"
#include "seeds.h"
#include "trace_play.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

_Static_assert((int)PLAY_FINGERS == (int)HAND_FINGERS, "a hand has the fingers that a script names");

typedef struct Play {
  PlaySetup setup;
  Hand hand;
  Arena *line_arena; /* a command's */
  Trace *trace;      /* NULL: it is a script */
  bool started;
} Play;

static void describe(Play *play, FILE *out) {
  Sink sink = sink_to_file(out);
  describe_screen(play->setup.ui, kiosk_scene(play->setup.kiosk), platform_display(play->setup.platform), &sink);
}

static bool find_point(Play *play, const PlayCommand *command, int *x, int *y, Err *err) {
  *x = command->x;
  *y = command->y;
  if (command->at_point) return true;
  size_t count;
  const Node *nodes = hand_nodes(&play->hand, &count);
  const Node *node = play_find(nodes, count, command->text, err);
  if (node == NULL) return false;
  Rect seen = play_visible(node);
  *x = seen.x + seen.w / 2;
  *y = seen.y + seen.h / 2;
  return true;
}

typedef Status Handler(Play *play, const PlayCommand *command, Err *err);

static Status tap(Play *play, const PlayCommand *command, Err *err) {
  int x, y;
  if (!find_point(play, command, &x, &y, err)) return STATUS_INPUT;
  hand_tap(&play->hand, command->finger, x, y);
  return STATUS_OK;
}

static Status down(Play *play, const PlayCommand *command, Err *err) {
  int x, y;
  if (!find_point(play, command, &x, &y, err)) return STATUS_INPUT;
  hand_point(&play->hand, INPUT_POINTER_DOWN, command->finger, x, y);
  return STATUS_OK;
}

static Status move(Play *play, const PlayCommand *command, Err *err) {
  int x, y;
  if (!find_point(play, command, &x, &y, err)) return STATUS_INPUT;
  hand_point(&play->hand, INPUT_POINTER_MOVE, command->finger, x, y);
  return STATUS_OK;
}

static Status up(Play *play, const PlayCommand *command, Err *err) {
  (void)err;
  HandPlace at = play->hand.fingers[command->finger];
  hand_point(&play->hand, INPUT_POINTER_UP, command->finger, at.x, at.y);
  return STATUS_OK;
}

static Status type(Play *play, const PlayCommand *command, Err *err) {
  (void)err;
  hand_type(&play->hand, command->text);
  return STATUS_OK;
}

static Status press_key(Play *play, const PlayCommand *command, Err *err) {
  (void)err;
  hand_press(&play->hand, command->key, command->shift);
  return STATUS_OK;
}

static Status wait(Play *play, const PlayCommand *command, Err *err) {
  (void)err;
  hand_wait(&play->hand, command->ms);
  return STATUS_OK;
}

static Status expect(Play *play, const PlayCommand *command, Err *err) {
  size_t count;
  const Node *nodes = hand_nodes(&play->hand, &count);
  if (play_shows(nodes, count, command->text)) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "script", "\"" STR_FMT "\" is not on the screen", STR_ARG(command->text));
}

static Status expect_no(Play *play, const PlayCommand *command, Err *err) {
  size_t count;
  const Node *nodes = hand_nodes(&play->hand, &count);
  if (!play_shows(nodes, count, command->text)) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "script", "\"" STR_FMT "\" is on the screen", STR_ARG(command->text));
}

static Status describe_now(Play *play, const PlayCommand *command, Err *err) {
  (void)command;
  (void)err;
  describe(play, play->setup.out);
  return STATUS_OK;
}

static Status shoot(Play *play, const PlayCommand *command, Err *err) {
  return platform_shot(play->setup.platform, arena_str(play->line_arena, command->text).ptr, err);
}

static Status die(Play *play, const PlayCommand *command, Err *err) {
  (void)command;
  (void)err;
  fflush(play->setup.out);
  kill(getpid(), SIGKILL);
  return STATUS_OK;
}

static Status do_nothing(Play *play, const PlayCommand *command, Err *err) {
  (void)play;
  (void)command;
  (void)err;
  return STATUS_OK;
}

static Status set_now(Play *play, const PlayCommand *command, Err *err) {
  if (play->started)
    return err_set(err, STATUS_INPUT, "script", "now comes before all other commands; afterwards time moves by wait");
  play->setup.clock->epoch_ms = command->ms;
  return STATUS_OK;
}

static Status set_seed(Play *play, const PlayCommand *command, Err *err) {
  if (play->started) return err_set(err, STATUS_INPUT, "script", "seed comes before all other commands");
  *play->setup.seed = command->seed;
  *play->setup.chance = seeds_from(play->setup.seed);
  return STATUS_OK;
}

static Status set_disk(Play *play, const PlayCommand *command, Err *err) {
  (void)err;
  *play->setup.free_bytes = command->free_bytes;
  return STATUS_OK;
}

static Handler *const handlers[] = {
    [PLAY_NOTHING] = do_nothing,
    [PLAY_TAP] = tap,
    [PLAY_DOWN] = down,
    [PLAY_MOVE] = move,
    [PLAY_UP] = up,
    [PLAY_TYPE] = type,
    [PLAY_KEY] = press_key,
    [PLAY_WAIT] = wait,
    [PLAY_EXPECT] = expect,
    [PLAY_EXPECT_NO] = expect_no,
    [PLAY_DESCRIBE] = describe_now,
    [PLAY_SHOT] = shoot,
    [PLAY_KILL] = die,
    [PLAY_NOW] = set_now,
    [PLAY_SEED] = set_seed,
    [PLAY_DISK] = set_disk,
};
_Static_assert(COUNT_OF(handlers) == PLAY_VERB_COUNT, "a handler for every command");

static bool comes_before_start(PlayVerb verb) {
  return verb == PLAY_NOTHING || verb == PLAY_NOW || verb == PLAY_SEED || verb == PLAY_DISK;
}

static void start_once(Play *play) {
  if (play->started) return;
  play->started = true;
  kiosk_start(play->setup.kiosk);
  hand_settle(&play->hand);
}

static Status play_line(Play *play, Str line, Err *err) {
  PlayCommand command;
  Status status = play_parse(play->line_arena, line, &command, err);
  if (status != STATUS_OK || command.verb == PLAY_NOTHING) return status;
  if (kiosk_is_over(play->setup.kiosk)) return err_set(err, STATUS_INPUT, "script", "the kiosk was ended by its staff");
  if (!comes_before_start(command.verb)) start_once(play);
  status = handlers[command.verb](play, &command, err);
  if (play->started) hand_settle(&play->hand);
  return status;
}

/* What a robot's trace says first is when it was; only then does the kiosk start. */
static Status play_trace_line(Play *play, Str line, Err *err) {
  if (str_trim(line).len == 0) return STATUS_OK;
  Status status = play->started ? trace_play_step(play->trace, line, err) : trace_play_header(play->trace, line, err);
  if (status == STATUS_OK) start_once(play);
  if (play->started) hand_settle(&play->hand);
  return status;
}

static Status play_any_line(Play *play, Str line, int number, Err *err) {
  if (number == 1 && str_starts_with(line, STR("{")))
    play->trace = trace_play_new(&play->hand, play->setup.chance, play->setup.seed);
  return play->trace ? play_trace_line(play, line, err) : play_line(play, line, err);
}

/* A command that fails says so with its place, and shows why. */
static Status tell_failure(Play *play, int line_number, const Err *at_line) {
  Err err = {0};
  err_set(&err, at_line->status, at_line->code, "%s:%d: %.400s", play->setup.name, line_number, at_line->sentence);
  err_print(&err, play->setup.errors);
  if (play->started) describe(play, play->setup.errors);
  return err.status;
}

static Status play_lines(Play *play, Err *err) {
  const PlaySetup *setup = &play->setup;
  Status status = STATUS_OK;
  char *line = NULL;
  size_t capacity = 0;
  ssize_t length;
  for (int number = 1; status == STATUS_OK && !play->hand.stopped && (length = getline(&line, &capacity, setup->script)) >= 0;
       number++) {
    Err at_line = {0};
    status = play_any_line(play, (Str){line, (size_t)length}, number, &at_line);
    if (status != STATUS_OK) tell_failure(play, number, &at_line);
    arena_rewind(play->line_arena);
    bool told = fflush(setup->out) == 0 && !ferror(setup->out);
    if (status == STATUS_OK && !told)
      status = err_set(err, STATUS_WORLD, "stdout", "the screen could not be printed: standard output is full or closed");
  }
  if (status == STATUS_OK && (play->hand.stopped || (ferror(setup->script) && errno == EINTR)))
    status = err_set(err, STATUS_WORLD, "stopped", "%s was stopped before its end", setup->name);
  if (status == STATUS_OK && ferror(setup->script))
    status =
        err_set(err, STATUS_INPUT, "no-script", "cannot read %s: %s; check the path of the script", setup->name, strerror(errno));
  free(line);
  return status;
}

int64_t play_start_wall_ms(void) {
  return civil_to_days(2026, 1, 15) * INT64_C(86400000) + INT64_C(12) * 3600000;
}

Status play_run(const PlaySetup *setup, Err *err) {
  Play play = {.setup = *setup, .line_arena = arena_new(0)};
  play.hand = (Hand){.platform = setup->platform, .ui = setup->ui, .kiosk = setup->kiosk, .clock = setup->clock};
  Status status = play_lines(&play, err);
  if (status == STATUS_OK) start_once(&play);
  trace_play_free(play.trace);
  arena_free(play.line_arena);
  return status;
}
