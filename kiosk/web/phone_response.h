/* What a phone's visit becomes in the database. */
#ifndef WEB_PHONE_RESPONSE_H
#define WEB_PHONE_RESPONSE_H

#include "phone_visit.h"

/* Has it to be put? Not before there is an answer, and not when nothing has changed. */
bool phone_response_is_due(const PhoneVisit *visit, const VisitSave *save, const VisitContent *content);
/* Texts borrowed from all three and the visit's form, or in the turn's arena. */
Response phone_response(const PhoneVisit *visit, const VisitSave *save, const VisitContent *content);

#endif
