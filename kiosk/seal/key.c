#include "key.h"
#include "digest.h"

#include <sodium.h>
#include <string.h>

enum { ID_BYTES = SEAL_ID_LEN / 2, SUM_BYTES = 4, WORD_BYTES = SEAL_KEY_BYTES + SUM_BYTES };

static const Str word_prefix = STR_INIT("seal1-");

_Static_assert((int)SEAL_KEY_BYTES == (int)crypto_box_PUBLICKEYBYTES, "a public key of crypto_box");
_Static_assert((int)SEAL_KEY_BYTES == (int)crypto_box_SECRETKEYBYTES, "a secret key of crypto_box");

void *secret_memory(size_t bytes) {
  void *memory = sodium_malloc(bytes);
  BUG_UNLESS(memory);
  return memory;
}

void seal_secret_free(SealSecret *secret) {
  sodium_free(secret);
}

const SealPublic *seal_public_of(const SealSecret *secret) {
  return &secret->public;
}

const char *seal_id_of(const SealSecret *secret) {
  return secret->id;
}

static Str bytes_of(const SealPublic *key) {
  return (Str){(const char *)key->bytes, sizeof key->bytes};
}

void seal_id(const SealPublic *key, char out[SEAL_ID_LEN + 1]) {
  unsigned char id[ID_BYTES];
  digest(STR("innspill key id"), bytes_of(key), id, sizeof id);
  sodium_bin2hex(out, SEAL_ID_LEN + 1, id, sizeof id);
}

SealSecret *seal_secret_new(void) {
  SealSecret *secret = secret_memory(sizeof *secret);
  crypto_box_keypair(secret->public.bytes, secret->bytes);
  seal_id(&secret->public, secret->id);
  sodium_mprotect_readonly(secret);
  return secret;
}

SealSecret *secret_from_bytes(const unsigned char *bytes) {
  SealSecret *secret = secret_memory(sizeof *secret);
  memcpy(secret->bytes, bytes, sizeof secret->bytes);
  crypto_scalarmult_base(secret->public.bytes, secret->bytes);
  seal_id(&secret->public, secret->id);
  sodium_mprotect_readonly(secret);
  return secret;
}

Str seal_public_text(Arena *arena, const SealPublic *key) {
  unsigned char word[WORD_BYTES];
  char hex[2 * WORD_BYTES + 1];
  memcpy(word, key->bytes, SEAL_KEY_BYTES);
  digest(STR("innspill key sum"), bytes_of(key), word + SEAL_KEY_BYTES, SUM_BYTES);
  sodium_bin2hex(hex, sizeof hex, word, sizeof word);
  return arena_printf(arena, STR_FMT "%s", STR_ARG(word_prefix), hex);
}

/* Of low order: with such a point the shared secret is zero, whoever seals. libsodium refuses to multiply it. */
static bool protects(const SealPublic *key) {
  static const unsigned char any_scalar[crypto_scalarmult_SCALARBYTES] = {9};
  unsigned char product[crypto_scalarmult_BYTES];
  return crypto_scalarmult(product, any_scalar, key->bytes) == 0;
}

bool seal_public_parse(Str text, SealPublic *out) {
  unsigned char word[WORD_BYTES], sum[SUM_BYTES];
  if (!str_starts_with(text, word_prefix) || text.len != word_prefix.len + 2 * sizeof word) return false;
  if (sodium_hex2bin(word, sizeof word, text.ptr + word_prefix.len, 2 * sizeof word, NULL, NULL, NULL) != 0) return false;
  SealPublic key;
  memcpy(key.bytes, word, sizeof key.bytes);
  digest(STR("innspill key sum"), bytes_of(&key), sum, sizeof sum);
  if (memcmp(sum, word + SEAL_KEY_BYTES, sizeof sum) != 0 || !protects(&key)) return false;
  *out = key;
  return true;
}
