/* The codebook for people: in the language of the labels, as Markdown that is as readable as it stands. A section for each
 * question, in the order of columns; several columns of one question stand in one table. */
#include "formats.h"
#include "markdown_book.h"

typedef struct Silence { /* what stands there: in Markdown, or a word, or both; a word of 0: none */
  const char *markdown;
  Word word;
} Silence;

static void cell_silence(const MarkdownBook *book, MarkdownTable *table, Silence silence) {
  const Str word = silence.word ? book_word(book, silence.word) : (Str){0};
  const char *between = silence.markdown && word.len ? ", " : "";
  markdown_cell(table, arena_printf(book->arena, "%s%s" STR_FMT, silence.markdown ? silence.markdown : "", between, STR_ARG(word)));
}

static void silence(const MarkdownBook *book) {
  static const struct {
    const char *format;
    Word of; /* kinds of variables; 0: all */
    Silence not_asked, skipped, missing;
  } rows[] = {
      {"csv, xlsx", 0, {NULL, WORD_EMPTY}, {"`#skipped`", 0}, {NULL, WORD_NAME_OR_LABEL}},
      {"jsonl", 0, {NULL, WORD_NO_KEY}, {"`null`", 0}, {NULL, WORD_ITS_NAME}},
      {"sav", WORD_OF_CODES, {NULL, WORD_SYSTEM_MISSING}, {"`-1`", WORD_USER_MISSING}, {NULL, WORD_ITS_CODE}},
      {"sav", WORD_OF_MEASURES, {NULL, WORD_SYSTEM_MISSING}, {"`-99999999999`", WORD_USER_MISSING}, {NULL, 0}},
      {"sav", WORD_OF_TEXTS, {NULL, WORD_EMPTY}, {"`#skipped`", WORD_USER_MISSING}, {NULL, 0}},
      {"dta", WORD_OF_CODES, {"`.a`", 0}, {"`.b`", 0}, {"`.c` … `.z`", WORD_ITS_TAG}},
      {"dta", WORD_OF_MEASURES, {"`.a`", 0}, {"`.b`", 0}, {NULL, 0}},
      {"dta", WORD_OF_TEXTS, {NULL, WORD_EMPTY}, {"`#skipped`", 0}, {NULL, 0}},
  };
  MarkdownTable table = markdown_table(book->arena, 4);
  book_cell_word(book, &table, WORD_FORMAT);
  book_cell_word(book, &table, WORD_NOT_ASKED);
  book_cell_word(book, &table, WORD_SKIPPED);
  book_cell_word(book, &table, WORD_MISSING_CHOICE);
  for (size_t i = 0; i < COUNT_OF(rows); i++) {
    const Str of = rows[i].of ? book_word(book, rows[i].of) : (Str){0};
    markdown_cell(&table, arena_printf(book->arena, "%s%s" STR_FMT, rows[i].format, of.len ? ": " : "", STR_ARG(of)));
    cell_silence(book, &table, rows[i].not_asked);
    cell_silence(book, &table, rows[i].skipped);
    cell_silence(book, &table, rows[i].missing);
  }
  sink_z(book->sink, "\n## ");
  book_put_word(book, WORD_SILENCE);
  sink_z(book->sink, "\n\n");
  markdown_table_write(&table, book->sink);
  sink_z(book->sink, "\n");
  book_put_word(book, WORD_NAMES_AND_CODES);
  sink_z(book->sink, "\n");
}

static void fact_form_versions(const MarkdownBook *book) {
  const Dataset *dataset = book->dataset;
  book_fact(book, WORD_VERSIONS);
  for (size_t i = 0; i < dataset->version_count; i++) {
    sink_z(book->sink, i ? ", " : "");
    markdown_code(book->sink, dataset->versions[i].version);
    if (!dataset->versions[i].form) sink_printf(book->sink, " (" STR_FMT ")", STR_ARG(book_word(book, WORD_UNREADABLE)));
  }
  if (dataset->version_count > 1) sink_printf(book->sink, " (" STR_FMT ")", STR_ARG(book_word(book, WORD_OLDEST_FIRST)));
  sink_z(book->sink, "\n");
}

