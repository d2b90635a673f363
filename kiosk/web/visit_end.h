/* How a phone's visit ends. */
#ifndef WEB_VISIT_END_H
#define WEB_VISIT_END_H

#include "phone_visit.h"

/* After SURVEY_COMPLETE: its response is complete, with what joins it with other waves, and of the visit is left where it goes on. A token
 * that was used meanwhile: the response stays partial, and that is no failure. */
Status visit_end_complete(PhoneVisit *visit, const VisitContent *before, Err *err);
/* After SURVEY_PARTIAL or SURVEY_DISCARD. */
Status visit_end_early(PhoneVisit *visit, const VisitContent *before, unsigned effects, Err *err);

#endif
