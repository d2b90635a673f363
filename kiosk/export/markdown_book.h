/* markdown_book: what the parts of a codebook in Markdown share: words in its language, facts in a list, versions. */
#ifndef MARKDOWN_BOOK_H
#define MARKDOWN_BOOK_H

#include "codebook_facts.h"
#include "markdown_text.h"
#include "words.h"

typedef struct MarkdownBook {
  Arena *arena;
  const Dataset *dataset;
  Sink *sink;
} MarkdownBook;

Str book_word(const MarkdownBook *book, Word which);
void book_put_word(const MarkdownBook *book, Word which);
void book_cell_word(const MarkdownBook *book, MarkdownTable *table, Word which);

void book_fact(const MarkdownBook *book, Word which); /* "- Fact: "; what it is follows on the line */
/* The whole line; none for the empty text. */
void book_fact_text(const MarkdownBook *book, Word which, Str s);
void book_fact_code(const MarkdownBook *book, Word which, Str s);

void book_put_versions(const MarkdownBook *book, const bool *in_version, Sink *sink); /* "all", or their names */
void book_cell_versions(const MarkdownBook *book, MarkdownTable *table, const bool *in_version);

/* A section of its own: heading, question, facts, values. */
void book_section(const MarkdownBook *book, const Variable *variable);
/* Below the section of their question: the columns of its choices, all of one kind. */
void book_parts(const MarkdownBook *book, const Variable *variables, size_t count);
/* In one table what is known before any answer. */
void book_keys(const MarkdownBook *book, const Variable *variables, size_t count);

#endif