static void code_elements(const MarkdownBook *book) {
  const Str *paths;
  const size_t count = dataset_code_elements(book->arena, book->dataset, &paths);
  if (count == 0) return;
  book_fact(book, WORD_ASKED_FOR_CODE);
  for (size_t i = 0; i < count; i++) {
    sink_z(book->sink, i ? ", " : "");
    markdown_code(book->sink, paths[i]);
  }
  sink_z(book->sink, ". ");
  book_put_word(book, WORD_NOT_KEPT);
  sink_z(book->sink, "\n");
}

/* Of variables that are all of one form. */
static void variables_of(const MarkdownBook *joint, const Table *table, size_t first, size_t end) {
  const MarkdownBook book = {joint->arena, dataset_of(joint->dataset, &table->variables[first]), joint->sink};
  const size_t key_count = table_run_of_keys(table, first);
  book_keys(&book, &table->variables[first], key_count);
  for (size_t i = first; i < first + key_count; i++)
    if (table->variables[i].value_count) book_section(&book, &table->variables[i]);
  for (size_t i = first + key_count; i < end;) {
    const size_t part_count = table_run_of_parts(table, i);
    if (part_count)
      book_parts(&book, &table->variables[i], part_count);
    else
      book_section(&book, &table->variables[i]);
    i += part_count ? part_count : 1;
  }
}

/* Below the responses, before the repeats. */
static void linked_form(const MarkdownBook *joint, const Table *table, size_t first) {
  const MarkdownBook book = {joint->arena, joint->dataset->linked, joint->sink};
  const Str title = label_in(book.dataset->title, book.dataset->language);
  sink_z(book.sink, "\n## ");
  book_put_word(&book, WORD_JOINED_WITH);
  sink_z(book.sink, ": ");
  markdown_text(book.sink, title.len ? title : book.dataset->form_id);
  sink_z(book.sink, "\n\n");
  book_fact_code(&book, WORD_FORM, book.dataset->form_id);
  fact_form_versions(&book);
  code_elements(&book);
  variables_of(joint, table, first, table->count);
}

static void table_of(const MarkdownBook *book, const Table *table) {
  const bool is_repeat = table->parent_ix >= 0;
  const bool is_joint = !is_repeat && book->dataset->linked;
  const size_t own_count = is_joint ? book->dataset->first->tables[0].count : table->count;
  sink_z(book->sink, "\n## ");
  book_put_word(book, is_repeat ? WORD_REPEAT : WORD_RESPONSES);
  if (is_repeat) sink_z(book->sink, ": ");
  markdown_code(book->sink, table_title(book->arena, book->dataset, table));
  sink_z(book->sink, "\n\n");
  if (is_repeat) book_fact_text(book, WORD_LABEL, label_in(table->label, book->dataset->language));
  if (is_repeat) sink_z(book->sink, "\n");
  book_put_word(book, is_repeat ? WORD_ROW_PER_INSTANCE : WORD_ROW_PER_RESPONSE);
  sink_z(book->sink, "\n");
  variables_of(book, table, 0, own_count);
  if (is_joint) linked_form(book, table, own_count);
}

static void fact_language(const MarkdownBook *book) {
  const Language *languages;
  const size_t count = dataset_languages(book->arena, book->dataset, &languages);
  book_fact(book, WORD_LABEL_LANGUAGE);
  for (size_t i = 0; i < count; i++)
    if (str_equal(languages[i].code, book->dataset->language)) {
      markdown_text(book->sink, languages[i].name);
      sink_z(book->sink, " ");
    }
  markdown_code(book->sink, book->dataset->language);
  sink_z(book->sink, "\n");
}

void codebook_markdown_write(Arena *arena, const Dataset *dataset, Sink *out) {
  const MarkdownBook book = {arena, dataset, out};
  const Str title = label_in(dataset->title, dataset->language);
  sink_z(out, "# ");
  book_put_word(&book, WORD_CODEBOOK);
  sink_z(out, ": ");
  markdown_text(out, title.len ? title : dataset->form_id);
  sink_z(out, "\n\n");
  book_fact_code(&book, WORD_FORM, dataset->form_id);
  fact_form_versions(&book);
  fact_language(&book);
  code_elements(&book);
  book_fact_text(&book, WORD_SHORT_NAME, book_word(&book, WORD_AS_COLUMN));
  silence(&book);
  for (size_t i = 0; i < dataset->table_count; i++)
    table_of(&book, &dataset->tables[i]);
}
