#include "caret.h"

static const Str bullet = STR_INIT("•");

Str field_bullets(Arena *arena, Str text) {
  Buffer bullets = buffer_new(arena);
  Sink sink = sink_to_buffer(&bullets);
  for (size_t at = 0; at < text.len; at += text_grapheme_after(text, at)) {
    sink_str(&sink, bullet);
  }
  return buffer_view(&bullets);
}

static Str joined(Build *b, Str text, size_t caret, Str composing) {
  Str before = {text.ptr, caret}, after = {text.ptr + caret, text.len - caret};
  return arena_printf(b->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(before), STR_ARG(composing), STR_ARG(after));
}

/* The first letter decides, so that a text does not turn round while it is written. */
static bool runs_leftwards(Str text, bool otherwise) {
  uint32_t cp = 0;
  for (size_t at = 0, was = 0; str_next_cp(text, &at, &cp); was = at) {
    Str letter = {text.ptr + was, at - was};
    if (text_is_rtl(letter)) {
      return true;
    }
    if (str_has_letters(letter)) {
      return false;
    }
  }
  return otherwise;
}

FieldText *field_text(Build *b, Str text, size_t caret, Str composing, bool masked, int width_px) {
  FieldText *field = ARENA_NEW(b->arena, FieldText);
  text = text.len > 0 ? text : STR("");
  Str shown = composing.len > 0 ? joined(b, text, caret, composing) : text, before = {shown.ptr, caret};
  Str composed = {shown.ptr, caret + composing.len};
  if (masked) {
    shown = field_bullets(b->arena, shown);
    before = field_bullets(b->arena, before);
    composed = field_bullets(b->arena, composed);
  }
  field->text = text;
  field->shown = shown;
  field->caret = composed.len;
  field->composed = before.len;
  field->composed_end = composed.len;
  field->masked = masked;
  field->rtl = runs_leftwards(shown, b->rtl);
  field->block = build_measure(b, shown, width_px, b->sizes.font_body, FONT_REGULAR);
  field->count = field->block.count;
  return field;
}

/* --- lines --- */

static size_t line_start(const FieldText *field, size_t line) {
  return field->shown.len == 0 ? 0 : (size_t)(field->block.lines[line].text.ptr - field->shown.ptr);
}

/* Where the line's last caret stands: before what ends it, and, where a word was broken, before the grapheme that goes on below. */
static size_t line_end(const FieldText *field, size_t line) {
  if (line + 1 >= field->block.count) {
    return field->shown.len;
  }
  size_t next = line_start(field, line + 1);
  size_t gone = text_grapheme_before(field->shown, next);
  return next - gone < line_start(field, line) ? line_start(field, line) : next - gone;
}

/* The line with the spaces at its end, which are not drawn, but which a caret stands behind. */
static Str line_stretch(const FieldText *field, size_t line) {
  size_t start = line_start(field, line), end = line_end(field, line);
  size_t drawn = field->shown.len == 0 ? 0 : start + field->block.lines[line].text.len;
  end = end < drawn ? drawn : end;
  return (Str){field->shown.ptr + start, end - start};
}

size_t field_caret_line(const FieldText *field) {
  size_t line = 0;
  for (size_t i = 1; i < field->block.count; i++) {
    line = line_start(field, i) <= field->caret ? i : line;
  }
  return line;
}

void field_scroll(FieldText *field, size_t most, size_t was_first) {
  size_t lines = field->block.count, line = field_caret_line(field);
  size_t around = most > 2 ? 1 : 0, first = was_first;
  field->count = lines < most ? lines : most;
  first = line + around + 1 > first + most ? line + around + 1 - most : first;
  first = line < first + around ? line < around ? 0 : line - around : first;
  field->first = first + field->count > lines ? lines - field->count : first;
}

/* --- on the screen --- */

static int stretch_width(const FieldText *field, const TextMetrics *m, Str stretch) {
  return stretch.len == 0 ? 0 : m->width(m->context, stretch, field->block.size_px, field->block.weight);
}

static int line_left(const FieldText *field, int width, Rect words) {
  return field->rtl ? words.x + words.w - width : words.x;
}

int field_line_x(const FieldText *field, size_t line, Rect words) {
  return line_left(field, field->block.lines[line].width_px, words);
}

static int line_top(const FieldText *field, size_t line, Rect words) {
  return words.y + ((int)line - (int)field->first) * field->block.line_px;
}

/* px of the screen; at: bytes of shown, on the line. */
static int caret_x(const FieldText *field, const TextMetrics *m, size_t line, size_t at, Rect words) {
  Str stretch = line_stretch(field, line);
  size_t within = at - line_start(field, line);
  int left = line_left(field, stretch_width(field, m, stretch), words);
  if (stretch.len == 0) {
    return left;
  }
  within = within < stretch.len ? within : stretch.len;
  return left + m->caret(m->context, stretch, within, field->block.size_px, field->block.weight, field->rtl);
}

Rect field_caret(const FieldText *field, const TextMetrics *metrics, Rect words, int width_px) {
  size_t line = field_caret_line(field);
  int x = caret_x(field, metrics, line, field->caret, words) - width_px / 2;
  int least = words.x - width_px, most = words.x + words.w; /* spaces at a line's end may go beyond */
  x = x < least ? least : x > most ? most : x;
  return (Rect){x, line_top(field, line, words), width_px, field->block.line_px};
}

