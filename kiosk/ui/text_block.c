#include "text_block.h"

#include "text_stretches.h"

typedef struct Breaker {
  Arena *arena;
  const TextStretches *stretches;
  int width_px;
  TextLine *lines;
  size_t count, capacity;
  size_t paragraph_end; /* bytes; where the direction was last decided for */
  bool rtl;
} Breaker;

/* A paragraph is what stands between line feeds. */
static bool line_is_rtl(Breaker *b, size_t from) {
  Str text = b->stretches->text;
  if (b->count && from < b->paragraph_end) return b->rtl;
  size_t to = from;
  while (to < text.len && text.ptr[to] != '\n') {
    to++;
  }
  b->paragraph_end = to + 1;
  b->rtl = text_is_rtl((Str){text.ptr + from, to - from});
  return b->rtl;
}

static void add_line(Breaker *b, size_t from, size_t to, int width_px) {
  if (b->count == b->capacity) {
    size_t capacity = b->capacity ? b->capacity * 2 : 4;
    TextLine *lines = ARENA_ARRAY(b->arena, TextLine, capacity);
    for (size_t i = 0; i < b->count; i++) {
      lines[i] = b->lines[i];
    }
    b->lines = lines;
    b->capacity = capacity;
  }
  Str line = text_stretches_line(b->stretches, from, to);
  b->lines[b->count++] = (TextLine){.text = line, .width_px = width_px, .rtl = line_is_rtl(b, from)};
}

/* Fills whole lines from a stretch wider than a line, and returns where the rest of it begins. */
static size_t break_inside(Breaker *b, size_t from, size_t to) {
  size_t line = from;
  int width_px = 0;
  for (size_t at = from; at < to;) {
    size_t next = at + text_grapheme_after((Str){b->stretches->text.ptr, to}, at);
    int wider_px = text_stretches_width(b->stretches, line, next);
    if (at > line && wider_px > b->width_px) {
      add_line(b, line, at, width_px);
      line = at;
      wider_px = text_stretches_width(b->stretches, line, next);
    }
    width_px = wider_px;
    at = next;
  }
  return line;
}

/* How many stretches the line takes that begins at byte `from`, the first of which ends after it. What they measure together is a
 * guess, near enough to ask the shaper only where a line ends. */
static size_t fill_line(const Breaker *b, size_t from, size_t first, int *width_px) {
  const TextStretches *s = b->stretches;
  size_t end = first;
  int guess_px = from == s->items[first].from ? 0 : text_stretches_width(s, from, s->items[first].to) - s->items[first].advance_px;
  for (; end < s->count; end++) {
    const TextStretch *item = &s->items[end];
    bool may_fit = guess_px + item->width_px <= b->width_px;
    if (!may_fit && text_stretches_width(s, from, item->to) > b->width_px) break;
    guess_px += item->advance_px;
    if (item->must) {
      end++;
      break;
    }
  }
  for (end = end > first ? end : first + 1;; end--) {
    *width_px = text_stretches_width(s, from, s->items[end - 1].to);
    if (*width_px <= b->width_px || end == first + 1) return end - first;
  }
}

/* Arabic hangs deeper than Latin and has signs above and below its letters, which meet in lines as close as Latin's. What is added stands
 * below, so that words of one line are in the middle of a button as the eye sees it. */
int text_block_line(const TextMetrics *metrics, int size_px, FontWeight weight, bool rtl) {
  int line_px = metrics->height(metrics->context, size_px, weight);
  return rtl ? line_px + line_px / 6 : line_px;
}

static TextBlock finished(const Breaker *b) {
  const TextStretches *s = b->stretches;
  TextBlock block = {.lines = b->lines, .count = b->count, .size_px = s->size_px, .weight = s->weight};
  bool rtl = false;
  for (size_t i = 0; i < b->count; i++) {
    block.width_px = b->lines[i].width_px > block.width_px ? b->lines[i].width_px : block.width_px;
    rtl = rtl || b->lines[i].rtl;
  }
  block.line_px = text_block_line(s->metrics, s->size_px, s->weight, rtl);
  block.height_px = block.line_px * (int)b->count;
  return block;
}

