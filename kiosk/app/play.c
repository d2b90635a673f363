#include "play.h"
#include "describe.h"
#include "play_find.h"
#include "play_parse.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STUCK_TICKS = 1000 };

typedef struct FingerPlace {
  int x, y; /* px */
} FingerPlace;

typedef struct Play {
  PlaySetup setup;
  Arena *line_arena;                     /* a command's */
  FingerPlace fingers[PLAY_FINGERS + 1]; /* where each was last */
  bool started;
  bool stopped; /* the window was closed */
} Play;

/* Nothing pending is left: the window's own business, what is due at this instant, and the picture. Fingers on a real display have no
 * say in a script. */
static void settle(Play *play) {
  const PlaySetup *setup = &play->setup;
  for (PlatformEvent event; (event = platform_wait(setup->platform, 0)).kind != PLATFORM_TIMEOUT;) {
    if (event.kind == PLATFORM_RESIZED) kiosk_resize(setup->kiosk, platform_display(setup->platform));
    if (event.kind == PLATFORM_QUIT) play->stopped = true;
  }
  if (kiosk_deadline_ms(setup->kiosk) <= setup->clock->now_ms) kiosk_tick(setup->kiosk);
  platform_paint(setup->platform, kiosk_picture(setup->kiosk));
}

static const Node *nodes_now(Play *play, size_t *count) {
  return ui_nodes(play->setup.ui, count);
}

static void describe(Play *play, FILE *out) {
  size_t count;
  const Node *nodes = nodes_now(play, &count);
  Sink sink = sink_to_file(out);
  describe_screen(kiosk_scene(play->setup.kiosk), nodes, count, platform_display(play->setup.platform), &sink);
}

static bool find_point(Play *play, const PlayCommand *command, int *x, int *y, Err *err) {
  *x = command->x;
  *y = command->y;
  if (command->at_point) return true;
  size_t count;
  const Node *nodes = nodes_now(play, &count);
  const Node *node = play_find(nodes, count, command->text, err);
  if (node == NULL) return false;
  Rect seen = play_visible(node);
  *x = seen.x + seen.w / 2;
  *y = seen.y + seen.h / 2;
  return true;
}

static void send_pointer(Play *play, InputKind kind, int finger, int x, int y) {
  play->fingers[finger] = (FingerPlace){x, y};
  kiosk_input(play->setup.kiosk, &(Input){.kind = kind, .x = x, .y = y, .pointer = finger});
}

typedef Status Handler(Play *play, const PlayCommand *command, Err *err);

static Status tap(Play *play, const PlayCommand *command, Err *err) {
  int x, y;
  if (!find_point(play, command, &x, &y, err)) return STATUS_INPUT;
  send_pointer(play, INPUT_POINTER_DOWN, command->finger, x, y);
  send_pointer(play, INPUT_POINTER_MOVE, command->finger, x, y);
  send_pointer(play, INPUT_POINTER_UP, command->finger, x, y);
  return STATUS_OK;
}

static Status down(Play *play, const PlayCommand *command, Err *err) {
  int x, y;
  if (!find_point(play, command, &x, &y, err)) return STATUS_INPUT;
  send_pointer(play, INPUT_POINTER_DOWN, command->finger, x, y);
  return STATUS_OK;
}

static Status move(Play *play, const PlayCommand *command, Err *err) {
  int x, y;
  if (!find_point(play, command, &x, &y, err)) return STATUS_INPUT;
  send_pointer(play, INPUT_POINTER_MOVE, command->finger, x, y);
  return STATUS_OK;
}

static Status up(Play *play, const PlayCommand *command, Err *err) {
  (void)err;
  FingerPlace at = play->fingers[command->finger];
  send_pointer(play, INPUT_POINTER_UP, command->finger, at.x, at.y);
  return STATUS_OK;
}

