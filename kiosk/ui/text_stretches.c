#include "text_stretches.h"

#include <unilbrk.h>

/* Where the next stretch that may not be broken ends; *must tells whether a line has to end there. libunistring marks a possible
 * break before the byte it stands at, and a mandatory one on the line feed itself. */
static size_t stretch_end(const char *breaks, size_t from, size_t len, bool *must) {
  *must = false;
  for (size_t i = from; i < len; i++) {
    if (breaks[i] == UC_BREAK_MANDATORY) {
      *must = true;
      return i + 1;
    }
    if (breaks[i] == UC_BREAK_POSSIBLE && i > from) {
      return i;
    }
  }
  return len;
}

static bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

Str text_stretches_line(const TextStretches *stretches, size_t from, size_t to) {
  const char *at = stretches->text.ptr + from;
  size_t len = to - from;
  while (len > 0 && is_space(at[len - 1])) {
    len--;
  }
  return (Str){at, len};
}

static int width_of(const TextStretches *s, Str text) {
  return text.len == 0 ? 0 : s->metrics->width(s->metrics->context, text, s->size_px, s->weight);
}

int text_stretches_width(const TextStretches *stretches, size_t from, size_t to) {
  return width_of(stretches, text_stretches_line(stretches, from, to));
}

TextStretches text_stretches(Arena *arena, const TextMetrics *metrics, Str text, int size_px, FontWeight weight) {
  TextStretches s = {.metrics = metrics, .text = text, .size_px = size_px, .weight = weight};
  if (text.len == 0) return s;
  char *breaks = ARENA_ARRAY(arena, char, text.len + 1);
  u8_possible_linebreaks((const uint8_t *)text.ptr, text.len, "UTF-8", breaks);
  size_t most = 1;
  for (size_t i = 0; i < text.len; i++) {
    most += breaks[i] == UC_BREAK_POSSIBLE || breaks[i] == UC_BREAK_MANDATORY;
  }
  TextStretch *items = ARENA_ARRAY(arena, TextStretch, most);
  int space_px = width_of(&s, STR(" "));
  for (size_t at = 0; at < text.len;) {
    TextStretch *item = &items[s.count++];
    item->from = at;
    item->to = at = stretch_end(breaks, at, text.len, &item->must);
    Str word = text_stretches_line(&s, item->from, item->to);
    item->width_px = width_of(&s, word);
    item->advance_px = item->width_px + space_px * (int)(item->to - item->from - word.len);
  }
  s.items = items;
  return s;
}
