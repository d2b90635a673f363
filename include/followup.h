/* followup: what follows a complete visit: the address it goes on at, and what joins what is answered there with it. The same for visits
 * to a kiosk and on a phone; it draws nothing, answers nobody, and asks no database: whoever calls has the round's key. */
#ifndef FOLLOWUP_H
#define FOLLOWUP_H

#include "form.h"
#include "link.h"
#include "qr.h"
#include "store.h"

typedef struct FollowupVisit { /* borrowed */
  const Form *form;
  Str language; /* a code */
  Str round, event, place;
  int64_t day;         /* it began on, since 1970-01-01 */
  Str token;           /* of link_token_read, that it was begun with; or empty */
  const Str *elements; /* of its code: survey_link_elements */
  size_t element_count;
  bool has_server; /* one that has the form which follows, and can be reached; no matter where that is elsewhere */
} FollowupVisit;

typedef struct Followup { /* texts in the arena */
  Str address;            /* where it goes on; begins with "/" on our own server, to stand behind its base url. Empty: nowhere */
  Str token;              /* in it, on our own server: may be typed in its place; or empty */
  Str token_hash;         /* of a token for elsewhere, as Response has it; or empty */
  bool joins;             /* link is there */
  StoreLink link;
} Followup;

/* Is the round's key wanted for it? */
bool followup_needs_key(const FollowupVisit *visit);
/* key: NULL where the round is closed. Then nothing is joined, and what would lead to a form that is joined leads nowhere.
 *
 * A response has one link. Who came by a token is joined by it, and goes on with the same one: to the form that follows this one, if that
 * is followup.link token; so one token is good once for each form of a chain. Else a code joins, else the token that is given. */
void followup_make(Arena *arena, const FollowupVisit *visit, const LinkKey *key, const Random *random, Followup *out);

/* --- Addresses on our own server, behind its base url; into the arena --- */

/* A form, with those of round, event, place and language that are not empty. */
Str followup_form_address(Arena *arena, const QrUrlParts *parts);
/* What a token is for; language may be empty. */
Str followup_token_address(Arena *arena, Str token, Str language);
/* A visit that waits, by its secret. */
Str followup_visit_address(Arena *arena, Str secret);

#endif
