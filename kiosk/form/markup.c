#include <string.h>

#include "markup.h"
#include "markup_html.h"

/* What becomes of each byte of the source, decided before anything is written: a mark is dropped only together with its partner. */
typedef enum Fate { FATE_OPEN, FATE_DROP, FATE_LITERAL } Fate;

/* A mark's partner is looked for so far: keeps a text of nothing but marks from taking time. */
enum { REACH_MAX_BYTES = 4096 };

typedef struct Marks { /* "*", "**" and their like, of one character and length */
  char character;
  size_t len;
  bool loose;          /* spaces beside it and letters around it do not matter: nobody writes ** for anything else */
  size_t closed_until; /* no closing partner stands before this byte: looked for in vain */
} Marks;

typedef struct Plainer {
  Str source;
  uint8_t *fate; /* beside source's bytes */
  Buffer buffer;
  Sink sink;
  bool several_lines;
} Plainer;

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

/* '\0' outside the text, which parts words as a space does. */
static char char_at(Str s, size_t at) {
  return at < s.len ? s.ptr[at] : '\0';
}

static char char_before(Str s, size_t at) {
  return at > 0 ? s.ptr[at - 1] : '\0';
}

static size_t run_length(Str s, size_t at) {
  size_t end = at;
  while (end < s.len && s.ptr[end] == s.ptr[at])
    end++;
  return end - at;
}

static size_t line_end(Str s, size_t at) {
  const char *end = memchr(s.ptr + at, '\n', s.len - at);
  return end ? (size_t)(end - s.ptr) : s.len;
}

/* Beyond what is no text of its own at at: an answer's place, an escape, code, a tag; or at itself. */
static size_t skip_opaque(const Plainer *plainer, size_t at) {
  Str s = plainer->source;
  if (plainer->fate[at] != FATE_OPEN) return at + 1;
  if (s.ptr[at] == '\\' && at + 1 < s.len) return at + 2;
  if (s.ptr[at] == '$' && char_at(s, at + 1) == '{') {
    const char *end = memchr(s.ptr + at, '}', s.len - at);
    return end ? (size_t)(end - s.ptr) + 1 : at;
  }
  size_t len = 0;
  if (s.ptr[at] == '<' && markup_read_tag((Str){s.ptr + at, s.len - at}, &len) != TAG_NONE) return at + len;
  return at;
}

/* Does a letter before or after keep a mark from being one? Scripts without spaces put emphasis inside a word; ASCII names do not. */
static bool may_open(Str s, size_t at, const Marks *marks) {
  char before = char_before(s, at), after = char_at(s, at + marks->len);
  if (marks->loose) return after != '\0';
  bool inside_word = is_word(before) || (marks->character == '_' && (unsigned char)before >= 0x80);
  return !inside_word && !is_space(after) && !strchr(").,;:!?]", after);
}

static bool may_close(Str s, size_t at, const Marks *marks) {
  char before = char_before(s, at), after = char_at(s, at + marks->len);
  if (marks->loose) return true;
  return !is_space(before) && !is_word(after) && !(marks->character == '_' && (unsigned char)after >= 0x80);
}

static bool is_blank(Str s) {
  return str_trim(s).len == 0;
}

/* The partner of the marks at open, or 0. A single mark's emphasis does not reach over a blank line. */
static size_t find_close(const Plainer *plainer, size_t open, Marks *marks) {
  Str s = plainer->source;
  size_t start = open + marks->len, end = s.len - open < REACH_MAX_BYTES ? s.len : open + REACH_MAX_BYTES;
  if (start < marks->closed_until) return 0;
  for (size_t at = start; at < end;) {
    size_t beyond = skip_opaque(plainer, at);
    if (beyond > at) {
      at = beyond;
      continue;
    }
    if (s.ptr[at] == '\n' && marks->len == 1 && is_blank((Str){s.ptr + at, line_end(s, at + 1) - at})) {
      marks->closed_until = at;
      return 0;
    }
    size_t run = s.ptr[at] == marks->character ? run_length(s, at) : 0;
    bool fits = marks->len == 1 ? run == 1 : run >= marks->len && run <= 3;
    if (fits && at > start && may_close(s, at, marks) && !is_blank((Str){s.ptr + start, at - start})) return at;
    at += run ? run : 1;
  }
  marks->closed_until = end;
  return 0;
}

static void drop(Plainer *plainer, size_t at, size_t len) {
  memset(plainer->fate + at, FATE_DROP, len);
}

/* Beyond a run of marks; they and their partners are dropped. Four or more are a line to write on. */
static size_t take_marks(Plainer *plainer, size_t at, Marks *kinds, size_t kind_count) {
  size_t run = run_length(plainer->source, at);
  for (size_t i = 0; i < kind_count; i++) {
    Marks *marks = &kinds[i];
    if (marks->character != plainer->source.ptr[at] || marks->len != run || !may_open(plainer->source, at, marks)) continue;
    size_t close = find_close(plainer, at, marks);
    if (close == 0) continue;
    drop(plainer, at, run);
    drop(plainer, close, run);
  }
  return at + run;
}

