#ifndef WEB_VISIT_PAGE_H
#define WEB_VISIT_PAGE_H

#include "phone_visit.h"

/* This phone's visit to a form, played where it goes on. False: there is none, and the reply says so. To be wiped when it is true. */
bool visit_open(Turn *turn, Str form_id, PhoneVisit *out);
/* Of the page it is on, or of its end. */
Str visit_address(const PhoneVisit *visit);
#endif
