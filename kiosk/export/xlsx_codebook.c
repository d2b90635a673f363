#include "xlsx_codebook.h"

#include "codebook_kind.h"

#include <string.h>

typedef enum FactColumn {
  FACT_REPEAT, /* the sheet of a repeat; empty: the responses' */
  FACT_COLUMN,
  FACT_SHORT_NAME,
  FACT_QUESTION,
  FACT_TYPE,
  FACT_CODE,
  FACT_NAME,
  FACT_LABEL,
  FACT_MISSING,
  FACT_VERSIONS,
  FACT_COUNT
} FactColumn;

typedef struct FactLook {
  Word heading;
  double width; /* letters */
} FactLook;

static const FactLook looks[] = {
    [FACT_REPEAT] = {WORD_REPEAT, 14},     [FACT_COLUMN] = {WORD_COLUMN, 28}, [FACT_SHORT_NAME] = {WORD_SHORT_NAME, 24},
    [FACT_QUESTION] = {WORD_QUESTION, 50}, [FACT_TYPE] = {WORD_TYPE, 28},     [FACT_CODE] = {WORD_CODE, 8},
    [FACT_NAME] = {WORD_NAME, 18},         [FACT_LABEL] = {WORD_LABEL, 36},   [FACT_MISSING] = {WORD_MISSING, 12},
    [FACT_VERSIONS] = {WORD_VERSIONS, 18}};
_Static_assert(COUNT_OF(looks) == FACT_COUNT, "every column has its heading");

typedef struct FactSheet {
  Arena *arena;
  const Dataset *dataset; /* that the variables at hand are of */
  XlsxSheet *sheet;
  int places[FACT_COUNT]; /* of the columns in the sheet; -1: left out */
  Str repeat;             /* of the variables at hand */
  const bool *whole;      /* which versions had the question at hand, of whose choices more columns tell */
} FactSheet;

static bool has_missing(const Variable *variable) {
  bool any = variable->choice_missing;
  for (size_t i = 0; i < variable->value_count; i++)
    any |= variable->values[i].missing;
  return any;
}

static bool any_missing(const Dataset *dataset) {
  for (size_t t = 0; t < dataset->table_count; t++)
    for (size_t v = 0; v < dataset->tables[t].count; v++)
      if (has_missing(&dataset->tables[t].variables[v])) return true;
  return false;
}

/* A column that would say the same in every row is left out. */
static bool is_wanted(const Dataset *dataset, FactColumn column) {
  if (column == FACT_REPEAT) return dataset->table_count > 1;
  if (column == FACT_MISSING) return any_missing(dataset);
  return column != FACT_VERSIONS || dataset->version_count > 1 || (dataset->linked && dataset->linked->version_count > 1);
}

static void put(const FactSheet *facts, FactColumn column, Str text, XlsxStyle style) {
  const int place = facts->places[column];
  if (place >= 0 && text.len > 0) xlsx_sheet_text(facts->sheet, (size_t)place, text, style);
}

static void put_word(const FactSheet *facts, FactColumn column, Word word, XlsxStyle style) {
  put(facts, column, word_in(word, facts->dataset->language), style);
}

static void put_label(const FactSheet *facts, FactColumn column, Label label, XlsxStyle style) {
  put(facts, column, label_in(label, facts->dataset->language), style);
}

static Str versions_text(const FactSheet *facts, const bool *in_version) {
  const Dataset *dataset = facts->dataset;
  if (in_all_versions(dataset, in_version)) return word_in(WORD_ALL, dataset->language);
  return version_names(facts->arena, dataset, in_version);
}

/* What goes without saying, as its question was in the same ones, is said quietly. */
static void put_versions(const FactSheet *facts, const bool *in_version, const bool *of_question) {
  const bool same = memcmp(in_version, of_question, facts->dataset->version_count * sizeof *in_version) == 0;
  put(facts, FACT_VERSIONS, versions_text(facts, in_version), same ? XLSX_FACT_QUIET : XLSX_FACT);
}

static void begin_band(const FactSheet *facts) {
  xlsx_sheet_begin_row(facts->sheet);
  for (int c = 0; c < FACT_COUNT; c++)
    if (facts->places[c] >= 0) xlsx_sheet_blank(facts->sheet, (size_t)facts->places[c], XLSX_BAND);
}

/* Every row says which column it is of, so that a filter finds all of them. */
static void put_names(const FactSheet *facts, const Variable *variable, XlsxStyle style) {
  put(facts, FACT_REPEAT, facts->repeat, style);
  put(facts, FACT_COLUMN, variable->header, style);
  put(facts, FACT_SHORT_NAME, variable->name, style);
}

