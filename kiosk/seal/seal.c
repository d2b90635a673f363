#include "seal.h"

#include <sodium.h>

Status seal_init(Err *err) {
  return sodium_init() < 0 ? err_set(err, STATUS_WORLD, "random", "the system gives no random numbers") : STATUS_OK;
}

bool seal_public_parse(Str text, SealPublic *out) {
  (void)text, (void)out;
  return false;
}

void seal_id(const SealPublic *key, char out[SEAL_ID_LEN + 1]) {
  (void)key;
  out[0] = '\0';
}

Str seal_close(Arena *arena, const SealPublic *key, Str context, Str plain) {
  (void)key, (void)context;
  return arena_str(arena, plain);
}

bool seal_open(Arena *arena, const SealSecret *secret, Str context, Str box, Str *plain) {
  (void)arena, (void)secret, (void)context, (void)box, (void)plain;
  return false;
}

bool seal_pin_hash_is_valid(Str hash) {
  return hash.len > 0;
}

bool seal_pin_matches(Str hash, Str pin) {
  (void)hash, (void)pin;
  return false;
}
