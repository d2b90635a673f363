#include "link.h"

#include <sodium.h>

Str link_key_text(Arena *arena, const LinkKey *key) {
  (void)arena, (void)key;
  return (Str){0};
}

bool link_key_parse(Str text, LinkKey *out) {
  (void)text, (void)out;
  return false;
}

void link_token_mint(const LinkKey *key, Str form_id, int64_t day, const Random *random, char out[LINK_TOKEN_CHARS + 1]) {
  (void)key, (void)form_id, (void)day, (void)random;
  out[0] = 0;
}

bool link_token_read(Str typed, char out[LINK_TOKEN_CHARS + 1]) {
  (void)typed, (void)out;
  return false;
}

bool link_token_is_of(const LinkKey *key, Str form_id, const char *token, int64_t *day) {
  (void)key, (void)form_id, (void)token, (void)day;
  return false;
}

void link_token_hash(const LinkKey *key, const char *token, char out[LINK_HASH_LEN + 1]) {
  (void)key, (void)token;
  out[0] = 0;
}

Str link_grouped(Arena *arena, Str token) {
  (void)arena;
  return token;
}

void link_code_hashes(const LinkKey *key, const Str *elements, size_t count, char (*out)[LINK_HASH_LEN + 1]) {
  (void)key, (void)elements, (void)count, (void)out;
}

void link_secret_new(const Random *random, char out[LINK_SECRET_CHARS + 1]) {
  (void)random;
  out[0] = 0;
}

bool link_secret_read(Str typed, char out[LINK_SECRET_CHARS + 1]) {
  (void)typed, (void)out;
  return false;
}

void link_door(Str secret, LinkDoor *out) {
  (void)secret;
  *out = (LinkDoor){.id = ""};
}

Str link_close(Arena *arena, const LinkDoor *door, Str plain) {
  (void)arena, (void)door;
  return plain;
}

bool link_open(Arena *arena, const LinkDoor *door, Str closed, Str *plain) {
  (void)arena, (void)door, (void)closed, (void)plain;
  return false;
}