static void add_value(const FactSheet *facts, const Variable *variable, const VariableValue *value) {
  xlsx_sheet_begin_row(facts->sheet);
  put_names(facts, variable, XLSX_FACT_QUIET);
  xlsx_sheet_number(facts->sheet, (size_t)facts->places[FACT_CODE], (double)value->code, XLSX_FACT_WHOLE);
  put(facts, FACT_NAME, value->name, XLSX_FACT);
  put_label(facts, FACT_LABEL, value->label, XLSX_FACT);
  if (value->missing) put_word(facts, FACT_MISSING, WORD_YES, XLSX_FACT);
  put_versions(facts, value->in_version, variable->in_version);
}

static void put_type(const FactSheet *facts, const Variable *variable, XlsxStyle style) {
  const Str language = facts->dataset->language, type = word_in(variable_kind_word(facts->dataset, variable), language),
            changed = variable_kinds_text(facts->arena, facts->dataset, variable, language);
  put(facts, FACT_TYPE, changed.len ? arena_printf(facts->arena, STR_FMT ": " STR_FMT, STR_ARG(type), STR_ARG(changed)) : type,
      style);
}

/* A choice of a question that has several stands below it, as a value does. */
static void add_part(const FactSheet *facts, const Variable *variable) {
  xlsx_sheet_begin_row(facts->sheet);
  put_names(facts, variable, XLSX_FACT);
  put_label(facts, FACT_QUESTION, variable->label, XLSX_FACT_QUIET);
  put_type(facts, variable, XLSX_FACT_QUIET);
  put(facts, FACT_NAME, variable->choice, XLSX_FACT);
  put_label(facts, FACT_LABEL, variable->list_label, XLSX_FACT);
  if (variable->choice_missing) put_word(facts, FACT_MISSING, WORD_YES, XLSX_FACT);
  put_versions(facts, variable->in_version, facts->whole);
}

static void add_variable(FactSheet *facts, const Variable *variable) {
  facts->whole = variable->in_version;
  begin_band(facts);
  put_names(facts, variable, XLSX_BAND);
  put_label(facts, FACT_QUESTION, variable->label, XLSX_BAND);
  put_type(facts, variable, XLSX_BAND);
  put(facts, FACT_VERSIONS, versions_text(facts, variable->in_version), XLSX_BAND);
  for (size_t i = 0; i < variable->value_count; i++)
    add_value(facts, variable, &variable->values[i]);
}

static void add_silence(const FactSheet *facts, Str text, Word meaning) {
  xlsx_sheet_begin_row(facts->sheet);
  put_word(facts, FACT_COLUMN, WORD_SILENCE, XLSX_FACT_QUIET);
  put(facts, FACT_NAME, text, XLSX_FACT);
  put_word(facts, FACT_LABEL, meaning, XLSX_FACT);
}

static void add_silences(const FactSheet *facts) {
  begin_band(facts);
  put_word(facts, FACT_COLUMN, WORD_SILENCE, XLSX_BAND);
  add_silence(facts, word_in(WORD_EMPTY, facts->dataset->language), WORD_NOT_ASKED);
  add_silence(facts, STR("#skipped"), WORD_SKIPPED);
}

static FactSheet new_sheet(Arena *arena, XlsxBook *book, const Dataset *dataset) {
  FactSheet facts = {.arena = arena, .dataset = dataset};
  XlsxColumn *columns = ARENA_ARRAY(arena, XlsxColumn, FACT_COUNT);
  int count = 0;
  for (int c = 0; c < FACT_COUNT; c++) {
    const bool wanted = is_wanted(dataset, (FactColumn)c);
    facts.places[c] = wanted ? count : -1;
    if (wanted) columns[count++] = (XlsxColumn){.heading = word_in(looks[c].heading, dataset->language), .width = looks[c].width};
  }
  facts.sheet = xlsx_sheet_new(book, XLSX_FOR_READING, word_in(WORD_CODEBOOK, dataset->language), columns, (size_t)count);
  return facts;
}

void xlsx_codebook_add(Arena *arena, XlsxBook *book, const Dataset *dataset, const Str *sheets) {
  FactSheet facts = new_sheet(arena, book, dataset);
  add_silences(&facts);
  for (size_t t = 0; t < dataset->table_count; t++) {
    const Table *table = &dataset->tables[t];
    facts.repeat = t > 0 ? sheets[t] : (Str){0};
    for (size_t v = 0; v < table->count; v++) {
      facts.dataset = dataset_of(dataset, &table->variables[v]);
      if (variable_is_part(&table->variables[v]))
        add_part(&facts, &table->variables[v]);
      else
        add_variable(&facts, &table->variables[v]);
    }
  }
  xlsx_sheet_end(facts.sheet);
}
