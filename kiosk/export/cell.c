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

void cell_text(Sink *out, Str text) {
  /* The list is OWASP's for CSV injection; # begins our own mark #skipped. */
  bool dangerous = text.len > 0 && strchr("=+-@\t\r", text.ptr[0]) != NULL;
  bool mistaken = str_is(text, "#skipped");
  write_cell(out, dangerous || mistaken ? "'" : "", text);
}