static TextBlock fill(Arena *arena, const TextStretches *s, int width_px) {
  Breaker b = {.arena = arena, .stretches = s, .width_px = width_px};
  size_t line = 0;
  for (size_t i = 0; i < s->count;) {
    int line_px = 0;
    size_t end = i + fill_line(&b, line, i, &line_px), last = end - 1;
    if (line_px > width_px) { /* a single word */
      line = break_inside(&b, line, s->items[last].to);
      line_px = text_stretches_width(s, line, s->items[last].to);
      i = end;
      bool ends = s->items[last].must || i == s->count;
      bool joined = !ends && text_stretches_width(s, line, s->items[i].to) <= width_px;
      if (joined) continue; /* its rest begins the line that the next word goes on with */
    }
    add_line(&b, line, s->items[last].to, line_px);
    line = s->items[last].to;
    i = end;
  }
  if (b.count == 0 || s->text.ptr[s->text.len - 1] == '\n') add_line(&b, s->text.len, s->text.len, 0);
  return finished(&b);
}

TextBlock text_block(Arena *arena, const TextMetrics *metrics, Str text, int width_px, int size_px, FontWeight weight) {
  TextStretches s = text_stretches(arena, metrics, text, size_px, weight);
  return fill(arena, &s, width_px);
}

enum { BALANCED_LINES_MAX = 8, BALANCED_STRETCHES_MAX = 160 };

/* The best way to part the stretches into a number of lines: least[lines][end] is the smallest sum of squared widths that the first
 * `end` of them can have in so many, last[lines][end] where the last of these lines begins. Equal lines have the smallest. */
typedef struct Balance {
  int64_t (*least)[BALANCED_STRETCHES_MAX + 1];
  size_t (*last)[BALANCED_STRETCHES_MAX + 1];
} Balance;

static Balance weigh(Arena *arena, const TextStretches *s, size_t lines, int width_px) {
  Balance balance = {.least = arena_alloc_array(arena, lines + 1, sizeof *balance.least),
                     .last = arena_alloc_array(arena, lines + 1, sizeof *balance.last)};
  for (size_t line = 0; line <= lines; line++) {
    for (size_t end = 0; end <= s->count; end++) {
      balance.least[line][end] = line == 0 && end == 0 ? 0 : INT64_MAX;
    }
  }
  for (size_t line = 1; line <= lines; line++) {
    for (size_t from = line - 1; from < s->count; from++) {
      int64_t before = balance.least[line - 1][from], width = 0;
      for (size_t end = from; before != INT64_MAX && end < s->count && width + s->items[end].width_px <= width_px; end++) {
        int64_t whole = width + s->items[end].width_px, sum = before + whole * whole;
        if (sum < balance.least[line][end + 1]) {
          balance.least[line][end + 1] = sum;
          balance.last[line][end + 1] = from;
        }
        width += s->items[end].advance_px;
      }
    }
  }
  return balance;
}

static bool is_one_paragraph(const TextStretches *s) {
  for (size_t i = 0; i < s->count; i++) {
    if (s->items[i].must) return false;
  }
  return true;
}

TextBlock text_block_balanced(Arena *arena, const TextMetrics *metrics, Str text, int width_px, int size_px, FontWeight weight) {
  TextStretches s = text_stretches(arena, metrics, text, size_px, weight);
  TextBlock filled = fill(arena, &s, width_px);
  size_t lines = filled.count;
  if (lines < 2 || lines > BALANCED_LINES_MAX || s.count > BALANCED_STRETCHES_MAX || !is_one_paragraph(&s)) return filled;
  Balance balance = weigh(arena, &s, lines, width_px);
  if (balance.least[lines][s.count] == INT64_MAX) return filled; /* a word had to be broken */
  size_t starts[BALANCED_LINES_MAX + 1] = {[0] = 0};
  starts[lines] = s.count;
  for (size_t line = lines; line > 1; line--) {
    starts[line - 1] = balance.last[line][starts[line]];
  }
  Breaker b = {.arena = arena, .stretches = &s, .width_px = width_px};
  for (size_t line = 0; line < lines; line++) {
    size_t from = s.items[starts[line]].from, to = s.items[starts[line + 1] - 1].to;
    int line_px = text_stretches_width(&s, from, to);
    if (line_px > width_px) return filled; /* the guess was too small */
    add_line(&b, from, to, line_px);
  }
  return finished(&b);
}

bool text_words_fit(Arena *arena, const TextMetrics *metrics, Str text, int width_px, int size_px, FontWeight weight) {
  TextStretches s = text_stretches(arena, metrics, text, size_px, weight);
  for (size_t i = 0; i < s.count; i++) {
    if (s.items[i].width_px > width_px) return false;
  }
  return true;
}
