#include "text_letters.h"

#include <unictype.h>
#include <unigbrk.h>

typedef enum Direction { NEUTRAL, RIGHTWARDS, LEFTWARDS } Direction;

static Direction direction_of(uint32_t cp) {
  int category = uc_bidi_category(cp);
  return category == UC_BIDI_L ? RIGHTWARDS : category == UC_BIDI_R || category == UC_BIDI_AL ? LEFTWARDS : NEUTRAL;
}

/* A word runs as its first letter does. */
typedef struct Words {
  size_t count, leftwards;
} Words;

/* Those outside isolates, or within them. */
static Words count_words(Str text, bool isolated) {
  Words words = {0};
  size_t at = 0;
  int depth = 0;
  bool counted = false;
  for (uint32_t cp = 0; str_next_cp(text, &at, &cp);) {
    depth += cp >= 0x2066 && cp <= 0x2068 ? 1 : cp == 0x2069 && depth > 0 ? -1 : 0;
    Direction direction = counted || (depth > 0) != isolated ? NEUTRAL : direction_of(cp);
    words.count += direction != NEUTRAL;
    words.leftwards += direction == LEFTWARDS;
    counted = cp != ' ' && cp != '\n' && (counted || direction != NEUTRAL);
  }
  return words;
}

/* Two words in five are enough for a text to run to the left: such texts have many foreign words in them, texts the other way hardly any.
 * What is isolated says nothing about what is around it. */
bool text_is_rtl(Str text) {
  Words words = count_words(text, false);
  if (words.count == 0) {
    words = count_words(text, true);
  }
  return words.leftwards * 5 > words.count * 2;
}

/* Longer than any grapheme that means something; one that is longer yet is taken in parts. The library's own steps from one to the
 * next look at two code points at a time, and so fall into flags and joined emoji. */
enum { WINDOW_BYTES = 256, USUAL_BYTES = 32 /* which hold most, and are looked at first */ };

static bool continues(Str text, size_t at) {
  return ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

size_t text_grapheme_before(Str text, size_t end) {
  char breaks[WINDOW_BYTES];
  if (end == 0) return 0;
  size_t from = end > WINDOW_BYTES ? end - WINDOW_BYTES : 0;
  while (from > 0 && from + 1 < end && continues(text, from)) {
    from++;
  }
  u8_grapheme_breaks((const uint8_t *)text.ptr + from, end - from, breaks);
  size_t at = end - 1;
  while (at > from && !breaks[at - from]) {
    at--;
  }
  return end - at;
}

/* Bytes of the grapheme at `start`, as far as a window shows; all of the window when it ends within one. */
static size_t grapheme_within(Str text, size_t start, size_t window_bytes, bool *whole) {
  char breaks[WINDOW_BYTES];
  size_t to = text.len - start > window_bytes ? start + window_bytes : text.len;
  while (to < text.len && to > start + 1 && continues(text, to)) {
    to--;
  }
  u8_grapheme_breaks((const uint8_t *)text.ptr + start, to - start, breaks);
  size_t bytes = 1;
  while (bytes < to - start && !breaks[bytes]) {
    bytes++;
  }
  *whole = start + bytes < to || to == text.len;
  return bytes;
}

size_t text_grapheme_after(Str text, size_t start) {
  bool whole;
  if (start >= text.len) return 0;
  size_t bytes = grapheme_within(text, start, USUAL_BYTES, &whole);
  return whole ? bytes : grapheme_within(text, start, WINDOW_BYTES, &whole);
}
