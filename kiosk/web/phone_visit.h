/* A phone's visit: found by its form's cookie, played from its journal, and put back with the response it becomes. */
#ifndef WEB_PHONE_VISIT_H
#define WEB_PHONE_VISIT_H

#include "journal.h"
#include "site_state.h"
#include "waiting.h"

/* Each request plays the whole visit: it has an end before that takes long, and nobody can make it take longer. */
enum {
  COOKIE_CHARS = 2 * LINK_SECRET_CHARS,
  PHONE_VISIT_KEEP_MIN = 24 * 60,
  PHONE_VISIT_KEEP_EMPTY_MIN = 60, /* while nothing was answered */
  PHONE_VISIT_POSTS_MAX = 5000,
  PHONE_VISIT_JOURNAL_BYTES_MAX = 1024 * 1024,
  PHONE_VISIT_EVENTS_MAX = 20000,
  PHONE_VISIT_PLAYED_BYTES_MAX = 16 * 1024 * 1024, /* an answer that grows by a letter is played whole each time */
};

_Static_assert((int)COOKIE_CHARS <= (int)HTTP_COOKIE_CHARS_MAX, "a cookie has room for it");

typedef enum PhoneVisitFound {
  VISIT_FOUND,
  VISIT_NO_COOKIE,
  VISIT_GONE,  /* there is none, or its time is over, or no form that it can go on with */
  VISIT_WORLD, /* the store failed */
} PhoneVisitFound;

typedef struct PhoneVisit { /* lives in the turn's arena */
  Turn *turn;
  LinkDoor door;
  Str uuid; /* of its response */
  WaitingVisit waiting;
  WebForm form;     /* of the version that it began with */
  Journal *journal; /* NULL: it is over */
} PhoneVisit;

/* The waiting visit behind a door, as it stands, with its form. Not played: journal is NULL. */
PhoneVisitFound phone_visit_find(Turn *turn, const LinkDoor *door, PhoneVisit *out, Err *err);
/* The visit to a form that this phone has a cookie for, likewise. */
PhoneVisitFound phone_visit_of_cookie(Turn *turn, Str form_id, PhoneVisit *out, Err *err);
/* /v/FORM */
Str phone_visit_address(const PhoneVisit *visit);
/* Its journal as it was put. False: it cannot be played. */
bool phone_visit_play(PhoneVisit *visit);
/* Steps back to a page, by its number. False: Back does not lead there; then the visit stands where it was put. */
bool phone_visit_back_to(PhoneVisit *visit, int64_t serial);

/* There is no room for more: it has to end as it stands. */
bool phone_visit_is_full(const PhoneVisit *visit);

/* A secret for a cookie, in the arena. */
Str phone_visit_cookie(Turn *turn);

/* What of a visit stands in its response. */
typedef struct VisitContent {
  Str answers, language;
  const SurveyAttachment *attachments;
  size_t attachment_count;
} VisitContent;

VisitContent phone_visit_content(const PhoneVisit *visit);

typedef struct VisitSave {
  const VisitContent *before; /* what the response has; NULL: that is not known */
  ResponseStatus status;
  const StoreLink *link;   /* what joins a complete response, or NULL */
  Str token_hash;          /* of an external follow-up's token, or empty */
  const WaitingVisit *end; /* what is left of a visit that is over; NULL: it goes on */
} VisitSave;

/* Puts the visit, all in one transaction: its response, when it is worth a row and has changed, and what waits. STATUS_INPUT, link-spent:
 * nothing of it was put. Else the store's failures. */
Status phone_visit_save(PhoneVisit *visit, const VisitSave *save, Err *err);
/* A visit that this phone leaves for another one: what was answered stays, or is erased, as its form says. Within a batch or not. */
Status phone_visit_settle(PhoneVisit *visit, Err *err);
/* Puts the waiting visit alone. */
Status phone_visit_put_draft(PhoneVisit *visit, Err *err);

void phone_visit_wipe(PhoneVisit *visit);

#endif
