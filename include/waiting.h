/* waiting: what is kept of a visit that waits, for a phone's next request or for the phone that it goes on: its journal, and what its response
 * says beside the answers. The kiosk and the server write and read the same; it is closed by a secret that no database knows. */
#ifndef WAITING_H
#define WAITING_H

#include "base.h"
#include "link.h"

typedef enum WaitingKind {
  WAITING_FOR_PHONE, /* left the kiosk; no phone has taken it over yet */
  WAITING_ON_PHONE,  /* between two requests of its phone */
  WAITING_COMPLETE,  /* over, and with it all that was answered: what is left says only how */
  WAITING_PARTIAL,
  WAITING_SPENT, /* its token was used by another visit before it was complete */
  WAITING_KIND_COUNT
} WaitingKind;

typedef struct WaitingVisit {
  WaitingKind kind;
  bool trial;
  bool has_row;   /* its response has been put */
  uint32_t posts; /* how often its phone has posted a page */
  uint32_t
      until_min; /* for a phone: minutes since 1970 (wall time) from which on none may come for it; its draft's own time is coarser */
  Str time, round, event, place; /* as in its response */
  Str token;                     /* of link.h, that it was begun with; or empty */
  Str origin;                    /* on a phone: LinkDoor.id of the visit that was taken over; or empty */
  Str journal;                   /* of journal_write, while it is not over */
  Str language;                  /* of one that is over: a code, and */
  Str onward;                    /* the address at which it goes on; or empty */
  Str typed;                     /* on a phone: what was typed into the page it is on and is no answer; or empty */
} WaitingVisit;

/* For StoreDraft.state; in the arena. */
Str waiting_close(Arena *arena, const LinkDoor *door, const WaitingVisit *visit);
/* Texts in the arena; what an earlier program did not write down is empty. False: closed by another secret, damaged, or of a later program. */
bool waiting_open(Arena *arena, const LinkDoor *door, Str closed, WaitingVisit *out);

#endif
