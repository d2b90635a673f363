#include "sheets.h"

#include <stdlib.h>
#include <string.h>

enum { SHEETS_MAX = 20, ROWS_MAX = 200, CELLS_MAX = 60 };

static const char *escaped(char c) {
  switch (c) {
  case 'n':
    return "\n";
  case 't':
    return "\t";
  case 'p':
    return "|";
  case 's':
    return " ";
  case '_':
    return "\u00A0";
  case '\\':
    return "\\";
  default:
    return NULL;
  }
}

static Str unescape(Arena *arena, Str text) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < text.len; i++) {
    const char *meant = text.ptr[i] == '\\' && i + 1 < text.len ? escaped(text.ptr[i + 1]) : NULL;
    if (meant)
      sink_z(&sink, meant);
    else
      sink_bytes(&sink, text.ptr + i, 1);
    i += meant != NULL;
  }
  return buffer_view(&buffer);
}

static Str take_until(Str *rest, char end) {
  const char *found = rest->len ? memchr(rest->ptr, end, rest->len) : NULL;
  size_t len = found ? (size_t)(found - rest->ptr) : rest->len;
  Str taken = {rest->ptr, len};
  *rest = found ? (Str){found + 1, rest->len - len - 1} : (Str){0};
  return taken;
}

static void read_row(Arena *arena, Str line, Row *row) {
  Cell *cells = ARENA_ARRAY(arena, Cell, CELLS_MAX);
  for (int column = 1; line.len && column <= CELLS_MAX; column++) {
    Str cell = str_trim(take_until(&line, '|'));
    bool error = cell.len && cell.ptr[0] == '!';
    Str text = unescape(arena, error ? (Str){cell.ptr + 1, cell.len - 1} : cell);
    if (text.len) cells[row->count++] = (Cell){.column = column, .text = text, .error = error};
  }
  row->cells = cells;
}

Workbook sheets_workbook(Arena *arena, Str text) {
  Sheet *sheets = ARENA_ARRAY(arena, Sheet, SHEETS_MAX);
  Workbook workbook = {.sheets = sheets};
  Row *rows = NULL;
  int number = 1;
  while (text.len && workbook.count < SHEETS_MAX) {
    Str line = take_until(&text, '\n');
    if (str_starts_with(line, STR("== "))) {
      rows = ARENA_ARRAY(arena, Row, ROWS_MAX);
      sheets[workbook.count++] = (Sheet){.name = arena_str(arena, (Str){line.ptr + 3, line.len - 3}), .rows = rows};
      number = 1;
    } else if (line.len && line.ptr[0] == '@') {
      number = atoi(arena_str(arena, (Str){line.ptr + 1, line.len - 1}).ptr);
    } else if (rows && sheets[workbook.count - 1].count < ROWS_MAX) {
      Row row = {.number = number++};
      read_row(arena, line, &row);
      if (row.count) rows[sheets[workbook.count - 1].count++] = row;
    }
  }
  return workbook;
}
