#include "base.h"

#include <string.h>

enum { REPLACEMENT_CP = 0xFFFD };

typedef struct Lead { /* what a first byte promises */
  size_t bytes;       /* 0: it cannot be a first byte */
  uint32_t bits;      /* the part of the code point it carries */
  uint32_t least;     /* below this the form is overlong */
} Lead;

static Lead lead_of(unsigned char c) {
  if (c < 0x80) return (Lead){1, c, 0};
  if (c >= 0xC2 && c < 0xE0) return (Lead){2, c & 0x1Fu, 0x80};
  if (c >= 0xE0 && c < 0xF0) return (Lead){3, c & 0x0Fu, 0x800};
  if (c >= 0xF0 && c < 0xF5) return (Lead){4, c & 0x07u, 0x10000};
  return (Lead){0};
}

/* Bytes of the well-formed sequence at at, or 0. */
static size_t decode(Str s, size_t at, uint32_t *cp) {
  const Lead lead = lead_of((unsigned char)s.ptr[at]);
  if (lead.bytes == 0 || lead.bytes > s.len - at) return 0;
  uint32_t value = lead.bits;
  for (size_t i = 1; i < lead.bytes; i++) {
    const unsigned char c = (unsigned char)s.ptr[at + i];
    if ((c & 0xC0) != 0x80) return 0;
    value = value << 6 | (c & 0x3Fu);
  }
  if (value < lead.least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 0;
  *cp = value;
  return lead.bytes;
}

bool str_next_cp(Str s, size_t *at, uint32_t *cp) {
  if (*at >= s.len) return false;
  const size_t bytes = decode(s, *at, cp);
  if (bytes == 0) *cp = REPLACEMENT_CP;
  *at += bytes == 0 ? 1 : bytes;
  return true;
}

size_t str_count_cp(Str s) {
  size_t count = 0;
  uint32_t cp;
  for (size_t at = 0; str_next_cp(s, &at, &cp);)
    count++;
  return count;
}

/* Where eight bytes in a row are no longer ASCII, or a little before. Most texts are nothing else, and most of the others in parts. */
static size_t ascii_end(Str s, size_t at) {
  uint64_t eight;
  for (; at + sizeof eight <= s.len; at += sizeof eight) {
    memcpy(&eight, s.ptr + at, sizeof eight);
    if (eight & UINT64_C(0x8080808080808080)) break;
  }
  return at;
}

bool str_is_utf8(Str s) {
  uint32_t cp;
  for (size_t at = ascii_end(s, 0); at < s.len;) {
    if ((unsigned char)s.ptr[at] < 0x80) {
      at++;
      continue;
    }
    const size_t bytes = decode(s, at, &cp);
    if (bytes == 0) return false;
    at = ascii_end(s, at + bytes);
  }
  return true;
}

size_t utf8_encode(uint32_t cp, char *out) {
  if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) cp = REPLACEMENT_CP;
  if (cp < 0x80) {
    out[0] = (char)cp;
    return 1;
  }
  const size_t bytes = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
  for (size_t i = bytes - 1; i > 0; i--) {
    out[i] = (char)(0x80 | (cp & 0x3F));
    cp >>= 6;
  }
  static const unsigned lead_mark[] = {0, 0, 0xC0, 0xE0, 0xF0};
  out[0] = (char)(lead_mark[bytes] | cp);
  return bytes;
}
