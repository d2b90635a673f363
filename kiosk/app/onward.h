/* onward: where a visitor to the kiosk goes on: what follows the visit, as a code for the phone. */
#ifndef ONWARD_H
#define ONWARD_H

#include "followup.h"
#include "phone_code.h"
#include "storage.h"
#include "survey.h"

typedef struct OnwardSetup {
  Arena *session;
  Storage *storage;
  const Station *station;
  const Random *random; /* of tokens */
  Str base_url;         /* of our server; empty: nobody knows it */
  int64_t day;          /* of the visit, since 1970-01-01 */
} OnwardSetup;

typedef struct Onward { /* everything in the session arena */
  Followup followup;
  bool has_code;
  PhoneCode code;
} Onward;

/* Of a survey that is complete. Where no code is shown, though the form has one, the log says why. A failure is the database's: nothing
 * was made, and it may be tried again. */
Status onward_make(const OnwardSetup *setup, const Survey *survey, Onward *out, Err *err);

#endif
