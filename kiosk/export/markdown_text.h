/* markdown_text: texts and tables of Markdown (CommonMark, with GitHub's tables) that read well as they stand, too. What others
 * wrote stays text: no mark of Markdown or HTML in it means anything, it breaks no line, and what would turn the order of letters
 * around is left out. */
#ifndef MARKDOWN_TEXT_H
#define MARKDOWN_TEXT_H

#include "base.h"

void markdown_text(Sink *sink, Str s); /* a text on one line */
void markdown_code(Sink *sink, Str s); /* `s`, in a paragraph or a heading; nothing for the empty text */

typedef struct MarkdownTable {
  Arena *arena;
  size_t columns, count, capacity; /* count: of cells */
  Str *cells;                      /* row by row, in Markdown; the first row are the headings */
  bool numbers_first;              /* the first column are numbers, which stand to the right */
} MarkdownTable;

MarkdownTable markdown_table(Arena *arena, size_t columns);
/* The next cell: */
void markdown_cell(MarkdownTable *table, Str markdown); /* borrowed, as it is */
void markdown_cell_text(MarkdownTable *table, Str s);
void markdown_cell_code(MarkdownTable *table, Str s);
/* With columns as wide as what is in them, up to a limit; cells of right-to-left letters keep their place in every row. */
void markdown_table_write(const MarkdownTable *table, Sink *sink);

#endif
