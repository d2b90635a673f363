#include "words.h"

#include <string.h>

static bool is_letter(uint32_t cp) {
  return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9') ||
         (cp >= 0xC0 && cp != 0xD7 && cp != 0xF7 && cp < 0x2000) || cp >= 0x2C00;
}

static bool is_inside(uint32_t cp) { /* of a word: e-post, don't */
  return cp == '-' || cp == '\'' || cp == 0x2019 || cp == '_';
}

static bool is_end(uint32_t cp) {
  return cp == '.' || cp == ':' || cp == '!' || cp == '?' || cp == '\n' || cp == 0x061F; /* the last is the Arabic one */
}

/* A word ends where its last letter does; one sign inside it, as of e-post, needs a letter behind it. */
static size_t word_end(Str text, size_t start) {
  size_t end = start, at = start;
  uint32_t cp;
  for (bool bridged = false; str_next_cp(text, &at, &cp);) {
    if (is_letter(cp))
      end = at, bridged = false;
    else if (is_inside(cp) && !bridged)
      bridged = true;
    else
      break;
  }
  return end;
}

static Str from(Str text, size_t at) {
  return (Str){text.ptr + at, text.len - at};
}

/* Where the next letter stands, or the end; *ended: a sentence ends before it. */
static size_t next_letter(Str text, bool *ended) {
  size_t before = 0, at = 0;
  uint32_t cp;
  for (; str_next_cp(text, &at, &cp) && !is_letter(cp); before = at)
    *ended = *ended || is_end(cp);
  return before;
}

Str words_next(Str *rest, bool *ends_sentence) {
  bool ended = false;
  *rest = from(*rest, next_letter(*rest, &ended));
  Str word = {rest->ptr, word_end(*rest, 0)};
  *rest = from(*rest, word.len);
  ended = false;
  next_letter(*rest, &ended);
  if (ends_sentence) *ends_sentence = ended;
  return word;
}

static uint32_t small(uint32_t cp) {
  if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7) || (cp >= 0x410 && cp <= 0x42F)) return cp + 32;
  if (cp >= 0x400 && cp <= 0x40F) return cp + 80;
  return cp;
}

Str words_small(Arena *arena, Str text) {
  char *out = ARENA_ARRAY(arena, char, 4 * text.len + 1), bytes[4];
  size_t length = 0, at = 0;
  uint32_t cp;
  while (str_next_cp(text, &at, &cp)) {
    const size_t written = utf8_encode(small(cp), bytes);
    memcpy(out + length, bytes, written);
    length += written;
  }
  return (Str){out, length};
}

bool words_contain(Str text, const char *part) {
  const size_t length = strlen(part);
  for (size_t i = 0; i + length <= text.len; i++)
    if (memcmp(text.ptr + i, part, length) == 0) return true;
  return false;
}

bool words_call(Str text, const char *function) {
  const size_t length = strlen(function);
  for (size_t i = 0; i + length < text.len; i++) {
    if (memcmp(text.ptr + i, function, length) != 0) continue;
    size_t behind = i + length;
    while (behind < text.len && text.ptr[behind] == ' ')
      behind++;
    if (behind < text.len && text.ptr[behind] == '(') return true;
  }
  return false;
}

bool words_is_language(Str code, const char *primary) {
  const size_t length = strlen(primary);
  return str_starts_with(code, str_from(primary)) && (code.len == length || code.ptr[length] == '-');
}
