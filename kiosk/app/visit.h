/* One visitor's visit: a survey, the response it becomes, and the code that is shown at the end.
 *
 * Lives in the session arena: when that is rewound, nothing of the visitor is left. */
#ifndef VISIT_H
#define VISIT_H

#include "base.h"
#include "form.h"
#include "link.h"
#include "phone_code.h"
#include "station.h"
#include "storage.h"
#include "survey.h"

typedef struct VisitSetup {
  Arena *session, *scratch;
  Storage *storage;
  const Station *station;
  const Clock *clock;
  const Random *random; /* of UUID and token */
  const Random *chance; /* the seed of random() in expressions */
  int64_t day_ms;       /* a day that the clock has seen begin, if it goes right */
  Str base_url;         /* what phones reach our server at; empty: nobody knows. Copied */
} VisitSetup;

typedef struct Visit Visit;

/* Nothing is written until there is an answer. */
Visit *visit_begin(const VisitSetup *setup, const Form *form, int language_ix);
const Survey *visit_survey(const Visit *visit);
/* Takes an event and writes what must be on disk before anything more is shown. Returns false when the write failed: it stays due. */
bool visit_step(Visit *visit, const SurveyEvent *event, unsigned *effects, Err *err);
/* Tries a failed write again. */
bool visit_retry(Visit *visit, Err *err);
/* The follow-up code of a completed visit, or NULL. */
const PhoneCode *visit_code(const Visit *visit);
/* Is all that was done in it known, so that it can go on elsewhere? */
bool visit_may_leave(const Visit *visit);
/* The visit waits for the visitor's phone, as long as the form says, and is written so, with what was answered, in one transaction. secret is
 * what opens it, to be wiped by the caller, as the visit is. False: nothing waits, and the visit is as it was. */
bool visit_leave(Visit *visit, char secret[LINK_SECRET_CHARS + 1], Err *err);

#endif
