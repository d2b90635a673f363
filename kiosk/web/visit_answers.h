/* What was posted of a page's answers, taken into the visit. */
#ifndef WEB_VISIT_ANSWERS_H
#define WEB_VISIT_ANSWERS_H

#include "phone_visit.h"

typedef struct VisitAnswers { /* in the turn's arena */
  const PageTyped *typed;     /* what is no answer */
  size_t typed_count;
  bool more; /* the answers made of the page another one than the visitor saw: questions came, or choices changed */
} VisitAnswers;

VisitAnswers visit_answers_take(PhoneVisit *visit);
/* Of a page that the visit cannot take: does it say anything that the visit does not know? */
bool visit_answers_are_lost(const PhoneVisit *visit);

#endif
