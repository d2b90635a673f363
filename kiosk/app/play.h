/* Scripted visits: the real kiosk, driven by a text instead of by fingers and a clock. */
#ifndef PLAY_H
#define PLAY_H

#include "kiosk.h"
#include "platform.h"

typedef struct PlaySetup {
  Platform *platform;
  Ui *ui;
  Kiosk *kiosk;       /* made with clock and random below, and not started */
  ManualClock *clock; /* moved by wait */
  Random *random;     /* replaced by a command seed */
  FILE *script;
  const char *name; /* of the script, for messages */
  FILE *out;        /* what describe prints */
} PlaySetup;

/* The wall time a script starts at unless it says: noon of a day in the middle of winter. */
int64_t play_start_wall_ms(void);
/* Carries out the script to its end or its first mistake, which is said in err with its place. */
Status play_run(const PlaySetup *setup, Err *err);
/* The screen as it is, for someone who asks why a script failed. */
void play_print_screen(const PlaySetup *setup, FILE *out);

#endif
