/* What comes to its mind. Most of it is what visitors do, so that it gets somewhere; the rest is what nobody should. */
#include "monkey.h"
#include "play_find.h"

#include <math.h>
#include <string.h>

/* clang-format off */
const char *const whim_words[] = {
    "Qvxelm", "zwarkopf", "Ærfuglsøy", "12", "0", "-3", "3,5", "7.25", "99999999999999999999", "2026", "1e9", "–", "'; DROP", "<b>wrixq</b>",
    "${zzqname}", "مرحباقثص", "كيف حالك؟ ثضصق", "Привіт’юхц", "ሰላምጠጨጰ", "čáhppesšŋŧ", "👩‍👩‍👧‍👦", "🇳🇴", "é̂̃̄", "ﷺ", "1٢٣", "אבגדהו",
    "\xe2\x80\xae" "snevdlab", "a\xe2\x80\x8b" "bzqj", "two\nlinesq", "\ttabq", "     ", "\xc2\xa0", "\xef\xbf\xbd", "\xf0\x9f\x98\x80\xef\xb8\x8f", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    NULL,
};
/* clang-format on */

static int64_t some_ms(Monkey *monkey, uint32_t bound_ms) {
  return 1 + (int64_t)monkey_below(monkey, bound_ms);
}

static void pass(Monkey *monkey, int64_t ms) {
  fprintf(monkey->trail, "wait %lldms\n", (long long)ms);
  hand_wait(&monkey->hand, ms);
}

static void point(Monkey *monkey, InputKind kind, int finger, int x, int y) {
  static const char *const verbs[] = {"down", "move", "up", "# cancel"};
  if (kind == INPUT_POINTER_DOWN || kind == INPUT_POINTER_MOVE)
    fprintf(monkey->trail, "%s %d %d,%d\n", verbs[kind], finger, x, y);
  else
    fprintf(monkey->trail, "%s %d\n", verbs[kind], finger);
  hand_point(&monkey->hand, kind, finger, x, y);
}

static HandPlace somewhere(Monkey *monkey) {
  Display display = monkey->display;
  int beyond = monkey_once_in(monkey, 12) ? 200 : 0;
  return (HandPlace){(int)monkey_below(monkey, (uint32_t)(display.width_px + 2 * beyond)) - beyond,
                     (int)monkey_below(monkey, (uint32_t)(display.height_px + 2 * beyond)) - beyond};
}

static HandPlace within(Monkey *monkey, Rect rect) {
  return (HandPlace){rect.x + (int)monkey_below(monkey, (uint32_t)rect.w), rect.y + (int)monkey_below(monkey, (uint32_t)rect.h)};
}

/* One that can be seen and takes input; a key of the keyboard, or anything but. */
static const Node *some_node(Monkey *monkey, bool key) {
  size_t count, found = 0;
  const Node *nodes = hand_nodes(&monkey->hand, &count), *some = NULL;
  for (size_t i = 0; i < count; i++) {
    if (!nodes[i].takes_input || (nodes[i].role == ROLE_KEY) != key || rect_is_empty(play_visible(&nodes[i]))) continue;
    if (monkey_below(monkey, (uint32_t)++found) == 0) some = &nodes[i];
  }
  return some;
}

static HandPlace some_place(Monkey *monkey) {
  const Node *node = monkey_once_in(monkey, 4) ? NULL : some_node(monkey, monkey_once_in(monkey, 4));
  return node ? within(monkey, play_visible(node)) : somewhere(monkey);
}

static void tap_at(Monkey *monkey, HandPlace at) {
  fprintf(monkey->trail, "tap %d,%d\n", at.x, at.y);
  hand_tap(&monkey->hand, 1, at.x, at.y);
}

static void tap_node(Monkey *monkey) {
  const Node *node = some_node(monkey, monkey_once_in(monkey, 5));
  if (node) tap_at(monkey, within(monkey, play_visible(node)));
}

static void tap_next(Monkey *monkey) {
  size_t count;
  const Node *nodes = hand_nodes(&monkey->hand, &count);
  for (size_t i = 0; i < count; i++) {
    bool seen = nodes[i].takes_input && !rect_is_empty(play_visible(&nodes[i]));
    if (seen && str_is(nodes[i].id, "next")) {
      tap_at(monkey, within(monkey, play_visible(&nodes[i])));
      return;
    }
  }
  tap_node(monkey);
}

