#include "digest.h"

#include <sodium.h>
#include <string.h>

void digest(Str purpose, Str text, unsigned char *out, size_t bytes) {
  unsigned char personal[crypto_generichash_blake2b_PERSONALBYTES] = {0}, whole[DIGEST_MAX_BYTES];
  BUG_UNLESS(purpose.len <= sizeof personal && bytes <= sizeof whole);
  memcpy(personal, purpose.ptr, purpose.len);
  crypto_generichash_blake2b_salt_personal(whole, sizeof whole, (const unsigned char *)text.ptr, text.len, NULL, 0, NULL, personal);
  memcpy(out, whole, bytes);
  sodium_memzero(whole, sizeof whole);
}
