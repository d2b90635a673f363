/* How a codebook in Markdown tells of variables. */
#include "codebook_kind.h"
#include "markdown_book.h"
#include "sav_missing.h"

static Str variable_label(const MarkdownBook *book, const Variable *variable) {
  const Str exactly = variable_label_exactly(book->arena, book->dataset, variable, book->dataset->language);
  return exactly.len ? exactly : label_in(variable->label, book->dataset->language);
}

static const Word measures[] = {[MEASURE_NOMINAL] = WORD_NOMINAL, [MEASURE_ORDINAL] = WORD_ORDINAL, [MEASURE_SCALE] = WORD_SCALE};

static void fact_type(const MarkdownBook *book, const Variable *variable, const Question *question) {
  Sink *sink = book->sink;
  book_fact(book, WORD_TYPE);
  book_put_word(book, variable_kind_word(book->dataset, variable));
  if (variable->kind == VARIABLE_NAMES)
    sink_printf(sink, " (" STR_FMT ")", STR_ARG(book_word(book, WORD_ONLY_TEXT_FORMATS)));
  else if (variable->kind != VARIABLE_TEXT)
    sink_printf(sink, " (" STR_FMT ")", STR_ARG(book_word(book, measures[variable->measure])));
  if (question && !form_type(question->kind)->asked) sink_printf(sink, ", XLSForm `%s`", form_type(question->kind)->name);
  sink_z(sink, "\n");
}

static void fact_group(const MarkdownBook *book, Origin origin) {
  const Group *const *groups;
  const size_t count = origin_groups(book->arena, origin, &groups);
  for (size_t i = 0; i < count; i++) {
    const Str label = label_in((Label){.form = origin.form, .text = groups[i]->label}, book->dataset->language);
    if (i == 0) book_fact(book, WORD_GROUP);
    sink_z(book->sink, i ? " / " : "");
    markdown_text(book->sink, label.len ? label : groups[i]->name);
  }
  if (count) sink_z(book->sink, "\n");
}

static void fact_asked(const MarkdownBook *book, const Variable *variable) {
  const Condition *conditions;
  const size_t count = variable_conditions(book->arena, book->dataset, variable, &conditions);
  if (count == 0 || (count == 1 && !conditions[0].words.len)) return;
  book_fact(book, WORD_ASKED_WHEN);
  for (size_t i = 0; i < count; i++) {
    sink_z(book->sink, i ? "; " : "");
    if (conditions[i].words.len)
      markdown_code(book->sink, conditions[i].words);
    else
      book_put_word(book, WORD_ALWAYS);
    if (count == 1) continue;
    sink_z(book->sink, " (");
    book_put_versions(book, conditions[i].in_version, book->sink);
    sink_z(book->sink, ")");
  }
  sink_z(book->sink, "\n");
}

static Str words_of(const Expr *expr) {
  return expr ? expr_text(expr) : (Str){0};
}

/* The top of the book says what an empty cell, or none, means. */
static bool has_other_name(const Variable *variable) {
  return !str_equal(variable->name, variable->header);
}

static void cell_short_name(MarkdownTable *table, const Variable *variable) {
  markdown_cell_code(table, has_other_name(variable) ? variable->name : (Str){0});
}

static void facts(const MarkdownBook *book, const Variable *variable) {
  const Origin origin = variable_origin(book->dataset, variable);
  const Question *question = origin.question;
  if (question)
    book_fact_text(book, WORD_HINT, label_in((Label){.form = origin.form, .text = question->hint}, book->dataset->language));
  if (variable->kind != VARIABLE_NAMES && has_other_name(variable)) book_fact_code(book, WORD_SHORT_NAME, variable->name);
  fact_type(book, variable, question);
  book_fact_text(book, WORD_TYPE_BY_VERSION, variable_kinds_text(book->arena, book->dataset, variable, book->dataset->language));
  fact_group(book, origin);
  fact_asked(book, variable);
  if (question) book_fact_code(book, WORD_ACCEPTED, words_of(question->constraint));
  if (question) book_fact_code(book, WORD_CALCULATED, words_of(question->calculation));
  if (book->dataset->version_count == 1) return;
  book_fact(book, WORD_VERSIONS);
  book_put_versions(book, variable->in_version, book->sink);
  sink_z(book->sink, "\n");
}

static void heading(const MarkdownBook *book, const Variable *variable) {
  const Str label = str_trim(variable_label(book, variable));
  sink_z(book->sink, "\n### ");
  markdown_code(book->sink, variable->header);
  sink_z(book->sink, "\n\n");
  if (!label.len) return;
  sink_z(book->sink, "**");
  markdown_text(book->sink, label);
  sink_z(book->sink, "**\n\n");
}

