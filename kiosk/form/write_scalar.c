#include "write_scalar.h"

#include <string.h>

/* What a text in quotes cannot hold as it is: control characters, and what some readers take for line breaks. */
static bool needs_escape(uint32_t cp) {
  return cp < ' ' || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029 || cp == 0xFEFF || cp == 0xFFFE || cp == 0xFFFF;
}

static bool has_escapes(Str text, bool but_lines) {
  size_t at = 0;
  uint32_t cp;
  while (str_next_cp(text, &at, &cp))
    if (needs_escape(cp) && !(but_lines && cp == '\n')) return true;
  return false;
}

static bool has(Str text, const char *characters) {
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] && strchr(characters, text.ptr[i])) return true;
  return false;
}

/* What YAML readers of any version take for something else than a text. */
static bool looks_like_word(Str text) {
  static const char *const WORDS[] = {"~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<"};
  for (size_t i = 0; i < COUNT_OF(WORDS); i++)
    if (str_edit_distance(text, str_from(WORDS[i]), 0) == 0) return true;
  return false;
}

/* 1, -0.5, 1e3, 0x1F, 12:30, 2026-11-21: too many are quoted rather than too few. */
static bool looks_like_number(Str text) {
  if (text.len == 0 || !strchr("0123456789+-.", text.ptr[0])) return false;
  for (size_t i = 0; i < text.len; i++)
    if (!strchr("0123456789+-.:_ abcdefABCDEFxoTZ", text.ptr[i])) return false;
  return true;
}

static bool ends_in_space(Str text) {
  return text.len > 0 && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ');
}

static bool can_be_plain(Str text, bool flow) {
  if (text.len == 0 || ends_in_space(text) || has_escapes(text, false) || looks_like_word(text) || looks_like_number(text))
    return false;
  if (strchr("-?:,[]{}#&*!|>'\"%@`", text.ptr[0]) || text.ptr[text.len - 1] == ':') return false;
  for (size_t i = 1; i + 1 < text.len; i++) {
    if (text.ptr[i] == ':' && text.ptr[i + 1] == ' ') return false;
    if (text.ptr[i] == ' ' && text.ptr[i + 1] == '#') return false;
  }
  return !flow || !has(text, ",[]{}:");
}

static void write_double_quoted(Sink *sink, Str text) {
  size_t at = 0;
  uint32_t cp;
  sink_z(sink, "\"");
  for (size_t from = 0; str_next_cp(text, &at, &cp); from = at) {
    if (cp == '"' || cp == '\\')
      sink_printf(sink, "\\%c", (int)cp);
    else if (cp == '\n')
      sink_z(sink, "\\n");
    else if (cp == '\t')
      sink_z(sink, "\\t");
    else if (needs_escape(cp))
      sink_printf(sink, "\\u%04X", (unsigned)cp);
    else
      sink_bytes(sink, text.ptr + from, at - from);
  }
  sink_z(sink, "\"");
}

static void write_single_quoted(Sink *sink, Str text) {
  sink_z(sink, "'");
  sink_str(sink, text);
  sink_z(sink, "'");
}

void write_scalar(Sink *sink, Str text, bool flow, bool prefer_quotes) {
  if (!prefer_quotes && can_be_plain(text, flow))
    sink_str(sink, text);
  else if (has(text, "\"\\") && !has(text, "'") && !has_escapes(text, false))
    write_single_quoted(sink, text);
  else
    write_double_quoted(sink, text);
}

size_t write_scalar_width(Arena *arena, Str text, bool flow, bool prefer_quotes) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  write_scalar(&sink, text, flow, prefer_quotes);
  return str_count_cp(buffer_view(&buffer));
}

bool write_scalar_can_fold(Str text) {
  return text.len > 0 && !ends_in_space(text) && !has_escapes(text, false);
}

/* Reading takes the first line's indentation for that of all. */
bool write_scalar_can_keep_lines(Str text) {
  if (text.len == 0 || ends_in_space(text) || text.ptr[0] == '\n' || text.ptr[text.len - 1] == '\n' || has_escapes(text, true))
    return false;
  for (size_t i = 0; i + 1 < text.len; i++)
    if (text.ptr[i] == '\n' && text.ptr[i + 1] == ' ') return false;
  return true;
}

static void write_indent(Sink *sink, size_t indent) {
  for (size_t i = 0; i < indent; i++)
    sink_z(sink, " ");
}

/* A line ends only at a single space: folding gives one back. */
static bool can_break(Str text, size_t at) {
  return text.ptr[at] == ' ' && at > 0 && at + 1 < text.len && text.ptr[at - 1] != ' ' && text.ptr[at + 1] != ' ';
}

/* Where the line that starts at start ends: at the last space that keeps it within width, or the first one beyond. */
static size_t find_break(Str text, size_t start, size_t width) {
  size_t best = text.len, columns = 0;
  for (size_t at = start; at < text.len; at++) {
    columns += ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
    if (columns > width && best < text.len) return best;
    if (can_break(text, at)) best = at;
    if (columns > width && best < text.len) return best;
  }
  return columns > width ? best : text.len;
}

void write_scalar_folded(Sink *sink, Str text, size_t indent, size_t width) {
  sink_z(sink, ">-\n");
  size_t room = width > indent + 40 ? width - indent : 40;
  for (size_t start = 0; start < text.len;) {
    size_t end = find_break(text, start, room);
    write_indent(sink, indent);
    sink_bytes(sink, text.ptr + start, end - start);
    sink_z(sink, "\n");
    start = end + 1;
  }
}

void write_scalar_lines(Sink *sink, Str text, size_t indent) {
  sink_z(sink, "|-\n");
  for (size_t start = 0; start < text.len;) {
    const char *found = memchr(text.ptr + start, '\n', text.len - start);
    size_t end = found ? (size_t)(found - text.ptr) : text.len;
    if (end > start) write_indent(sink, indent);
    sink_bytes(sink, text.ptr + start, end - start);
    sink_z(sink, "\n");
    start = end + 1;
  }
}