/* To the phone: the button in the header or the menu, and the one on the page that it leads to. */
static void tap_phone(Monkey *monkey) {
  size_t count;
  const Node *nodes = hand_nodes(&monkey->hand, &count);
  for (size_t i = 0; i < count; i++) {
    bool leads = str_is(nodes[i].id, "phone") || str_is(nodes[i].id, "continue");
    if (leads && nodes[i].takes_input && !rect_is_empty(play_visible(&nodes[i]))) {
      tap_at(monkey, within(monkey, play_visible(&nodes[i])));
      return;
    }
  }
  tap_node(monkey);
}

static void tap_anywhere(Monkey *monkey) {
  tap_at(monkey, somewhere(monkey));
}

static void press_long(Monkey *monkey) {
  HandPlace at = some_place(monkey);
  point(monkey, INPUT_POINTER_DOWN, 1, at.x, at.y);
  pass(monkey, some_ms(monkey, 2500));
  if (monkey_once_in(monkey, 3)) {
    at = some_place(monkey);
    point(monkey, INPUT_POINTER_MOVE, 1, at.x, at.y);
  }
  point(monkey, monkey_once_in(monkey, 6) ? INPUT_POINTER_CANCEL : INPUT_POINTER_UP, 1, at.x, at.y);
}

static void drag(Monkey *monkey) {
  HandPlace at = some_place(monkey), to = monkey_once_in(monkey, 2) ? some_place(monkey) : somewhere(monkey);
  int moves = 1 + (int)monkey_below(monkey, 12);
  bool slowly = monkey_once_in(monkey, 2);
  point(monkey, INPUT_POINTER_DOWN, 1, at.x, at.y);
  for (int i = 1; i <= moves; i++) {
    point(monkey, INPUT_POINTER_MOVE, 1, at.x + (to.x - at.x) * i / moves, at.y + (to.y - at.y) * i / moves);
    if (slowly) pass(monkey, some_ms(monkey, 60));
  }
  if (!monkey_once_in(monkey, 30)) /* else it is never lifted */
    point(monkey, monkey_once_in(monkey, 8) ? INPUT_POINTER_CANCEL : INPUT_POINTER_UP, 1, to.x, to.y);
}

/* Two hands, or a palm. */
static void press_with_more(Monkey *monkey) {
  int fingers = 2 + (int)monkey_below(monkey, HAND_FINGERS - 2);
  HandPlace at[HAND_FINGERS + 1];
  for (int i = 1; i <= fingers; i++) {
    at[i] = some_place(monkey);
    point(monkey, INPUT_POINTER_DOWN, i, at[i].x, at[i].y);
  }
  for (int i = fingers; i >= 1; i--)
    point(monkey, INPUT_POINTER_UP, monkey_once_in(monkey, 10) ? 1 : i, at[i].x, at[i].y);
}

static void press_key(Monkey *monkey) {
  static const char *const names[] = {"Tab",  "Enter", "Space", "Escape", "Left",     "Right",     "Up",
                                      "Down", "Home",  "End",   "PageUp", "PageDown", "Backspace", "Delete"};
  const char *name = names[monkey_below(monkey, COUNT_OF(names))];
  bool shift = monkey_once_in(monkey, 5), unused;
  int times = monkey_once_in(monkey, 4) ? 1 + (int)monkey_below(monkey, 8) : 1;
  for (int i = 0; i < times; i++) {
    fprintf(monkey->trail, "key %s%s\n", shift ? "Shift+" : "", name);
    hand_press(&monkey->hand, key_from_name(str_from(name), &unused), shift);
    watch_screen(monkey);
  }
}

static Str some_words(Monkey *monkey) {
  size_t count = 0;
  while (whim_words[count])
    count++;
  return str_from(whim_words[monkey_below(monkey, (uint32_t)count)]);
}

static void type_words(Monkey *monkey) {
  Str words = some_words(monkey);
  fprintf(monkey->trail, "type \"" STR_FMT "\"\n", STR_ARG(words));
  hand_type(&monkey->hand, words);
}

