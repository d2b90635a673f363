/* token: a visitor's random name for the follow-up; it says nothing about who or when. */
#include "qr.h"

enum { TOKEN_CHARS = 26, CHAR_BITS = 5 };

static unsigned bit_at(const uint8_t *bytes, int bit) {
  return ((unsigned)bytes[bit / 8] >> (7 - bit % 8)) & 1U;
}

Str qr_token(Arena *arena, const Random *random) {
  static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  uint8_t bytes[QR_TOKEN_BYTES];
  random->fill(random->context, bytes, sizeof bytes);
  char *token = ARENA_ARRAY(arena, char, TOKEN_CHARS + 1);
  int bit = QR_TOKEN_BYTES * 8 - TOKEN_CHARS * CHAR_BITS; /* two bits too few: the first digit has leading zeros */
  for (int i = 0; i < TOKEN_CHARS; i++) {
    unsigned digit = 0;
    for (int end = bit + CHAR_BITS; bit < end; bit++)
      digit = digit << 1 | (bit < 0 ? 0 : bit_at(bytes, bit));
    token[i] = digits[digit];
  }
  memory_wipe(bytes, sizeof bytes);
  return (Str){token, TOKEN_CHARS};
}
