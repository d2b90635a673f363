/* Where the lines of a text begin, so that a position becomes a line and a column. */
#ifndef YAML_LINES_H
#define YAML_LINES_H

#include "base.h"

typedef struct Line {
  Str text;        /* without its line break */
  size_t first_cp; /* of its first character, from the text's start */
} Line;

typedef struct Lines {
  Str text; /* borrowed; without a byte order mark */
  const char *file;
  const Line *items;
  size_t count; /* at least 1 */
} Lines;

/* text must be UTF-8. */
Lines lines_new(Arena *arena, Str text, const char *file);
Place lines_place(const Lines *lines, size_t cp_ix);
Str lines_text(const Lines *lines, int line); /* without its line break; empty when there is no such line */
/* Adds a message with its source line. */
void lines_diag(const Lines *lines, size_t cp_ix, Diags *diags, const char *code, Str what, Str remedy);

Str without_byte_order_mark(Str source);
/* Takes the first line off *rest, without its line break; false when nothing is left. */
bool next_line(Str *rest, Str *line);

#endif