/* A word that an input method grows letter by letter, and then types at once or takes back. */
static void compose_words(Monkey *monkey) {
  Str words = some_words(monkey);
  uint32_t cp;
  for (size_t at = 0; str_next_cp(words, &at, &cp) && !monkey_once_in(monkey, 12);) {
    kiosk_input(monkey->kiosk, &(Input){.kind = INPUT_COMPOSE, .text = {words.ptr, at}});
    watch_screen(monkey);
  }
  fprintf(monkey->trail, "# composed: " STR_FMT "\n", STR_ARG(words));
  if (monkey_once_in(monkey, 6)) return; /* and left standing */
  kiosk_input(monkey->kiosk, &(Input){.kind = INPUT_COMPOSE});
  if (!monkey_once_in(monkey, 3)) kiosk_input(monkey->kiosk, &(Input){.kind = INPUT_TEXT, .text = words});
}

static void turn_wheel(Monkey *monkey) {
  int lines = (int)monkey_below(monkey, 9) - 4;
  HandPlace at = some_place(monkey);
  if (monkey_once_in(monkey, 20)) lines *= 100000;
  fprintf(monkey->trail, "# wheel %d at %d,%d\n", lines, at.x, at.y);
  kiosk_input(monkey->kiosk, &(Input){.kind = INPUT_WHEEL, .wheel = lines, .x = at.x, .y = at.y});
}

static void hover(Monkey *monkey) {
  HandPlace at = some_place(monkey);
  point(monkey, INPUT_POINTER_MOVE, 0, at.x, at.y);
}

static void pause(Monkey *monkey) {
  pass(monkey, monkey_once_in(monkey, 3) ? some_ms(monkey, 20000) : some_ms(monkey, 600));
}

static void go_away(Monkey *monkey) {
  pass(monkey, monkey_once_in(monkey, 2) ? some_ms(monkey, 500000) : some_ms(monkey, 60000));
}

static void show_on(Monkey *monkey, Display display) {
  fprintf(monkey->trail, "# display %d x %d, %.3f px/mm\n", display.width_px, display.height_px, display.px_per_mm);
  monkey->display = display;
  kiosk_resize(monkey->kiosk, display);
}

static void turn_display(Monkey *monkey) {
  show_on(monkey, (Display){monkey->display.height_px, monkey->display.width_px, monkey->display.px_per_mm});
}

/* Another monitor, another resolution of the same glass, a window manager's whim. Nothing can be read on some of them; the visit goes on. */
static void change_display(Monkey *monkey) {
  static const int sizes[][2] = {{1920, 1080}, {1080, 1920}, {1280, 800}, {800, 480},  {480, 320},  {3840, 2160}, {1, 1},
                                 {16, 16},     {160, 160},   {100, 4000}, {6000, 100}, {319, 1200}, {2, 900},     {8000, 8000}};
  const int *size = sizes[monkey_below(monkey, COUNT_OF(sizes))];
  Display own = {monkey->options.width_px, monkey->options.height_px, monkey->px_per_mm},
          display = {size[0], size[1], own.px_per_mm};
  if (monkey_once_in(monkey, 2)) display.px_per_mm *= hypot(size[0], size[1]) / hypot(own.width_px, own.height_px);
  show_on(monkey, monkey_once_in(monkey, 3) ? own : display);
}

typedef struct Whim {
  void (*follow)(Monkey *monkey);
  uint32_t weight;
} Whim;

static const Whim whims[] = {
    {tap_node, 45},  {tap_next, 25},  {tap_phone, 3},     {tap_anywhere, 4}, {press_long, 3}, {drag, 5},  {press_with_more, 1},
    {press_key, 12}, {type_words, 6}, {compose_words, 1}, {turn_wheel, 2},   {hover, 2},      {pause, 6}, {go_away, 1},
};

void whim_follow(Monkey *monkey) {
  uint32_t sum = 0;
  for (size_t i = 0; i < COUNT_OF(whims); i++)
    sum += whims[i].weight;
  if (monkey->changes_display && monkey_once_in(monkey, 5)) {
    change_display(monkey);
    return;
  }
  if (monkey_once_in(monkey, 400)) {
    turn_display(monkey);
    return;
  }
  uint32_t drawn = monkey_below(monkey, sum);
  size_t i = 0;
  for (; drawn >= whims[i].weight; i++)
    drawn -= whims[i].weight;
  whims[i].follow(monkey);
}
