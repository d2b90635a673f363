#include "markup.h"

#include <string.h>

#include "markup_html.h"
#include "markup_marks.h"

typedef struct Plainer {
  Str source;
  uint8_t *fate; /* beside source's bytes */
  Buffer buffer;
  Sink sink;
  bool several_lines;
} Plainer;

static bool ends_line(const Plainer *plainer) {
  return plainer->buffer.count == 0 || plainer->buffer.bytes[plainer->buffer.count - 1] == '\n';
}

static void begin_line(Plainer *plainer) {
  if (!ends_line(plainer)) sink_z(&plainer->sink, "\n");
}

/* "# Words", "##Words": but "# of children" counts, and "#1" numbers. */
static size_t heading_length(Str line) {
  size_t marks = markup_char_at(line, 0) == '#' ? markup_run_length(line, 0) : 0;
  size_t start = marks;
  while (markup_char_at(line, start) == ' ')
    start++;
  char first = markup_char_at(line, start);
  if (marks == 0 || marks > 6 || markup_is_space(first)) return 0;
  if (marks == 1 && (start == marks || (first >= 'a' && first <= 'z'))) return 0;
  return start;
}

static size_t bullet_length(Str line, bool several_lines) {
  char mark = markup_char_at(line, 0);
  bool is_mark = mark == '*' || ((mark == '-' || mark == '+') && several_lines);
  return is_mark && markup_char_at(line, 1) == ' ' && !markup_is_space(markup_char_at(line, 2)) ? 2 : 0;
}

static bool is_rule(Str line) {
  char mark = markup_char_at(line, 0);
  size_t run = line.len ? markup_run_length(line, 0) : 0;
  return (mark == '*' || mark == '-' || mark == '=') && run >= 3 && run == line.len;
}

/* Writes what the marks at the start of a line stand for; returns the bytes they take. */
static size_t write_line_start(Plainer *plainer, size_t at) {
  Str s = plainer->source;
  size_t end = markup_line_end(s, at), start = at;
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
  if (len && ends_line(plainer) && markup_char_at(s, at + len) == '\n') len++;
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
  char next = markup_char_at(s, at + 1);
  return next != '\0' && strchr("\\`*_{}[]()#+-.!<>~|&", next);
}

/* Writes what stands at at; returns the bytes it takes. */
static size_t write_one(Plainer *plainer, size_t at) {
  Str s = plainer->source;
  size_t len = 0;
  if (plainer->fate[at] == FATE_DROP) return 1;
  if (plainer->fate[at] == FATE_OPEN) {
    len = markup_answer_length(s, at);
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
    size_t end = markup_line_end(text, at);
    Str line = {text.ptr + at, end - at};
    while (line.len && markup_is_space(line.ptr[line.len - 1]))
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
  markup_decide_marks(text, plainer.fate);
  write_all(&plainer);
  Str plain = buffer_view(&plainer.buffer);
  return str_equal(plain, text) ? text : tidy(arena, plain);
}
