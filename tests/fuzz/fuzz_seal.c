/* Any bytes as a key file, as a public key's word and as the hash of a PIN: refused, or what they say. */
#include "seal.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

/* The price that the seeds have; another one is not paid here. */
static bool is_cheap(Arena *arena, Str text) {
  return strstr(arena_str(arena, text).ptr, "argon2id: 1 passes, 8192 bytes") != NULL;
}

static void check_key_file(Arena *arena, Str text) {
  const char *name = "x.key";
  SealFile file;
  SealSecret *secret;
  Err err = {0};
  if (seal_file_describe(text, name, &file, &err) != STATUS_OK) {
    BUG_UNLESS(err.status == STATUS_INPUT && strcmp(err.code, "key-file") == 0);
    return;
  }
  BUG_UNLESS(strlen(file.id) == SEAL_ID_LEN && file.share >= 0 && file.share <= file.count && file.needed <= file.count);
  if (!is_cheap(arena, text)) return;
  Status status = seal_file_open(&text, &name, 1, STR("passphrase of nobody"), &secret, &err);
  BUG_UNLESS(status == STATUS_INPUT && secret == NULL);
  BUG_UNLESS(strcmp(err.code, file.share > 0 ? "key-shares" : "key-passphrase") == 0);
}

static void check_word(Arena *arena, Str word) {
  SealPublic key, again;
  if (!seal_public_parse(word, &key)) return;
  BUG_UNLESS(seal_public_parse(seal_public_text(arena, &key), &again));
  BUG_UNLESS(memcmp(&key, &again, sizeof key) == 0);
  Sealer *sealer = sealer_new(&key);
  BUG_UNLESS(seal_close(arena, sealer, STR("context"), STR("plain")).len > SEAL_STEP_BYTES); /* it does not abort */
  sealer_free(sealer);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  if (seal_init(NULL) != STATUS_OK) return 0;
  Arena *arena = arena_new(0);
  Str text = {(const char *)bytes, count};
  check_key_file(arena, text);
  check_word(arena, text);
  BUG_UNLESS(!seal_pin_hash_is_valid(text) || count < 128);
  arena_free(arena);
  return 0;
}
