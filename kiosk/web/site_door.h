#ifndef WEB_SITE_DOOR_H
#define WEB_SITE_DOOR_H

#include "site_state.h"

/* A code that nobody knows: it counts, and can be typed anew. */
void door_refuse(Turn *turn, Str typed);
/* True: there were too many of them, and that was the reply. */
bool door_makes_wait(Turn *turn);

#endif
