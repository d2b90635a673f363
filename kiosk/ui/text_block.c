#include "text_block.h"

#include <unigbrk.h>
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

static Str without_trailing_space(const char *from, size_t len) {
  while (len > 0 && (from[len - 1] == ' ' || from[len - 1] == '\n' || from[len - 1] == '\r' || from[len - 1] == '\t')) {
    len--;
  }
  return (Str){from, len};
}

static const char *line_breaks(Arena *arena, Str text) {
  char *breaks = ARENA_ARRAY(arena, char, text.len + 1);
  u8_possible_linebreaks((const uint8_t *)text.ptr, text.len, "UTF-8", breaks);
  return breaks;
}

typedef struct Breaker {
  Arena *arena;
  const TextMetrics *metrics;
  Str text;
  int width_px, size_px;
  FontWeight weight;
  TextLine *lines;
  size_t count, capacity;
} Breaker;

static int width_of(const Breaker *b, Str s) {
  return s.len == 0 ? 0 : b->metrics->width(b->metrics->context, s, b->size_px, b->weight);
}

static void add_line(Breaker *b, size_t from, size_t to) {
  if (b->count == b->capacity) {
    size_t capacity = b->capacity ? b->capacity * 2 : 4;
    TextLine *lines = ARENA_ARRAY(b->arena, TextLine, capacity);
    for (size_t i = 0; i < b->count; i++) {
      lines[i] = b->lines[i];
    }
    b->lines = lines;
    b->capacity = capacity;
  }
  Str line = without_trailing_space(b->text.ptr + from, to - from);
  b->lines[b->count++] = (TextLine){.text = line, .width_px = width_of(b, line)};
}

/* Fills whole lines from a stretch wider than a line, and returns where the rest of it begins. */
static size_t break_inside(Breaker *b, size_t from, size_t to) {
  size_t line = from;
  for (size_t at = from; at < to;) {
    size_t next = at + text_grapheme_after((Str){b->text.ptr, to}, at);
    Str so_far = without_trailing_space(b->text.ptr + line, next - line);
    if (at > line && width_of(b, so_far) > b->width_px) {
      add_line(b, line, at);
      line = at;
    }
    at = next;
  }
  return line;
}

TextBlock text_block(Arena *arena, const TextMetrics *metrics, Str text, int width_px, int size_px, FontWeight weight) {
  Breaker b = {.arena = arena, .metrics = metrics, .text = text, .width_px = width_px, .size_px = size_px, .weight = weight};
  const char *breaks = text.len ? line_breaks(arena, text) : "";
  size_t line = 0;
  for (size_t at = 0; at < text.len;) {
    bool must = false;
    size_t end = stretch_end(breaks, at, text.len, &must);
    Str so_far = without_trailing_space(text.ptr + line, end - line);
    if (width_of(&b, so_far) > width_px) {
      if (at > line) {
        add_line(&b, line, at);
        line = at;
      }
      if (width_of(&b, without_trailing_space(text.ptr + line, end - line)) > width_px) {
        line = break_inside(&b, line, end);
      }
    }
    if (must) {
      add_line(&b, line, end);
      line = end;
    }
    at = end;
  }
  bool open_line = text.len > 0 && text.ptr[text.len - 1] == '\n';
  if (line < text.len || b.count == 0 || open_line) {
    add_line(&b, line, text.len);
  }
  TextBlock block = {.lines = b.lines, .count = b.count, .size_px = size_px, .weight = weight};
  block.line_px = metrics->height(metrics->context, size_px, weight);
  block.height_px = block.line_px * (int)b.count;
  for (size_t i = 0; i < b.count; i++) {
    block.width_px = b.lines[i].width_px > block.width_px ? b.lines[i].width_px : block.width_px;
  }
  return block;
}

TextBlock text_block_balanced(Arena *arena, const TextMetrics *metrics, Str text, int width_px, int size_px, FontWeight weight) {
  TextBlock block = text_block(arena, metrics, text, width_px, size_px, weight);
  int least = width_px / 2, step = width_px / 32 + 1;
  for (int narrower = width_px - step; block.count > 1 && narrower >= least; narrower -= step) {
    TextBlock next = text_block(arena, metrics, text, narrower, size_px, weight);
    if (next.count > block.count || !text_words_fit(arena, metrics, text, narrower, size_px, weight)) {
      break;
    }
    block = next;
  }
  return block;
}

bool text_words_fit(Arena *arena, const TextMetrics *metrics, Str text, int width_px, int size_px, FontWeight weight) {
  const char *breaks = text.len ? line_breaks(arena, text) : "";
  for (size_t at = 0; at < text.len;) {
    bool must = false;
    size_t end = stretch_end(breaks, at, text.len, &must);
    Str word = without_trailing_space(text.ptr + at, end - at);
    if (word.len > 0 && metrics->width(metrics->context, word, size_px, weight) > width_px) {
      return false;
    }
    at = end;
  }
  return true;
}

static bool cp_is_rtl(uint32_t cp) {
  return (cp >= 0x590 && cp <= 0x8FF) || (cp >= 0xFB1D && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFF);
}

static bool cp_is_letter(uint32_t cp) {
  return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || cp >= 0xC0;
}

bool text_is_rtl(Str text) {
  size_t at = 0;
  for (uint32_t cp = 0; str_next_cp(text, &at, &cp);) {
    if (cp_is_rtl(cp)) {
      return true;
    }
    if (cp_is_letter(cp)) {
      return false;
    }
  }
  return false;
}

size_t text_grapheme_before(Str text, size_t end) {
  if (end == 0) {
    return 0;
  }
  const uint8_t *start = (const uint8_t *)text.ptr;
  const uint8_t *before = u8_grapheme_prev(start + end, start);
  return before ? (size_t)(start + end - before) : 0;
}

size_t text_grapheme_after(Str text, size_t start) {
  if (start >= text.len) {
    return 0;
  }
  const uint8_t *at = (const uint8_t *)text.ptr + start;
  const uint8_t *next = u8_grapheme_next(at, (const uint8_t *)text.ptr + text.len);
  return next ? (size_t)(next - at) : text.len - start;
}
