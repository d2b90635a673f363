#include "rich_text.h"

#include <string.h>

enum { ESCAPE_BYTES = 7 }; /* _x000D_ */

RichText rich_text_new(Arena *arena) {
  return (RichText){.buffer = buffer_new(arena)};
}

void rich_text_clear(RichText *text) {
  *text = (RichText){.buffer = text->buffer};
  text->buffer.count = 0;
}

void rich_text_start(RichText *text, const char *element) {
  if (strcmp(element, "rPh") == 0) text->guides++;
  if (strcmp(element, "t") == 0) text->in_text = true;
}

void rich_text_end(RichText *text, const char *element) {
  if (strcmp(element, "rPh") == 0) text->guides--;
  if (strcmp(element, "t") == 0) text->in_text = false;
}

void rich_text_append(RichText *text, Str words) {
  if (words.len > CELL_TEXT_BYTES_MAX - text->buffer.count) text->too_long = true;
  if (text->too_long) return; /* whole pieces only: a cut could fall inside a character */
  Sink sink = sink_to_buffer(&text->buffer);
  sink_str(&sink, words);
}

/* Spaces at either end count, xml:space or not: writers forget it, and readers of cells trim them if they like. */
void rich_text_add(RichText *text, Str words) {
  if (text->in_text && text->guides == 0) rich_text_append(text, words);
}

static bool read_hex(const char *digits, uint32_t *out) {
  *out = 0;
  for (int i = 0; i < 4; i++) {
    char c = digits[i];
    int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return false;
    *out = *out * 16 + (uint32_t)digit;
  }
  return true;
}

static bool read_escape(Str s, size_t at, uint32_t *unit) {
  return s.len - at >= ESCAPE_BYTES && s.ptr[at] == '_' && s.ptr[at + 1] == 'x' && s.ptr[at + 6] == '_' &&
         read_hex(s.ptr + at + 2, unit);
}

/* The character of the escape at *at, advanced beyond it: two escapes where they are halves of one character in UTF-16. */
static uint32_t take_escape(Str s, size_t *at, uint32_t unit) {
  uint32_t low;
  *at += ESCAPE_BYTES;
  if (unit >= 0xD800 && unit <= 0xDBFF && read_escape(s, *at, &low) && low >= 0xDC00 && low <= 0xDFFF) {
    *at += ESCAPE_BYTES;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }
  if (unit >= 0xD800 && unit <= 0xDFFF) return 0xFFFD;
  bool harmless = unit >= ' ' || unit == '\t' || unit == '\n' || unit == '\r';
  return harmless ? unit : 0xFFFD;
}

/* Decoded text is never longer than escaped, so one allocation holds it. */
Str xstring_dup(Arena *arena, Str escaped) {
  Str copy = arena_str(arena, escaped);
  if (escaped.len < ESCAPE_BYTES || memmem(escaped.ptr, escaped.len, "_x", 2) == NULL) return copy;
  char *out = arena_alloc(arena, escaped.len + 1);
  size_t count = 0;
  for (size_t at = 0; at < escaped.len;) {
    uint32_t unit;
    if (read_escape(escaped, at, &unit))
      count += utf8_encode(take_escape(escaped, &at, unit), out + count);
    else
      out[count++] = escaped.ptr[at++];
  }
  return (Str){out, count};
}

Str rich_text_dup(const RichText *text, Arena *arena) {
  return xstring_dup(arena, buffer_view(&text->buffer));
}
