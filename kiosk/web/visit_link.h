/* What joins a phone's visit with those before and after it, and where it goes on. */
#ifndef WEB_VISIT_LINK_H
#define WEB_VISIT_LINK_H

#include "followup.h"
#include "phone_visit.h"

/* Of a visit that is complete; texts in the turn's arena. Failures: the store's. */
Status visit_link_make(const PhoneVisit *visit, Followup *out, Err *err);

#endif