static bool looks_like_address(Str s) {
  bool found = false;
  for (size_t i = 0; i < s.len; i++) {
    if (is_space(s.ptr[i])) return false;
    found |= s.ptr[i] == '/' || s.ptr[i] == ':' || s.ptr[i] == '.' || s.ptr[i] == '#' || s.ptr[i] == '$';
  }
  return found;
}

/* [words](address) leaves its words, ![words](address) too. */
static void take_link(Plainer *plainer, size_t at) {
  Str s = plainer->source;
  size_t end = line_end(s, at), close = at + 1;
  while (close < end && s.ptr[close] != ']' && s.ptr[close] != '[')
    close++;
  if (close == at + 1 || char_at(s, close) != ']' || char_at(s, close + 1) != '(') return;
  const char *last = memchr(s.ptr + close, ')', end - close);
  if (!last || !looks_like_address((Str){s.ptr + close + 2, (size_t)(last - (s.ptr + close + 2))})) return;
  drop(plainer, at, 1);
  drop(plainer, close, (size_t)(last - (s.ptr + close)) + 1);
  if (char_before(s, at) == '!') drop(plainer, at - 1, 1);
}

/* `words` are as they stand. A backtick for an apostrophe stands between letters. */
static size_t take_code(Plainer *plainer, size_t at) {
  Str s = plainer->source;
  size_t end = line_end(s, at), close = at + 1;
  while (close < end && s.ptr[close] != '`')
    close++;
  if (close == at + 1 || close >= end || is_word(char_before(s, at)) || is_word(char_at(s, close + 1))) return at + 1;
  memset(plainer->fate + at, FATE_LITERAL, close - at);
  drop(plainer, at, 1);
  drop(plainer, close, 1);
  return close + 1;
}

static void decide_inline(Plainer *plainer) {
  Marks kinds[] = {{.character = '*', .len = 3, .loose = true},
                   {.character = '*', .len = 2, .loose = true},
                   {.character = '*', .len = 1},
                   {.character = '_', .len = 3},
                   {.character = '_', .len = 2},
                   {.character = '_', .len = 1},
                   {.character = '~', .len = 2}};
  Str s = plainer->source;
  for (size_t at = 0; at < s.len;) {
    size_t beyond = skip_opaque(plainer, at);
    if (beyond > at) {
      at = beyond;
      continue;
    }
    char c = s.ptr[at];
    if (c == '*' || c == '_' || c == '~') {
      at = take_marks(plainer, at, kinds, COUNT_OF(kinds));
    } else if (c == '`') {
      at = take_code(plainer, at);
    } else {
      if (c == '[') take_link(plainer, at);
      at++;
    }
  }
}

static bool ends_line(const Plainer *plainer) {
  return plainer->buffer.count == 0 || plainer->buffer.bytes[plainer->buffer.count - 1] == '\n';
}

static void begin_line(Plainer *plainer) {
  if (!ends_line(plainer)) sink_z(&plainer->sink, "\n");
}

/* "# Words", "##Words": but "# of children" counts, and "#1" numbers. */
static size_t heading_length(Str line) {
  size_t marks = char_at(line, 0) == '#' ? run_length(line, 0) : 0;
  size_t start = marks;
  while (char_at(line, start) == ' ')
    start++;
  char first = char_at(line, start);
  if (marks == 0 || marks > 6 || is_space(first)) return 0;
  if (marks == 1 && (start == marks || (first >= 'a' && first <= 'z'))) return 0;
  return start;
}

static size_t bullet_length(Str line, bool several_lines) {
  char mark = char_at(line, 0);
  bool is_mark = mark == '*' || ((mark == '-' || mark == '+') && several_lines);
  return is_mark && char_at(line, 1) == ' ' && !is_space(char_at(line, 2)) ? 2 : 0;
}

static bool is_rule(Str line) {
  char mark = char_at(line, 0);
  size_t run = line.len ? run_length(line, 0) : 0;
  return (mark == '*' || mark == '-' || mark == '=') && run >= 3 && run == line.len;
}

/* Writes what the marks at the start of a line stand for; returns the bytes they take. */
static size_t write_line_start(Plainer *plainer, size_t at) {
  Str s = plainer->source;
  size_t end = line_end(s, at), start = at;
  while (start < end && (s.ptr[start] == ' ' || s.ptr[start] == '\t'))
    start++;
  if (start == end || plainer->fate[start] == FATE_DROP) return 0;
  Str line = str_trim((Str){s.ptr + start, end - start});
  if (plainer->several_lines && is_rule(line)) return end - at;
  size_t len = heading_length(line);
  if (len) return start - at + len;
  len = bullet_length(line, plainer->several_lines);
  if (len == 0) return 0;
  sink_z(&plainer->sink, "• ");
  return start - at + len;
}

