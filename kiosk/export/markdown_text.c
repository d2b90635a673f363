#include "markdown_text.h"
#include "lookup.h"

#include <string.h>

enum { WIDTH_MAX = 48 }; /* of a column: what is wider sticks out rather than making all rows as wide */

#define LEFT_TO_RIGHT_MARK "\xE2\x80\x8E"

static bool is_control(uint32_t cp) {
  return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029;
}

/* Embeddings, overrides and isolates reach beyond the text they stand in. */
static bool turns_order(uint32_t cp) {
  return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

static bool is_right_to_left(uint32_t cp) {
  return (cp >= 0x590 && cp <= 0x8FF) || (cp >= 0xFB1D && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFC) ||
         (cp >= 0x10800 && cp <= 0x10FFF) || (cp >= 0x1E800 && cp <= 0x1EFFF);
}

static void put_cp(Sink *sink, uint32_t cp) {
  char bytes[4];
  if (is_control(cp))
    sink_z(sink, " ");
  else if (!turns_order(cp))
    sink_bytes(sink, bytes, utf8_encode(cp, bytes));
}

static bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Where it stands: a & without a letter after it, a _ within a word and ${name} mean nothing, and read better as they are. */
static bool means_something(Str s, size_t at) {
  const char before = at > 0 ? s.ptr[at - 1] : ' ', after = at + 1 < s.len ? s.ptr[at + 1] : ' ';
  switch (s.ptr[at]) {
  case '\\':
  case '`':
  case '*':
  case '[':
  case ']':
  case '<':
  case '|':
  case '~':
  case '#':
    return true;
  case '&':
    return is_word_byte(after) || after == '#';
  case '_':
    return !is_word_byte(before) || !is_word_byte(after);
  case '$':
    return after != '{';
  default:
    return false;
  }
}

void markdown_text(Sink *sink, Str s) {
  uint32_t cp;
  for (size_t at = 0, start = 0; str_next_cp(s, &at, &cp); start = at) {
    if (means_something(s, start)) sink_z(sink, "\\");
    put_cp(sink, cp);
  }
}

/* A fence of more backticks than stand in a row in s. */
static size_t fence_of(Str s) {
  size_t most = 0, run = 0;
  for (size_t i = 0; i < s.len; i++) {
    run = s.ptr[i] == '`' ? run + 1 : 0;
    if (run > most) most = run;
  }
  return most + 1;
}

/* In a cell a | ends it even in code, unless a \ stands before it, which goes away. */
static void put_code(Sink *sink, Str s, bool in_cell) {
  if (!s.len) return;
  const size_t fence = fence_of(s);
  uint32_t cp;
  for (size_t i = 0; i < fence; i++)
    sink_z(sink, "`");
  if (fence > 1) sink_z(sink, " "); /* one space on each side is taken off again */
  for (size_t at = 0; str_next_cp(s, &at, &cp);) {
    if (in_cell && cp == '|') sink_z(sink, "\\");
    put_cp(sink, cp);
  }
  if (fence > 1) sink_z(sink, " ");
  for (size_t i = 0; i < fence; i++)
    sink_z(sink, "`");
}

void markdown_code(Sink *sink, Str s) {
  put_code(sink, s, false);
}

MarkdownTable markdown_table(Arena *arena, size_t columns) {
  return (MarkdownTable){.arena = arena, .columns = columns};
}

void markdown_cell(MarkdownTable *table, Str markdown) {
  if (table->count == table->capacity)
    table->cells = list_grown(table->arena, table->cells, table->count, &table->capacity, sizeof *table->cells);
  table->cells[table->count++] = markdown;
}

void markdown_cell_text(MarkdownTable *table, Str s) {
  Buffer buffer = buffer_new(table->arena);
  Sink sink = sink_to_buffer(&buffer);
  markdown_text(&sink, s);
  markdown_cell(table, buffer_view(&buffer));
}

/* A | that comes after a backslash would end the cell whatever is done about it in code: that becomes text. */
void markdown_cell_code(MarkdownTable *table, Str s) {
  if (s.len && memchr(s.ptr, '\\', s.len)) {
    markdown_cell_text(table, s);
    return;
  }
  Buffer buffer = buffer_new(table->arena);
  Sink sink = sink_to_buffer(&buffer);
  put_code(&sink, s, true);
  markdown_cell(table, buffer_view(&buffer));
}

/* In code points that take room; near enough, as no two fonts agree. */
static size_t width_of(Str s) {
  size_t width = 0;
  uint32_t cp;
  for (size_t at = 0; str_next_cp(s, &at, &cp);)
    width += !(cp >= 0x200B && cp <= 0x200F) && !(cp >= 0x300 && cp <= 0x36F) && !(cp >= 0x64B && cp <= 0x65F);
  return width;
}

static bool has_right_to_left(Str s) {
  uint32_t cp;
  for (size_t at = 0; str_next_cp(s, &at, &cp);)
    if (is_right_to_left(cp)) return true;
  return false;
}

static bool is_to_the_right(const MarkdownTable *table, size_t column) {
  return table->numbers_first && column == 0;
}

/* Neighbours in right-to-left letters would else be read as one, the second one first. */
static void write_row(const MarkdownTable *table, size_t first, const size_t *widths, Sink *sink) {
  for (size_t column = 0; column < table->columns; column++) {
    const Str cell = table->cells[first + column];
    const size_t width = width_of(cell);
    const int padding = width < widths[column] ? (int)(widths[column] - width) : 0;
    const bool to_the_right = is_to_the_right(table, column);
    const char *mark = has_right_to_left(cell) ? LEFT_TO_RIGHT_MARK : "";
    sink_printf(sink, "| %*s%s" STR_FMT "%s%*s ", to_the_right ? padding : 0, "", mark, STR_ARG(cell), mark,
                to_the_right ? 0 : padding, "");
  }
  sink_z(sink, "|\n");
}

void markdown_table_write(const MarkdownTable *table, Sink *sink) {
  size_t *widths = ARENA_ARRAY(table->arena, size_t, table->columns);
  for (size_t i = 0; i < table->count; i++) {
    const size_t column = i % table->columns, width = width_of(table->cells[i]);
    if (width > widths[column]) widths[column] = width > WIDTH_MAX ? WIDTH_MAX : width;
  }
  for (size_t row = 0; row < table->count; row += table->columns) {
    write_row(table, row, widths, sink);
    for (size_t column = 0; row == 0 && column < table->columns; column++) {
      sink_z(sink, "|-");
      for (size_t i = 0; i < widths[column] || i < 2; i++)
        sink_z(sink, "-");
      sink_z(sink, is_to_the_right(table, column) ? ":" : "-");
    }
    if (row == 0) sink_z(sink, "|\n");
  }
}