static void put_table(const MarkdownBook *book, const MarkdownTable *table) {
  sink_z(book->sink, "\n");
  markdown_table_write(table, book->sink);
}

static void cell_missing(const MarkdownBook *book, MarkdownTable *table, const VariableValue *value, bool in_spss) {
  Buffer buffer = buffer_new(book->arena);
  Sink sink = sink_to_buffer(&buffer);
  if (value->missing && value->tag) sink_printf(&sink, "Stata `.%c`", value->tag);
  if (value->missing && !value->tag) sink_str(&sink, book_word(book, WORD_YES));
  if (value->missing && !in_spss) sink_printf(&sink, ", " STR_FMT, STR_ARG(book_word(book, WORD_NOT_IN_SPSS)));
  markdown_cell(table, buffer_view(&buffer));
}

/* Columns that would say the same in all rows are left out. */
static void values(const MarkdownBook *book, const Variable *variable) {
  const SavMissing in_spss = sav_missing_of(variable->values, variable->value_count);
  bool any_missing = false, all_versions = true;
  for (size_t i = 0; i < variable->value_count; i++) {
    any_missing |= variable->values[i].missing;
    all_versions &= in_all_versions(book->dataset, variable->values[i].in_version);
  }
  MarkdownTable table = markdown_table(book->arena, (size_t)3 + any_missing + !all_versions);
  table.numbers_first = true;
  book_cell_word(book, &table, WORD_CODE);
  book_cell_word(book, &table, WORD_NAME);
  book_cell_word(book, &table, WORD_LABEL);
  if (any_missing) book_cell_word(book, &table, WORD_MISSING);
  if (!all_versions) book_cell_word(book, &table, WORD_VERSIONS);
  for (size_t i = 0; i < variable->value_count; i++) {
    const VariableValue *value = &variable->values[i];
    markdown_cell(&table, arena_printf(book->arena, "%lld", (long long)value->code));
    markdown_cell_code(&table, value->name);
    markdown_cell_text(&table, label_in(value->label, book->dataset->language));
    if (any_missing) cell_missing(book, &table, value, sav_missing_has(&in_spss, (double)value->code));
    if (!all_versions) book_cell_versions(book, &table, value->in_version);
  }
  put_table(book, &table);
}

void book_section(const MarkdownBook *book, const Variable *variable) {
  heading(book, variable);
  facts(book, variable);
  if (variable->value_count) values(book, variable);
}

void book_parts(const MarkdownBook *book, const Variable *variables, size_t count) {
  bool any_missing = false, all_versions = true;
  for (size_t i = 0; i < count; i++) {
    any_missing |= variables[i].choice_missing;
    all_versions &= in_all_versions(book->dataset, variables[i].in_version);
  }
  MarkdownTable table = markdown_table(book->arena, (size_t)3 + any_missing + !all_versions);
  book_cell_word(book, &table, WORD_COLUMN);
  book_cell_word(book, &table, WORD_SHORT_NAME);
  book_cell_word(book, &table, WORD_LABEL);
  if (any_missing) book_cell_word(book, &table, WORD_MISSING);
  if (!all_versions) book_cell_word(book, &table, WORD_VERSIONS);
  for (size_t i = 0; i < count; i++) {
    markdown_cell_code(&table, variables[i].header);
    cell_short_name(&table, &variables[i]);
    markdown_cell_text(&table, label_in(variables[i].list_label, book->dataset->language));
    if (any_missing) markdown_cell(&table, variables[i].choice_missing ? book_word(book, WORD_YES) : (Str){0});
    if (!all_versions) book_cell_versions(book, &table, variables[i].in_version);
  }
  sink_z(book->sink, "\n");
  book_put_word(book, variables[0].kind == VARIABLE_PLACE ? WORD_PLACES_MEAN : WORD_FLAGS_MEAN);
  sink_z(book->sink, "\n");
  put_table(book, &table);
}

void book_keys(const MarkdownBook *book, const Variable *variables, size_t count) {
  bool any_renamed = false;
  for (size_t i = 0; i < count; i++)
    any_renamed |= has_other_name(&variables[i]);
  MarkdownTable table = markdown_table(book->arena, (size_t)3 + any_renamed);
  book_cell_word(book, &table, WORD_COLUMN);
  if (any_renamed) book_cell_word(book, &table, WORD_SHORT_NAME);
  book_cell_word(book, &table, WORD_LABEL);
  book_cell_word(book, &table, WORD_TYPE);
  for (size_t i = 0; i < count; i++) {
    markdown_cell_code(&table, variables[i].header);
    if (any_renamed) cell_short_name(&table, &variables[i]);
    markdown_cell_text(&table, variable_label(book, &variables[i]));
    book_cell_word(book, &table, variable_kind_word(book->dataset, &variables[i]));
  }
  put_table(book, &table);
}
