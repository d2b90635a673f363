/* Scalars as YAML: plain where that reads back as the same text, else quoted, folded or line by line. */
#ifndef FORM_WRITE_SCALAR_H
#define FORM_WRITE_SCALAR_H

#include "base.h"

/* A text or a key on one line. flow: between braces. prefer_quotes: what reads better in quotes, such as an expression. */
void write_scalar(Sink *sink, Str text, bool flow, bool prefer_quotes);
/* The characters that write_scalar takes. */
size_t write_scalar_width(Arena *arena, Str text, bool flow, bool prefer_quotes);
/* Can the text be written over several lines: folded at its spaces, or, when it has lines of its own, with those? */
bool write_scalar_can_fold(Str text);
bool write_scalar_can_keep_lines(Str text);
/* Behind the key: the mark, and the lines below it, each indented and ended. width: of a line, if it can be kept. */
void write_scalar_folded(Sink *sink, Str text, size_t indent, size_t width);
void write_scalar_lines(Sink *sink, Str text, size_t indent);

#endif
