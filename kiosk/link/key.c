#include "derive.h"

#include <sodium.h>
#include <string.h>

enum { SUM_BYTES = 4, WORD_BYTES = LINK_KEY_BYTES + SUM_BYTES };

static const Str word_prefix = STR_INIT("round1-");

static void make_sum(const LinkKey *key, unsigned char out[SUM_BYTES]) {
  derive(NULL, STR("innspill key sum"), (Str){(const char *)key->bytes, sizeof key->bytes}, out, SUM_BYTES);
}

Str link_key_text(Arena *arena, const LinkKey *key) {
  unsigned char word[WORD_BYTES];
  char hex[2 * WORD_BYTES + 1];
  memcpy(word, key->bytes, LINK_KEY_BYTES);
  make_sum(key, word + LINK_KEY_BYTES);
  sodium_bin2hex(hex, sizeof hex, word, sizeof word);
  Str text = arena_printf(arena, STR_FMT "%s", STR_ARG(word_prefix), hex);
  sodium_memzero(word, sizeof word);
  sodium_memzero(hex, sizeof hex);
  return text;
}

bool link_key_parse(Str text, LinkKey *out) {
  unsigned char word[WORD_BYTES], sum[SUM_BYTES];
  text = str_trim(text);
  if (!str_starts_with(text, word_prefix) || text.len != word_prefix.len + 2 * sizeof word) return false;
  Str hex = {text.ptr + word_prefix.len, 2 * sizeof word};
  if (sodium_hex2bin(word, sizeof word, hex.ptr, hex.len, NULL, NULL, NULL) != 0) return false;
  memcpy(out->bytes, word, sizeof out->bytes);
  make_sum(out, sum);
  bool whole = sodium_memcmp(sum, word + LINK_KEY_BYTES, SUM_BYTES) == 0;
  sodium_memzero(word, sizeof word);
  if (!whole) sodium_memzero(out, sizeof *out);
  return whole;
}
