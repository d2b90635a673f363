#include "describe.h"
#include "monkey.h"
#include "play_find.h"

#include <math.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_S = 60 }; /* nobody waits that long for an answer to a touch: it is stuck */

static int64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static Str described(Monkey *monkey) {
  Buffer *buffer = ARENA_NEW(monkey->scratch, Buffer);
  *buffer = buffer_new(monkey->scratch);
  Sink sink = sink_to_buffer(buffer);
  describe_screen(monkey->hand.ui, kiosk_scene(monkey->kiosk), monkey->display, &sink);
  return buffer_view(buffer);
}

static void check_json(Monkey *monkey, Str text) {
  if (!str_is_utf8(text)) monkey_fail(monkey, "what describe says is no UTF-8:\n" STR_FMT, STR_ARG(text));
  while (text.len > 0) {
    const char *end = memchr(text.ptr, '\n', text.len);
    size_t length = end ? (size_t)(end - text.ptr) : text.len;
    sqlite3_bind_text(monkey->is_json, 1, text.ptr, (int)length, SQLITE_STATIC);
    bool valid = sqlite3_step(monkey->is_json) == SQLITE_ROW && sqlite3_column_int(monkey->is_json, 0) == 1;
    sqlite3_reset(monkey->is_json);
    if (!valid) monkey_fail(monkey, "what describe says is no JSON: %.*s", (int)length, text.ptr);
    text = (Str){text.ptr + length, text.len - length};
    if (end) text = (Str){text.ptr + 1, text.len - 1};
  }
}

/* Where it comes to, the focus is seen; a hand, or another display, may scroll it away afterwards. */
static void check_focus(Monkey *monkey) {
  size_t count, focused = 0;
  const Node *nodes = hand_nodes(&monkey->hand, &count);
  uint64_t place = draw_hash(DRAW_HASH_SEED, &kiosk_scene(monkey->kiosk)->screen, sizeof(Screen));
  for (size_t i = 0; i < count; i++) {
    if (!(nodes[i].state & STATE_FOCUSED)) continue;
    focused++;
    place = draw_hash(place, nodes[i].id.ptr, nodes[i].id.len);
    if (!nodes[i].takes_input) monkey_fail(monkey, "the focus is on " STR_FMT ", which takes no input", STR_ARG(nodes[i].id));
    if (!monkey->changes_display && place != monkey->focus_place && rect_is_empty(play_visible(&nodes[i])))
      monkey_fail(monkey, "the focus comes to " STR_FMT ", which cannot be seen", STR_ARG(nodes[i].id));
  }
  if (focused > 1) monkey_fail(monkey, "%zu things have the focus", focused);
  monkey->focus_place = place;
}

/* The words it types are no words of any form. */
static bool has_secret(Str text) {
  for (const char *const *word = whim_words; *word; word++) {
    size_t length = strlen(*word);
    if (length >= 6 && text.len >= length && memmem(text.ptr, text.len, *word, length)) return true;
  }
  return false;
}

static void check_secrets(Monkey *monkey, Str text) {
  if (has_secret(text)) monkey_fail(monkey, "words of a visit are told:\n" STR_FMT, STR_ARG(text));
  const DrawList *list = kiosk_picture(monkey->kiosk);
  for (size_t i = 0; i < list->count; i++)
    if (list->items[i].kind == DRAW_TEXT && has_secret(list->items[i].text))
      monkey_fail(monkey, "words of a visit are painted: " STR_FMT, STR_ARG(list->items[i].text));
}

static bool is_hidden(Monkey *monkey) {
  size_t count;
  const Node *nodes = hand_nodes(&monkey->hand, &count);
  for (size_t i = 0; i < count; i++)
    if (str_is(nodes[i].id, "show")) return true;
  return false;
}

static bool is_own_display(const Monkey *monkey) {
  const Display *display = &monkey->display;
  return display->width_px == monkey->options.width_px && display->height_px == monkey->options.height_px &&
         fabs(display->px_per_mm - monkey->px_per_mm) < 1e-6;
}

/* Whoever comes next finds it as the first one did. */
static void check_rest(Monkey *monkey, Str text) {
  Screen screen = kiosk_scene(monkey->kiosk)->screen;
  bool fresh = screen == SCREEN_ATTRACT && (monkey->before == SCREEN_QUESTION || monkey->before == SCREEN_IDLE ||
                                            monkey->before == SCREEN_THANKS || monkey->before == SCREEN_HANDOVER);
  bool turned = monkey->clock.now_ms > monkey->looked_at_ms && ui_language(monkey->hand.ui) != monkey->rest_language;
  if (!fresh || turned || monkey->rest.len == 0 || !is_own_display(monkey)) return;
  if (!str_equal(text, monkey->rest))
    monkey_fail(monkey, "the first screen is not as it was:\n" STR_FMT "\nand was\n" STR_FMT, STR_ARG(text), STR_ARG(monkey->rest));
}

static void count_screen(Monkey *monkey) {
  Screen screen = kiosk_scene(monkey->kiosk)->screen;
  if (screen == monkey->before) return;
  monkey->tally->screens[screen]++;
  bool begun = screen == SCREEN_QUESTION && monkey->before != SCREEN_IDLE;
  if (begun) monkey->visits++;
  if (screen == SCREEN_THANKS) monkey->complete++;
  if (screen == SCREEN_HANDOVER) phone_come(monkey);
  monkey->before = screen;
}

void watch_asked(Monkey *monkey) {
  alarm(PATIENCE_S);
  monkey->asked_us = now_us();
}

void watch_begin(Monkey *monkey) {
  monkey->before = kiosk_scene(monkey->kiosk)->screen;
  Str text = described(monkey);
  monkey->rest_language = ui_language(monkey->hand.ui);
  if (monkey->before == SCREEN_ATTRACT) monkey->rest = arena_str(monkey->material.arena, text);
  arena_rewind(monkey->scratch);
}

void watch_screen(Monkey *monkey) {
  kiosk_picture(monkey->kiosk);
  int64_t took_us = now_us() - monkey->asked_us;
  if (took_us > monkey->tally->slowest_us) {
    monkey->tally->slowest_us = took_us;
    snprintf(monkey->tally->slowest, sizeof monkey->tally->slowest, "seed %llu, %s, %d x %d", (unsigned long long)monkey->seed,
             monkey->form, monkey->display.width_px, monkey->display.height_px);
  }
  Str text = described(monkey);
  check_json(monkey, text);
  if (!monkey->changes_display || is_own_display(monkey)) check_focus(monkey); /* on the others there may be no room for it */
  Screen screen = kiosk_scene(monkey->kiosk)->screen;
  if (screen != SCREEN_QUESTION || is_hidden(monkey)) check_secrets(monkey, text);
  check_rest(monkey, text);
  count_screen(monkey);
  monkey->looked_at_ms = monkey->clock.now_ms;
  arena_rewind(monkey->scratch);
  watch_asked(monkey);
}
