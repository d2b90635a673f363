/* followup: where a completed visit goes on: the code for the visitor's phone, and what joins what is answered there with it. */
#ifndef FOLLOWUP_H
#define FOLLOWUP_H

#include "phone_code.h"
#include "storage.h"
#include "survey.h"

typedef struct FollowupSetup {
  Arena *session;
  Storage *storage;
  const Station *station;
  const Random *random; /* of tokens */
  Str base_url;         /* of our server; empty: nobody knows it */
  int64_t day;          /* of the visit, since 1970-01-01 */
} FollowupSetup;

typedef struct Followup { /* everything in the session arena */
  bool has_code;
  PhoneCode code;
  Str token_hash; /* of the token of a survey elsewhere, or empty */
  bool is_linked;
  StoreLink link;
} Followup;

/* Of a survey that is complete. A round that is closed joins nothing, and then no code is shown: the log says why. A failure is the
 * database's: nothing was made, and it may be tried again. */
Status followup_make(const FollowupSetup *setup, const Survey *survey, Followup *out, Err *err);

#endif
