/* One visitor's visit: a survey, the response it becomes, and the code that is shown at the end.
 *
 * Lives in the session arena: when that is rewound, nothing of the visitor is left. */
#ifndef VISIT_H
#define VISIT_H

#include "base.h"
#include "form.h"
#include "qr.h"
#include "storage.h"
#include "survey.h"

/* What every response from this kiosk says about where it was given. */
typedef struct Station {
  Str device, round, event, place;
  bool trial;
} Station;

typedef struct VisitSetup {
  Arena *session, *scratch;
  Storage *storage;
  const Station *station;
  const Clock *clock;
  const Random *random; /* of UUID and token */
  const Random *chance; /* of random() in expressions */
  int64_t day_ms;       /* a day that the clock has seen begin, if it goes right */
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
const QrCode *visit_code(const Visit *visit);

#endif
