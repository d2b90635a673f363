#ifndef FORM_DIGEST_H
#define FORM_DIGEST_H

#include "connection.h"
#include "ledger_digest.h"

typedef struct KnownText {
  Str form_id, version;
  Digest digest;
  const struct KnownText *next;
} KnownText;

/* digest_form of a stored form version; of none there is, zeros. A store keeps to what it saw first. */
Status form_digest_find(Store *store, Str form_id, Str version, Digest *out, Err *err);
/* Looks anew from now on. */
void form_digest_forget(Store *store);

#endif
