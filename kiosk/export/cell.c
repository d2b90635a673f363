#include "cell.h"

#include <string.h>

Cells *cells_new(Arena *arena, Sink *out) {
  Cells *cells = ARENA_NEW(arena, Cells);
  cells->out = out;
  return cells;
}

void cells_flush(Cells *cells) {
  sink_bytes(cells->out, cells->bytes, cells->count);
  cells->count = 0;
}

static void put(Cells *cells, const char *bytes, size_t count) {
  if (count > CELLS_BLOCK_BYTES - cells->count) cells_flush(cells);
  if (count > CELLS_BLOCK_BYTES) {
    sink_bytes(cells->out, bytes, count);
    return;
  }
  if (count > 0) memcpy(cells->bytes + cells->count, bytes, count);
  cells->count += count;
}

static bool needs_quotes(Str text) {
  for (size_t i = 0; i < text.len; i++) {
    const char c = text.ptr[i];
    if (c == '"' || c == ',' || c == '\r' || c == '\n') return true;
  }
  return false;
}

static void put_quoted(Cells *cells, bool defused, Str text) {
  put(cells, "\"'", defused ? 2 : 1);
  size_t start = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] != '"') continue;
    put(cells, text.ptr + start, i + 1 - start);
    start = i; /* the quote is written once more */
  }
  put(cells, text.ptr + start, text.len - start);
  put(cells, "\"", 1);
}

static void put_cell(Cells *cells, bool defused, Str text) {
  if (needs_quotes(text)) {
    put_quoted(cells, defused, text);
    return;
  }
  if (defused) put(cells, "'", 1);
  put(cells, text.ptr, text.len);
}

void cell_plain(Cells *cells, Str text) {
  put_cell(cells, false, text);
}

/* OWASP's list for CSV injection; = + - @ also in the full width of East Asian text, which some spreadsheets take for the same. */
static bool begins_formula(Str text) {
  static const uint32_t beginnings[] = {'=', '+', '-', '@', '\t', '\r', '\n', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
  uint32_t first;
  size_t at = 0;
  if (text.len == 0 || (*text.ptr >= 'A' && *text.ptr <= 'z')) return false; /* as most do */
  if (!str_next_cp(text, &at, &first)) return false;
  for (size_t i = 0; i < COUNT_OF(beginnings); i++)
    if (first == beginnings[i]) return true;
  return false;
}

void cell_text(Cells *cells, Str text) {
  const bool mistaken = str_is(text, "#skipped"); /* for our own mark */
  put_cell(cells, mistaken || begins_formula(text), text);
}

void cell_name(Cells *cells, Str text) {
  double number;
  if (begins_formula(text) && str_to_double(text, &number))
    cell_plain(cells, text);
  else
    cell_text(cells, text);
}

void cell_end(Cells *cells) {
  put(cells, ",", 1);
}

void cell_end_row(Cells *cells) {
  put(cells, "\r\n", 2);
}
