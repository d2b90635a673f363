#include "markdown_book.h"

Str book_word(const MarkdownBook *book, Word which) {
  return word_in(which, book->dataset->language);
}

void book_put_word(const MarkdownBook *book, Word which) {
  sink_str(book->sink, book_word(book, which));
}

void book_fact(const MarkdownBook *book, Word which) {
  sink_z(book->sink, "- ");
  book_put_word(book, which);
  sink_z(book->sink, ": ");
}

void book_fact_text(const MarkdownBook *book, Word which, Str s) {
  if (!s.len) return;
  book_fact(book, which);
  markdown_text(book->sink, s);
  sink_z(book->sink, "\n");
}

void book_fact_code(const MarkdownBook *book, Word which, Str s) {
  if (!s.len) return;
  book_fact(book, which);
  markdown_code(book->sink, s);
  sink_z(book->sink, "\n");
}

void book_put_versions(const MarkdownBook *book, const bool *in_version, Sink *sink) {
  const Dataset *dataset = book->dataset;
  const char *between = "";
  if (in_all_versions(dataset, in_version)) {
    sink_str(sink, book_word(book, WORD_ALL));
    return;
  }
  for (size_t i = 0; i < dataset->version_count; i++) {
    if (!in_version[i]) continue;
    sink_z(sink, between);
    between = ", ";
    markdown_text(sink, dataset->versions[i].version);
  }
}

void book_cell_versions(const MarkdownBook *book, MarkdownTable *table, const bool *in_version) {
  Buffer buffer = buffer_new(book->arena);
  Sink sink = sink_to_buffer(&buffer);
  book_put_versions(book, in_version, &sink);
  markdown_cell(table, buffer_view(&buffer));
}

void book_cell_word(const MarkdownBook *book, MarkdownTable *table, Word which) {
  markdown_cell_text(table, book_word(book, which));
}
