#include "base32.h"

#include <string.h>

enum { DIGIT_BITS = 5, DIGIT_MASK = 31 };

static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* White space and hyphens, also those that phones make of them. */
static bool is_passed_over(uint32_t cp) {
  return cp == ' ' || cp == '\t' || cp == '\r' || cp == '\n' || cp == '-' || cp == 0xA0 || (cp >= 0x2010 && cp <= 0x2015);
}

/* 0: it is no digit. */
static char tidy_digit(uint32_t cp) {
  if (cp >= 'a' && cp <= 'z') cp -= 'a' - 'A';
  if (cp == 'O') return '0';
  if (cp == 'I' || cp == 'L') return '1';
  return cp > 0 && cp < 0x80 && strchr(digits, (int)cp) ? (char)cp : 0;
}

bool base32_tidy(Str typed, size_t digit_count, char *out) {
  size_t count = 0, at = 0;
  uint32_t cp;
  while (str_next_cp(typed, &at, &cp)) {
    if (is_passed_over(cp)) continue;
    char digit = tidy_digit(cp);
    if (digit == 0 || count == digit_count) return false;
    out[count++] = digit;
  }
  out[count] = 0;
  return count == digit_count;
}

void base32_write(const unsigned char *bytes, size_t byte_count, char *out) {
  unsigned held = 0, bits = 0;
  for (size_t i = 0; i < byte_count; i++) {
    held = held << 8 | bytes[i];
    for (bits += 8; bits >= DIGIT_BITS; bits -= DIGIT_BITS)
      *out++ = digits[held >> (bits - DIGIT_BITS) & DIGIT_MASK];
    held &= DIGIT_MASK;
  }
  *out = 0;
}

void base32_read(const char *tidy, unsigned char *out, size_t byte_count) {
  unsigned held = 0, bits = 0;
  for (size_t i = 0; i < byte_count;) {
    held = (held << DIGIT_BITS | (unsigned)(strchr(digits, *tidy++) - digits)) & 0xFFFF;
    bits += DIGIT_BITS;
    if (bits < 8) continue;
    bits -= 8;
    out[i++] = (unsigned char)(held >> bits);
  }
}
