/* Scripted visits: the real kiosk, driven by a text instead of by fingers and a clock. The text is a script (play_parse.h) or, when it
 * begins with a brace, a robot's trace (robot.h). */
#ifndef PLAY_H
#define PLAY_H

#include "kiosk.h"
#include "platform.h"

typedef struct PlaySetup {
  Platform *platform;
  Ui *ui;
  Kiosk *kiosk;        /* made with clock and chance below, and not started */
  ManualClock *clock;  /* moved by wait */
  Random *chance;      /* replaced by a command seed, */
  uint64_t *seed;      /* whose number goes here and is advanced; both as long as the kiosk */
  int64_t *free_bytes; /* set by disk */
  FILE *script;
  const char *name; /* of the script, for messages */
  FILE *out;        /* what describe prints */
  FILE *errors;     /* what went wrong in a command, and the screen it went wrong on */
} PlaySetup;

/* The wall time a script starts at unless it says: noon of a day in the middle of winter. */
int64_t play_start_wall_ms(void);
/* Carries out the script to its end or to the first command that fails, which is printed to errors. Failures that are no command's:
 * no-script (it cannot be read), stdout (out takes nothing more). */
Status play_run(const PlaySetup *setup, Err *err);

#endif
