/* Nodes by id, brought into sight as a visitor would: by the buttons that scroll, or by hand where there
 * are none. */
#ifndef TRACE_REACH_H
#define TRACE_REACH_H

#include "play_hand.h"

/* The node, NULL when the screen has none of that id. Borrowed until the hand does anything. */
const Node *reach_find(Hand *hand, Str id);
/* Scrolls to it and taps its middle. STATUS_INPUT, code trace: it is not there, or cannot be reached. */
Status reach_tap(Hand *hand, Str id, Err *err);
/* Scrolls to it; where it is, and the part of that which can be seen. */
Status reach_place(Hand *hand, Str id, Rect *rect, Rect *seen, Err *err);
/* Scrolls to it and taps it at a share of its width from the left, 0 .. 1. */
Status reach_tap_at(Hand *hand, Str id, double share, Err *err);

#endif