Rect field_composed(const FieldText *field, const TextMetrics *metrics, size_t line, Rect words) {
  size_t start = line_start(field, line), end = start + line_stretch(field, line).len;
  size_t from = field->composed > start ? field->composed : start, to = field->composed_end < end ? field->composed_end : end;
  if (from >= to) {
    return (Rect){0, 0, 0, 0};
  }
  int a = caret_x(field, metrics, line, from, words), z = caret_x(field, metrics, line, to, words);
  return (Rect){a < z ? a : z, line_top(field, line, words), a < z ? z - a : a - z, field->block.line_px};
}

/* --- from the field to the text --- */

static size_t to_text(const FieldText *field, size_t at) {
  if (field->masked) {
    size_t bytes = 0;
    for (size_t left = at / bullet.len; left > 0; left--) {
      bytes += text_grapheme_after(field->text, bytes);
    }
    return bytes;
  }
  if (at <= field->composed) {
    return at;
  }
  return at <= field->composed_end ? field->composed : at - (field->composed_end - field->composed);
}

static size_t at_x(const FieldText *field, const TextMetrics *m, size_t line, int x, Rect words) {
  Str stretch = line_stretch(field, line);
  size_t start = line_start(field, line), end = line_end(field, line);
  if (stretch.len == 0) {
    return start;
  }
  int left = line_left(field, stretch_width(field, m, stretch), words);
  size_t at = start + m->byte_at(m->context, stretch, x - left, field->block.size_px, field->block.weight, field->rtl);
  return at > end ? end : at;
}

size_t field_at(const FieldText *field, const TextMetrics *metrics, Rect words, int x, int y) {
  int down = (y - words.y) / field->block.line_px;
  size_t last = field->first + field->count - 1;
  size_t line = y < words.y ? field->first : field->first + (size_t)down;
  return to_text(field, at_x(field, metrics, line < last ? line : last, x, words));
}

/* --- keys --- */

typedef struct Edge {
  int x;
  size_t at;
} Edge;

/* From left to right; of two at one place, where the directions meet, in the order of the main one. */
static bool is_left_of(const FieldText *field, Edge a, Edge b) {
  return a.x != b.x ? a.x < b.x : field->rtl ? a.at > b.at : a.at < b.at;
}

/* The edge of a grapheme next to the caret in its line; false: the line ends there. */
static bool next_edge(const FieldText *field, const TextMetrics *m, Rect words, bool leftwards, size_t *to) {
  size_t line = field_caret_line(field), start = line_start(field, line), end = line_end(field, line);
  Edge from = {caret_x(field, m, line, field->caret, words), field->caret}, best = from;
  bool found = false;
  for (size_t at = start; at <= end;) {
    Edge edge = {caret_x(field, m, line, at, words), at};
    bool that_way = leftwards ? is_left_of(field, edge, from) : is_left_of(field, from, edge);
    bool nearer = leftwards ? is_left_of(field, best, edge) : is_left_of(field, edge, best);
    if (that_way && (!found || nearer)) {
      best = edge;
      found = true;
    }
    size_t grapheme = text_grapheme_after(field->shown, at);
    if (grapheme == 0) {
      break;
    }
    at += grapheme;
  }
  *to = best.at;
  return found;
}

static bool move_sideways(const FieldText *field, const TextMetrics *m, Rect words, bool leftwards, size_t *to) {
  if (next_edge(field, m, words, leftwards, to)) {
    return true;
  }
  size_t line = field_caret_line(field);
  bool onwards = leftwards == field->rtl;
  if (onwards && line + 1 < field->block.count) {
    *to = line_start(field, line + 1);
  } else if (!onwards && line > 0) {
    *to = line_end(field, line - 1);
  } else {
    *to = field->caret; /* it stays, and nothing else gets the key */
  }
  return true;
}

static bool move_to_line(const FieldText *field, const TextMetrics *m, Rect words, bool up, int *goal_px, size_t *to) {
  size_t line = field_caret_line(field);
  if (up ? line == 0 : line + 1 >= field->block.count) {
    return false;
  }
  if (*goal_px < 0) {
    *goal_px = caret_x(field, m, line, field->caret, words) - words.x;
  }
  *to = at_x(field, m, up ? line - 1 : line + 1, words.x + *goal_px, words);
  return true;
}

bool field_move(const FieldText *field, const TextMetrics *metrics, Rect words, Key key, int *goal_px, size_t *to) {
  size_t line = field_caret_line(field), shown = 0;
  bool upright = key == KEY_UP || key == KEY_DOWN, moved = true;
  *goal_px = upright ? *goal_px : -1;
  if (upright) {
    moved = move_to_line(field, metrics, words, key == KEY_UP, goal_px, &shown);
  } else if (key == KEY_LEFT || key == KEY_RIGHT) {
    moved = move_sideways(field, metrics, words, key == KEY_LEFT, &shown);
  } else if (key == KEY_HOME) {
    shown = line_start(field, line);
  } else if (key == KEY_END) {
    shown = line_end(field, line);
  } else {
    return false;
  }
  *to = to_text(field, shown);
  return moved;
}
