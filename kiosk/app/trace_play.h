/* Robots' visits on the screen: what the engine did in a trace (robot.h), the kiosk is made to do by touches and keys, and after each
 * step its survey must say the same. */
#ifndef TRACE_PLAY_H
#define TRACE_PLAY_H

#include "play_hand.h"

typedef struct Trace Trace;

/* Borrows all three: *chance is what forms draw from, and draws from each visit's own *seed. */
Trace *trace_play_new(Hand *hand, Random *chance, uint64_t *seed);
void trace_play_free(Trace *trace);
/* The first line: sets the clock, before the kiosk is started. */
Status trace_play_header(Trace *trace, Str line, Err *err);
/* Any other line. STATUS_INPUT, code trace: it could not be done, or came to something else. */
Status trace_play_step(Trace *trace, Str line, Err *err);

#endif
