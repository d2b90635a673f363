#include "cell.h"
#include "dataset.h"

#include <limits.h>
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

void cells_put(Cells *cells, const char *bytes, size_t count) {
  if (count > CELLS_BLOCK_BYTES - cells->count) cells_flush(cells);
  if (count > CELLS_BLOCK_BYTES) {
    sink_bytes(cells->out, bytes, count);
    return;
  }
  if (count > 0) memcpy(cells->bytes + cells->count, bytes, count);
  cells->count += count;
}

/* RFC 4180 has no need of them for ; and tabs, but a spreadsheet may part cells there as well. */
static const bool wants_quotes[UCHAR_MAX + 1] = {
    ['"'] = true, [','] = true, [';'] = true, ['\t'] = true, ['\r'] = true, ['\n'] = true};

/* Without a way out of the loop, which would hardly ever be taken: most texts are short and have no such letter. */
static bool needs_quotes(Str text) {
  unsigned found = 0;
  for (size_t i = 0; i < text.len; i++)
    found |= wants_quotes[(unsigned char)text.ptr[i]];
  return found != 0;
}

/* OWASP's list for CSV injection, also in the full width of East Asian text, which some spreadsheets take for the same. */
static bool begins_sign(Str text) {
  static const uint32_t full_width[] = {0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
  const unsigned char byte = text.len > 0 ? (unsigned char)*text.ptr : 0;
  if (byte < 0x80) return byte == '=' || byte == '+' || byte == '-' || byte == '@';
  uint32_t first;
  size_t at = 0;
  if (!str_next_cp(text, &at, &first)) return false;
  for (size_t i = 0; i < COUNT_OF(full_width); i++)
    if (first == full_width[i]) return true;
  return false;
}

/* Where a spreadsheet goes by ; or tabs, as where numbers have a comma, quotes that began behind a comma hold nothing together. */
static bool parts_cells(char letter) {
  return letter == ';' || letter == '\t' || letter == '\r' || letter == '\n';
}

static void put_quoted(Cells *cells, bool defused, Str text) {
  cells_put(cells, "\"'", defused ? 2 : 1);
  size_t start = 0;
  bool cell_begins = false;
  for (size_t i = 0; i < text.len; i++) {
    const char letter = text.ptr[i];
    if (cell_begins && begins_sign((Str){text.ptr + i, text.len - i})) {
      cells_put(cells, text.ptr + start, i - start);
      cells_put_letter(cells, '\'');
      start = i;
    }
    cell_begins = parts_cells(letter) || (cell_begins && letter == '"');
    if (letter != '"') continue;
    cells_put(cells, text.ptr + start, i + 1 - start);
    start = i; /* the quote is written once more */
  }
  cells_put(cells, text.ptr + start, text.len - start);
  cells_put_letter(cells, '"');
}

static void put_cell(Cells *cells, bool defused, Str text) {
  if (needs_quotes(text)) {
    put_quoted(cells, defused, text);
    return;
  }
  if (defused) cells_put_letter(cells, '\'');
  cells_put(cells, text.ptr, text.len);
}

static bool begins_formula(Str text) {
  return begins_sign(text) || (text.len > 0 && (*text.ptr == '\t' || *text.ptr == '\r' || *text.ptr == '\n'));
}

/* Or like a mark of our own. */
static bool is_mistaken(Str text) {
  return text.len > 0 && *text.ptr == '#' && str_is(text, SKIPPED_MARK);
}

void cell_text(Cells *cells, Str text) {
  put_cell(cells, begins_formula(text) || is_mistaken(text), text);
}

void cell_name(Cells *cells, Str text) {
  double number;
  if (begins_formula(text) && str_to_double(text, &number))
    cell_bare(cells, text);
  else
    cell_text(cells, text);
}

void cell_end_row(Cells *cells) {
  cells_put(cells, "\r\n", 2);
}
