#include "lines.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

Str without_byte_order_mark(Str source) {
  size_t skip = str_starts_with(source, STR(BYTE_ORDER_MARK)) ? sizeof(BYTE_ORDER_MARK) - 1 : 0;
  return skip ? (Str){source.ptr + skip, source.len - skip} : source;
}

bool next_line(Str *rest, Str *line) {
  if (rest->len == 0) return false;
  size_t end = 0;
  while (end < rest->len && rest->ptr[end] != '\n' && rest->ptr[end] != '\r')
    end++;
  *line = (Str){rest->ptr, end};
  size_t after = end;
  if (after < rest->len) after += rest->ptr[after] == '\r' && after + 1 < rest->len && rest->ptr[after + 1] == '\n' ? 2 : 1;
  *rest = (Str){rest->ptr + after, rest->len - after};
  return true;
}

/* libyaml counts lines too, but also ends them at U+0085, U+2028 and U+2029, where most editors do not. */
Lines lines_new(Arena *arena, Str text, const char *file) {
  size_t count = 1;
  Str rest = text, line;
  while (next_line(&rest, &line))
    count += rest.ptr > line.ptr + line.len; /* it ended in a break */
  Line *items = ARENA_ARRAY(arena, Line, count);
  size_t cp = 0;
  rest = text;
  for (size_t i = 0; i < count; i++) {
    Str before = rest;
    items[i].first_cp = cp;
    if (next_line(&rest, &items[i].text)) cp += str_count_cp((Str){before.ptr, before.len - rest.len});
  }
  return (Lines){.text = text, .file = file, .items = items, .count = count};
}

Place lines_place(const Lines *lines, size_t cp_ix) {
  size_t low = 0, high = lines->count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (lines->items[middle].first_cp <= cp_ix)
      low = middle;
    else
      high = middle;
  }
  return (Place){.file = lines->file, .line = (int)low + 1, .column = (int)(cp_ix - lines->items[low].first_cp) + 1};
}

Str lines_text(const Lines *lines, int line) {
  return line >= 1 && (size_t)line <= lines->count ? lines->items[line - 1].text : (Str){0};
}

void lines_diag(const Lines *lines, size_t cp_ix, Diags *diags, const char *code, Str what, Str remedy) {
  Place place = lines_place(lines, cp_ix);
  diags_add_quoting(diags, DIAG_ERROR, code, place, what, remedy, lines_text(lines, place.line));
}
