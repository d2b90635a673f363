#include "play_hand.h"

enum { STUCK_TICKS = 1000 };

/* Fingers on a real display have no say in a script. */
void hand_settle(Hand *hand) {
  for (PlatformEvent event; (event = platform_wait(hand->platform, 0)).kind != PLATFORM_TIMEOUT;) {
    if (event.kind == PLATFORM_RESIZED) kiosk_resize(hand->kiosk, platform_display(hand->platform));
    if (event.kind == PLATFORM_QUIT) hand->stopped = true;
  }
  if (kiosk_deadline_ms(hand->kiosk) <= hand->clock->now_ms) kiosk_tick(hand->kiosk);
  platform_paint(hand->platform, kiosk_picture(hand->kiosk));
}

const Node *hand_nodes(Hand *hand, size_t *count) {
  return ui_nodes(hand->ui, count);
}

void hand_point(Hand *hand, InputKind kind, int finger, int x, int y) {
  hand->fingers[finger] = (HandPlace){x, y};
  kiosk_input(hand->kiosk, &(Input){.kind = kind, .x = x, .y = y, .pointer = finger});
}

void hand_tap(Hand *hand, int finger, int x, int y) {
  hand_point(hand, INPUT_POINTER_DOWN, finger, x, y);
  hand_point(hand, INPUT_POINTER_MOVE, finger, x, y);
  hand_point(hand, INPUT_POINTER_UP, finger, x, y);
}

void hand_type(Hand *hand, Str text) {
  size_t from = 0, at = 0;
  for (uint32_t cp; str_next_cp(text, &at, &cp); from = at) {
    Str letter = {text.ptr + from, at - from};
    kiosk_input(hand->kiosk, &(Input){.kind = INPUT_TEXT, .text = letter});
  }
}

void hand_press(Hand *hand, Key key, bool shift) {
  kiosk_input(hand->kiosk, &(Input){.kind = INPUT_KEY, .key = key, .shift = shift});
}

void hand_wait(Hand *hand, int64_t ms) {
  ManualClock *clock = hand->clock;
  int64_t until = clock->now_ms + ms;
  int stuck = 0;
  for (int64_t due; (due = kiosk_deadline_ms(hand->kiosk)) <= until;) {
    stuck = due > clock->now_ms ? 0 : stuck + 1;
    BUG_UNLESS(stuck < STUCK_TICKS);
    if (due > clock->now_ms) clock->now_ms = due;
    kiosk_tick(hand->kiosk);
    kiosk_picture(hand->kiosk);
  }
  clock->now_ms = until;
}
