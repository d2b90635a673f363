/* Any bytes as what is typed or was stored: no token, or one that reads the same again and is of no key; no word of a key, or one that is
 * written so; nothing that a door opens; and a code of whatever elements. */
#include "link.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static const LinkKey key = {"a key which nobody ever minted"};

static void check_token(Arena *arena, Str text) {
  char token[LINK_TOKEN_CHARS + 1], again[LINK_TOKEN_CHARS + 1], hash[LINK_HASH_LEN + 1];
  int64_t day;
  if (!link_token_read(text, token)) return;
  BUG_UNLESS(strlen(token) == LINK_TOKEN_CHARS);
  BUG_UNLESS(link_token_read(link_grouped(arena, str_from(token)), again) && strcmp(token, again) == 0);
  BUG_UNLESS(!link_token_is_of(&key, STR("oppfolging"), token, &day)); /* 64 bits do not come by chance */
  link_token_hash(&key, token, hash);
  BUG_UNLESS(strlen(hash) == LINK_HASH_LEN);
}

static void check_secret(Arena *arena, Str text) {
  char secret[LINK_SECRET_CHARS + 1], again[LINK_SECRET_CHARS + 1];
  if (!link_secret_read(text, secret)) return;
  BUG_UNLESS(link_secret_read(link_grouped(arena, str_from(secret)), again) && strcmp(secret, again) == 0);
}

static void check_key(Arena *arena, Str text) {
  LinkKey read, again;
  if (!link_key_parse(text, &read)) return;
  BUG_UNLESS(link_key_parse(link_key_text(arena, &read), &again) && memcmp(&read, &again, sizeof read) == 0);
}

static void check_door(Arena *arena, Str text) {
  LinkDoor door;
  Str plain;
  link_door(STR("7KQ29XGMABCDEFGH"), &door);
  BUG_UNLESS(!link_open(arena, &door, text, &plain));
  BUG_UNLESS(link_open(arena, &door, link_close(arena, &door, text), &plain) && str_equal(plain, text));
  link_door(text, &door);
}

/* Line by line. */
static void check_code(Str text) {
  char hashes[LINK_ELEMENTS_MAX + 1][LINK_HASH_LEN + 1];
  Str elements[LINK_ELEMENTS_MAX];
  size_t count = 0;
  while (count < LINK_ELEMENTS_MAX && text.len > 0) {
    const char *end = memchr(text.ptr, '\n', text.len);
    size_t length = end ? (size_t)(end - text.ptr) : text.len, taken = length + (end != NULL);
    elements[count++] = (Str){text.ptr, length};
    text = (Str){text.ptr + taken, text.len - taken};
  }
  if (count >= 2) link_code_hashes(&key, elements, count, hashes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  Arena *arena = arena_new(0);
  Str text = {(const char *)bytes, count};
  check_token(arena, text);
  check_secret(arena, text);
  check_key(arena, text);
  check_door(arena, text);
  check_code(text);
  arena_free(arena);
  return 0;
}
