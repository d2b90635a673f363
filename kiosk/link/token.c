#include "base32.h"
#include "derive.h"

#include <sodium.h>
#include <string.h>

enum {
  DAY_BYTES = 2,
  CHANCE_BYTES = 10,
  NAME_BYTES = DAY_BYTES + CHANCE_BYTES,
  MAC_BYTES = 8,
  TOKEN_BYTES = NAME_BYTES + MAC_BYTES
};
enum { FIRST_DAY = 18262, DAYS_MAX = 0xFFFF }; /* 2020-01-01; 65,535 days later it is 2199-06-06 */

_Static_assert(LINK_TOKEN_CHARS * 5 == TOKEN_BYTES * 8, "a digit is five bits");

/* A kiosk whose battery is dead believes that it is 1970. */
static unsigned day_number(int64_t day) {
  return day < FIRST_DAY ? 0 : day - FIRST_DAY > DAYS_MAX ? DAYS_MAX : (unsigned)(day - FIRST_DAY);
}

/* The form's id comes last, so that nothing else has to say how long it is. */
static void make_mac(const LinkKey *key, Str form_id, const unsigned char name[NAME_BYTES], unsigned char out[MAC_BYTES]) {
  Arena *arena = arena_new(0);
  char *text = arena_alloc(arena, NAME_BYTES + form_id.len);
  memcpy(text, name, NAME_BYTES);
  if (form_id.len > 0) memcpy(text + NAME_BYTES, form_id.ptr, form_id.len);
  derive(key, STR("innspill token"), (Str){text, NAME_BYTES + form_id.len}, out, MAC_BYTES);
  arena_free(arena);
}

void link_token_mint(const LinkKey *key, Str form_id, int64_t day, const Random *random, char out[LINK_TOKEN_CHARS + 1]) {
  unsigned char token[TOKEN_BYTES];
  unsigned number = day_number(day);
  token[0] = (unsigned char)(number >> 8);
  token[1] = (unsigned char)number;
  random->fill(random->context, token + DAY_BYTES, CHANCE_BYTES);
  make_mac(key, form_id, token, token + NAME_BYTES);
  base32_write(token, sizeof token, out);
  sodium_memzero(token, sizeof token);
}

bool link_token_read(Str typed, char out[LINK_TOKEN_CHARS + 1]) {
  return base32_tidy(typed, LINK_TOKEN_CHARS, out);
}

bool link_token_is_of(const LinkKey *key, Str form_id, const char *token, int64_t *day) {
  unsigned char bytes[TOKEN_BYTES], mac[MAC_BYTES];
  base32_read(token, bytes, sizeof bytes);
  make_mac(key, form_id, bytes, mac);
  if (sodium_memcmp(mac, bytes + NAME_BYTES, sizeof mac) != 0) return false;
  *day = FIRST_DAY + (bytes[0] << 8 | bytes[1]);
  return true;
}

void link_token_hash(const LinkKey *key, const char *token, char out[LINK_HASH_LEN + 1]) {
  derive_hex(key, STR("innspill spent"), (Str){token, LINK_TOKEN_CHARS}, out);
}

Str link_grouped(Arena *arena, Str token) {
  enum { GROUP = 4 };
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < token.len; i++) {
    if (i > 0 && i % GROUP == 0) sink_z(&sink, " ");
    sink_bytes(&sink, token.ptr + i, 1);
  }
  return buffer_view(&buffer);
}
