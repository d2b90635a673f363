#include "cell.h"

#include <string.h>

static bool needs_quotes(Str text) {
  for (size_t i = 0; i < text.len; i++)
    if (strchr("\",\r\n", text.ptr[i]) != NULL) return true;
  return false;
}

static void write_cell(Sink *out, const char *prefix, Str text) {
  if (!needs_quotes(text)) {
    sink_z(out, prefix);
    sink_str(out, text);
    return;
  }
  sink_z(out, "\"");
  sink_z(out, prefix);
  size_t start = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] != '"') continue;
    sink_bytes(out, text.ptr + start, i + 1 - start);
    start = i; /* the quote is written once more */
  }
  sink_bytes(out, text.ptr + start, text.len - start);
  sink_z(out, "\"");
}

void cell_plain(Sink *out, Str text) {
  write_cell(out, "", text);
}

/* OWASP's list for CSV injection; = + - @ also in the full width of East Asian text, which some spreadsheets take for the same. */
static bool begins_formula(Str text) {
  static const uint32_t beginnings[] = {'=', '+', '-', '@', '\t', '\r', '\n', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
  uint32_t first;
  size_t at = 0;
  if (!str_next_cp(text, &at, &first)) return false;
  for (size_t i = 0; i < COUNT_OF(beginnings); i++)
    if (first == beginnings[i]) return true;
  return false;
}

void cell_text(Sink *out, Str text) {
  bool mistaken = str_is(text, "#skipped"); /* for our own mark */
  write_cell(out, begins_formula(text) || mistaken ? "'" : "", text);
}
