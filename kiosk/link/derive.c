#include "derive.h"

#include <sodium.h>
#include <string.h>

void derive(const LinkKey *key, Str purpose, Str text, unsigned char *out, size_t bytes) {
  unsigned char personal[crypto_generichash_blake2b_PERSONALBYTES] = {0}, whole[DERIVED_MAX_BYTES];
  BUG_UNLESS(purpose.len <= sizeof personal && bytes <= sizeof whole);
  memcpy(personal, purpose.ptr, purpose.len);
  crypto_generichash_blake2b_salt_personal(whole, sizeof whole, (const unsigned char *)text.ptr, text.len, key ? key->bytes : NULL,
                                           key ? sizeof key->bytes : 0, NULL, personal);
  memcpy(out, whole, bytes);
  sodium_memzero(whole, sizeof whole);
}

void derive_hex(const LinkKey *key, Str purpose, Str text, char out[LINK_HASH_LEN + 1]) {
  unsigned char hash[LINK_HASH_LEN / 2];
  derive(key, purpose, text, hash, sizeof hash);
  sodium_bin2hex(out, LINK_HASH_LEN + 1, hash, sizeof hash);
  sodium_memzero(hash, sizeof hash);
}
