/* A bound on the visits that wait: each is a row, and anybody can begin one. */
#ifndef WEB_SITE_CROWD_H
#define WEB_SITE_CROWD_H

#include "site_state.h"

/* Is there room for one more? Visits in which nobody has answered anything make room, the oldest first. Failures: the store's. */
Status crowd_has_room(Site *site, bool *out, Err *err);
void crowd_note_begun(Site *site);

#endif
