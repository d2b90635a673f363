/* The event loop of a real kiosk: sleeps until an input or the next deadline, and paints what changed. */
#ifndef LOOP_H
#define LOOP_H

#include "kiosk.h"
#include "platform.h"

/* Runs from the first screen until the program is asked to stop, or its staff end it. */
void loop_run(Platform *platform, Kiosk *kiosk, const Clock *clock);

#endif
