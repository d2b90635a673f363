#include "base.h"

#include <string.h>

/* Bytes of the white space at at: 0 when there is none. The no-break space is two bytes, C2 A0. */
static size_t white_space_bytes(Str s, size_t at) {
  const char c = s.ptr[at];
  if (c == ' ' || c == '\t' || c == '\r' || c == '\n') return 1;
  return c == '\xC2' && at + 1 < s.len && s.ptr[at + 1] == '\xA0' ? 2 : 0;
}

Str str_from(const char *z) {
  return z ? (Str){z, strlen(z)} : (Str){NULL, 0};
}

bool str_equal(Str a, Str b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool str_is(Str a, const char *z) {
  return str_equal(a, str_from(z));
}

bool str_starts_with(Str s, Str prefix) {
  return s.len >= prefix.len && str_equal((Str){s.ptr, prefix.len}, prefix);
}

int str_compare(Str a, Str b) {
  const size_t common = a.len < b.len ? a.len : b.len;
  const int order = common > 0 ? memcmp(a.ptr, b.ptr, common) : 0;
  return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

/* By blocks of scripts: punctuation, times and divided by, arrows, symbols, what merely picks a picture for a symbol, and pictures are none. */
static bool is_letter(uint32_t cp) {
  if (cp < 0x80) return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
  bool variation = cp >= 0xFE00 && cp <= 0xFE0F;
  return (cp >= 0xC0 && cp < 0x2000 && cp != 0xD7 && cp != 0xF7) || (cp >= 0x2E80 && cp < 0x1F000 && !variation);
}

bool str_has_letters(Str s) {
  size_t at = 0;
  uint32_t cp;
  while (str_next_cp(s, &at, &cp))
    if (is_letter(cp)) return true;
  return false;
}

Str str_trim_start(Str s) {
  size_t at = 0;
  while (at < s.len) {
    const size_t bytes = white_space_bytes(s, at);
    if (bytes == 0) break;
    at += bytes;
  }
  return at == 0 ? s : (Str){s.ptr + at, s.len - at};
}

Str str_trim(Str s) {
  s = str_trim_start(s);
  for (;;) {
    if (s.len >= 2 && white_space_bytes(s, s.len - 2) == 2) {
      s.len -= 2;
    } else if (s.len >= 1 && white_space_bytes(s, s.len - 1) == 1) {
      s.len -= 1;
    } else {
      return s;
    }
  }
}

Str str_next_word(Str *rest) {
  const Str s = str_trim_start(*rest);
  size_t end = 0;
  while (end < s.len && white_space_bytes(s, end) == 0)
    end++;
  *rest = end == 0 ? (Str){s.ptr, 0} : (Str){s.ptr + end, s.len - end};
  return (Str){s.ptr, end};
}
