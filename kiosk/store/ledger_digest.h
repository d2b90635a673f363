/* ledger_digest: what of a response an entry of the ledger vouches for, as BLAKE2b-256. Everything goes in with its kind and its length, so
 * that no two rows read the same. What is deleted sooner, words and attachments, has a digest of its own within that of the whole: the
 * whole can still be checked when they are gone. */
#ifndef LEDGER_DIGEST_H
#define LEDGER_DIGEST_H

#include "base.h"

#include <sodium.h>
#include <sqlite3.h>

enum { DIGEST_BYTES = 32, SALT_BYTES = 16 };

typedef struct Digest {
  unsigned char bytes[DIGEST_BYTES];
} Digest;

/* What a row must begin with to be read here; its table is called r. */
#define DIGEST_RESPONSE_COLUMNS                                                                                                    \
  "r.uuid, r.device, r.form_id, r.form_version, r.language, r.channel, r.round, r.event, r.place, r.status, r.trial, r.time,"      \
  " r.token_hash, r.answers, r.sealed, r.seal_key, r.free_text, r.sealed_text"
#define DIGEST_ATTACHMENT_COLUMNS "response, path, media_type, content, sealed, seal_key"

enum {
  DIGEST_UUID,
  DIGEST_DEVICE,
  DIGEST_FORM_ID,
  DIGEST_FORM_VERSION,
  DIGEST_STATUS = 9,
  DIGEST_TRIAL,
  DIGEST_FREE_TEXT = 16,
  DIGEST_SEALED_TEXT,
  DIGEST_COLUMN_COUNT
};

typedef struct DigestWork { /* in progress */
  crypto_generichash_state state;
} DigestWork;

void digest_text_begin(DigestWork *work, const void *salt, sqlite3_stmt *response);
void digest_text_add(DigestWork *work, sqlite3_stmt *attachment); /* in the order of their paths */
void digest_text_end(DigestWork *work, Digest *out);
/* form: digest_form of the text it was given to, without which its answers mean nothing. */
Digest digest_response(const void *salt, sqlite3_stmt *response, const Digest *text, const Digest *form);
Digest digest_form(Str source);
/* Of an entry; before: NULL for the first one. */
Digest digest_entry(const void *before, Str device, int64_t number, const Digest *digest);

#endif
