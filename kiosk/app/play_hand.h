/* The hand of a scripted visit: what it does, the real kiosk takes for fingers and keys. */
#ifndef PLAY_HAND_H
#define PLAY_HAND_H

#include "kiosk.h"
#include "platform.h"

enum { HAND_FINGERS = 10 };

typedef struct HandPlace {
  int x, y; /* px */
} HandPlace;

typedef struct Hand {
  Platform *platform;
  Ui *ui;
  Kiosk *kiosk;
  ManualClock *clock;
  HandPlace fingers[HAND_FINGERS + 1]; /* where each was last */
  bool stopped;                        /* the window was closed */
} Hand;

/* Nothing pending is left: the window's own business, what is due at this instant, and the picture. */
void hand_settle(Hand *hand);
const Node *hand_nodes(Hand *hand, size_t *count); /* of the screen as it is now; borrowed until anything is done */
void hand_point(Hand *hand, InputKind kind, int finger, int x, int y);
void hand_tap(Hand *hand, int finger, int x, int y);
void hand_type(Hand *hand, Str text); /* as a keyboard with all letters would: one at a time */
void hand_press(Hand *hand, Key key, bool shift);
/* Lets time pass; whatever is due on the way happens at its own instant, in order. */
void hand_wait(Hand *hand, int64_t ms);

#endif
