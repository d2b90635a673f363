/* input: what SDL reports, as the interface wants it. The only place that knows SDL's events. */
#ifndef INPUT_H
#define INPUT_H

#include "window.h"

enum { INPUT_POINTERS_MAX = 10, INPUT_TEXT_BYTES = 256 };

typedef struct InputState {
  struct {
    int64_t pointer;
    int x, y; /* px, where it was last */
    Uint64 seen_ms;
    bool given_up;            /* its cancel is due */
  } down[INPUT_POINTERS_MAX]; /* fingers and mouse that are on the screen */
  size_t down_count;
  PlatformEvent held; /* waits for the cancels that are due */
  bool holds;
  bool composing; /* an input method has shown something that is not typed yet */
  char text[INPUT_TEXT_BYTES];
} InputState;

/* Sleeps until something happens that means something; timeout_ms -1: for ever. An exposed window is reported, not painted. */
PlatformEvent input_wait(InputState *state, Window *window, int timeout_ms);

/* Forgets what was typed and where fingers were, but for those that are still on the screen. */
void input_wipe(InputState *state);

#endif
