/* Where an answer is given, as the address says that began the visit. Anybody can write an address, and what it says would stand in the
 * response: so it is believed only where it says what we know. */
#ifndef WEB_WHEREABOUTS_H
#define WEB_WHEREABOUTS_H

#include "site_state.h"

typedef struct Whereabouts {
  Str round, event, place;
} Whereabouts;

/* Of a round that is not ours: the server's own. Of a round that is: an event and a place that are the server's own, or that a response has
 * already; else none. Without a round, where the server has none: only what is known as a whole. */
Status whereabouts_find(Turn *turn, Whereabouts said, Whereabouts *out, Err *err);

#endif