static size_t write_tag(Plainer *plainer, size_t at) {
  Str s = plainer->source;
  size_t len = 0;
  switch (markup_read_tag((Str){s.ptr + at, s.len - at}, &len)) {
  case TAG_NONE:
    return 0;
  case TAG_STYLE:
    break;
  case TAG_BREAK:
    sink_z(&plainer->sink, "\n");
    break;
  case TAG_BLOCK:
    begin_line(plainer);
    break;
  case TAG_ITEM:
    begin_line(plainer);
    sink_z(&plainer->sink, "• ");
    break;
  case TAG_SPACE:
    sink_z(&plainer->sink, " ");
    break;
  }
  /* A line break in the source behind one that was written is the same one. */
  if (len && ends_line(plainer) && char_at(s, at + len) == '\n') len++;
  return len;
}

static size_t write_entity(Plainer *plainer, size_t at) {
  char bytes[4];
  uint32_t cp;
  size_t len;
  if (!markup_read_entity((Str){plainer->source.ptr + at, plainer->source.len - at}, &cp, &len)) return 0;
  sink_bytes(&plainer->sink, bytes, utf8_encode(cp, bytes));
  return len;
}

static bool is_escape(Str s, size_t at) {
  char next = char_at(s, at + 1);
  return next != '\0' && strchr("\\`*_{}[]()#+-.!<>~|&", next);
}

/* Writes what stands at at; returns the bytes it takes. */
static size_t write_one(Plainer *plainer, size_t at) {
  Str s = plainer->source;
  size_t len = 0;
  if (plainer->fate[at] == FATE_DROP) return 1;
  if (plainer->fate[at] == FATE_OPEN) {
    if (s.ptr[at] == '$') len = skip_opaque(plainer, at) - at;
    if (len) {
      sink_bytes(&plainer->sink, s.ptr + at, len);
      return len;
    }
    if (s.ptr[at] == '<') len = write_tag(plainer, at);
    if (s.ptr[at] == '&') len = write_entity(plainer, at);
    if (len) return len;
    if (s.ptr[at] == '\\' && is_escape(s, at)) {
      sink_bytes(&plainer->sink, s.ptr + at + 1, 1);
      return 2;
    }
  }
  sink_bytes(&plainer->sink, s.ptr + at, 1);
  return 1;
}

static void write_all(Plainer *plainer) {
  Str s = plainer->source;
  bool at_line_start = true;
  for (size_t at = 0; at < s.len;) {
    size_t taken = at_line_start ? write_line_start(plainer, at) : 0;
    if (taken == 0 && at < s.len) taken = write_one(plainer, at);
    at += taken;
    at_line_start = at > 0 && s.ptr[at - 1] == '\n';
  }
}

/* Without spaces at the ends of lines and with no more than one blank line in a row: what dropped blocks leave behind. */
static Str tidy(Arena *arena, Str text) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  size_t breaks = 0;
  text = str_trim(text);
  for (size_t at = 0; at < text.len;) {
    size_t end = line_end(text, at);
    Str line = {text.ptr + at, end - at};
    while (line.len && is_space(line.ptr[line.len - 1]))
      line.len--;
    if (line.len) {
      for (size_t i = 0; i < breaks && i < 2; i++)
        sink_z(&sink, "\n");
      sink_str(&sink, line);
      breaks = 0;
    }
    breaks++;
    at = end + 1;
  }
  return buffer_view(&buffer);
}

static bool may_have_markup(Str text) {
  bool line_starts = true;
  for (size_t i = 0; i < text.len; i++) {
    if (strchr("<&*_`[#\\~", text.ptr[i]) && text.ptr[i]) return true;
    if (line_starts && (text.ptr[i] == '-' || text.ptr[i] == '+' || text.ptr[i] == '=')) return true;
    line_starts = text.ptr[i] == '\n' || (line_starts && text.ptr[i] == ' ');
  }
  return false;
}

Str markup_plain(Arena *arena, Str text) {
  if (!may_have_markup(text)) return text;
  Plainer plainer = {.source = text, .fate = ARENA_ARRAY(arena, uint8_t, text.len), .buffer = buffer_new(arena)};
  plainer.sink = sink_to_buffer(&plainer.buffer);
  plainer.several_lines = memchr(text.ptr, '\n', text.len) != NULL;
  decide_inline(&plainer);
  write_all(&plainer);
  Str plain = buffer_view(&plainer.buffer);
  return str_equal(plain, text) ? text : tidy(arena, plain);
}
