#include "seal.h"

#include <sodium.h>
#include <string.h>

/* What a small kiosk does in a tenth of a second. A PIN is soon guessed by whoever has its hash, however dear each guess is made: it is the
 * waiting after wrong ones that protects it. */
enum { PIN_PASSES = 6, PIN_MEMORY_BYTES = 8 * 1024 * 1024 };
/* A hash comes from a configuration, and may ask for no more than this. */
enum { PASSES_MAX = 64, MEMORY_MAX_KIB = 64 * 1024 };

static bool is_pin(Str pin) {
  for (size_t i = 0; i < pin.len; i++)
    if (pin.ptr[i] < '0' || pin.ptr[i] > '9') return false;
  return pin.len >= SEAL_PIN_MIN && pin.len <= SEAL_PIN_MAX;
}

Str seal_pin_hash(Arena *arena, Str pin) {
  BUG_UNLESS(is_pin(pin));
  char hash[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str(hash, pin.ptr, pin.len, PIN_PASSES, PIN_MEMORY_BYTES) != 0) BUG("no memory for the hash of a PIN");
  return arena_str(arena, str_from(hash));
}

/* The whole number before `end`, both taken off the front of *rest. */
static bool take_number(Str *rest, const char *name, char end, int64_t *out) {
  Str prefix = str_from(name);
  if (!str_starts_with(*rest, prefix)) return false;
  Str after = {rest->ptr + prefix.len, rest->len - prefix.len};
  size_t length = 0;
  while (length < after.len && after.ptr[length] != end)
    length++;
  if (length == after.len || !str_to_int64((Str){after.ptr, length}, out)) return false;
  *rest = (Str){after.ptr + length + 1, after.len - length - 1};
  return true;
}

static bool is_affordable(Str hash) {
  int64_t memory_kib, passes, lanes;
  if (!take_number(&hash, "$argon2id$v=19$m=", ',', &memory_kib) || !take_number(&hash, "t=", ',', &passes) ||
      !take_number(&hash, "p=", '$', &lanes))
    return false;
  return memory_kib <= MEMORY_MAX_KIB && passes <= PASSES_MAX && lanes == 1;
}

/* As libsodium takes it: with a NUL. */
static bool terminate(Str hash, char out[crypto_pwhash_STRBYTES]) {
  if (hash.ptr == NULL || hash.len >= crypto_pwhash_STRBYTES || memchr(hash.ptr, '\0', hash.len) != NULL) return false;
  memset(out, 0, crypto_pwhash_STRBYTES);
  memcpy(out, hash.ptr, hash.len);
  return true;
}

bool seal_pin_hash_is_valid(Str hash) {
  char text[crypto_pwhash_STRBYTES];
  return terminate(hash, text) && is_affordable(hash) &&
         crypto_pwhash_str_needs_rehash(text, PIN_PASSES, PIN_MEMORY_BYTES) >= 0; /* -1: it cannot be read */
}

bool seal_pin_matches(Str hash, Str pin) {
  char text[crypto_pwhash_STRBYTES];
  return is_pin(pin) && seal_pin_hash_is_valid(hash) && terminate(hash, text) &&
         crypto_pwhash_str_verify(text, pin.ptr, pin.len) == 0;
}