static Status type(Play *play, const PlayCommand *command, Err *err) {
  (void)err;
  size_t from = 0, at = 0;
  for (uint32_t cp; str_next_cp(command->text, &at, &cp); from = at) {
    Str letter = {command->text.ptr + from, at - from};
    kiosk_input(play->setup.kiosk, &(Input){.kind = INPUT_TEXT, .text = letter});
  }
  return STATUS_OK;
}

static Status press_key(Play *play, const PlayCommand *command, Err *err) {
  (void)err;
  kiosk_input(play->setup.kiosk, &(Input){.kind = INPUT_KEY, .key = command->key, .shift = command->shift});
  return STATUS_OK;
}

/* Whatever is due on the way happens at its own instant, in order. */
static Status wait(Play *play, const PlayCommand *command, Err *err) {
  (void)err;
  ManualClock *clock = play->setup.clock;
  int64_t until = clock->now_ms + command->ms;
  int stuck = 0;
  for (int64_t due; (due = kiosk_deadline_ms(play->setup.kiosk)) <= until;) {
    stuck = due > clock->now_ms ? 0 : stuck + 1;
    BUG_UNLESS(stuck < STUCK_TICKS);
    if (due > clock->now_ms) clock->now_ms = due;
    kiosk_tick(play->setup.kiosk);
    kiosk_picture(play->setup.kiosk);
  }
  clock->now_ms = until;
  return STATUS_OK;
}

static Status expect(Play *play, const PlayCommand *command, Err *err) {
  size_t count;
  const Node *nodes = nodes_now(play, &count);
  if (play_shows(nodes, count, command->text)) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "script", "\"" STR_FMT "\" is not on the screen", STR_ARG(command->text));
}

static Status expect_no(Play *play, const PlayCommand *command, Err *err) {
  size_t count;
  const Node *nodes = nodes_now(play, &count);
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
  *play->setup.chance = random_seeded(play->setup.seed);
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
};
_Static_assert(COUNT_OF(handlers) == PLAY_VERB_COUNT, "a handler for every command");

static bool comes_before_start(PlayVerb verb) {
  return verb == PLAY_NOTHING || verb == PLAY_NOW || verb == PLAY_SEED;
}

static void start_once(Play *play) {
  if (play->started) return;
  play->started = true;
  kiosk_start(play->setup.kiosk);
  settle(play);
}

static Status play_line(Play *play, Str line, Err *err) {
  PlayCommand command;
  Status status = play_parse(play->line_arena, line, &command, err);
  if (status != STATUS_OK) return status;
  if (!comes_before_start(command.verb)) start_once(play);
  status = handlers[command.verb](play, &command, err);
  if (play->started) settle(play);
  return status;
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
  for (int number = 1; status == STATUS_OK && !play->stopped && (length = getline(&line, &capacity, setup->script)) >= 0;
       number++) {
    Err at_line = {0};
    status = play_line(play, (Str){line, (size_t)length}, &at_line);
    if (status != STATUS_OK) tell_failure(play, number, &at_line);
    arena_rewind(play->line_arena);
    bool told = fflush(setup->out) == 0 && !ferror(setup->out);
    if (status == STATUS_OK && !told)
      status = err_set(err, STATUS_WORLD, "stdout", "the screen could not be printed: standard output is full or closed");
  }
  if (status == STATUS_OK && (play->stopped || (ferror(setup->script) && errno == EINTR)))
    status = err_set(err, STATUS_WORLD, "stopped", "%s was stopped before its end", setup->name);
  if (status == STATUS_OK && ferror(setup->script))
    status = err_set(err, STATUS_INPUT, "no-script", "cannot read %s: %s", setup->name, strerror(errno));
  free(line);
  return status;
}

int64_t play_start_wall_ms(void) {
  return civil_to_days(2026, 1, 15) * INT64_C(86400000) + INT64_C(12) * 3600000;
}

Status play_run(const PlaySetup *setup, Err *err) {
  Play play = {.setup = *setup, .line_arena = arena_new(0)};
  Status status = play_lines(&play, err);
  if (status == STATUS_OK) start_once(&play);
  arena_free(play.line_arena);
  return status;
}
