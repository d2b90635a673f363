/* What joins a phone's visit with those before and after it, and where it goes on. */
#ifndef WEB_VISIT_LINK_H
#define WEB_VISIT_LINK_H

#include "phone_visit.h"

typedef struct VisitLink { /* texts in the turn's arena */
  StoreLink link;
  bool joins;     /* link is there */
  Str onward;     /* the address of what follows; empty: nothing does */
  Str token_hash; /* of an external follow-up's token; or empty */
} VisitLink;

/* Of a visit that is complete. In a round that is closed nothing is joined. Failures: the store's. */
Status visit_link_make(const PhoneVisit *visit, VisitLink *out, Err *err);

#endif
