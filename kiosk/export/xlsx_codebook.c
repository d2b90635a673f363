#include "xlsx_codebook.h"

#include "codebook_facts.h"
#include "words.h"

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
    [FACT_QUESTION] = {WORD_QUESTION, 60}, [FACT_TYPE] = {WORD_TYPE, 16},     [FACT_CODE] = {WORD_CODE, 10},
    [FACT_NAME] = {WORD_NAME, 18},         [FACT_LABEL] = {WORD_LABEL, 40},   [FACT_MISSING] = {WORD_MISSING, 12},
    [FACT_VERSIONS] = {WORD_VERSIONS, 18}};
_Static_assert(COUNT_OF(looks) == FACT_COUNT, "every column has its heading");

static const Word kind_words[] = {
    [VARIABLE_TEXT] = WORD_TEXT,        [VARIABLE_NAMES] = WORD_NAMES,   [VARIABLE_INTEGER] = WORD_INTEGER,
    [VARIABLE_DECIMAL] = WORD_DECIMAL,  [VARIABLE_CHOICE] = WORD_CHOICE, [VARIABLE_FLAG] = WORD_FLAG,
    [VARIABLE_PLACE] = WORD_RANK_PLACE, [VARIABLE_DATE] = WORD_DATE,     [VARIABLE_TIME] = WORD_TIME_OF_DAY,
    [VARIABLE_DATETIME] = WORD_DATETIME};
_Static_assert(COUNT_OF(kind_words) == VARIABLE_KIND_COUNT, "every kind of variable has its word");

typedef struct FactSheet {
  Arena *arena;
  const Dataset *dataset;
  XlsxSheet *sheet;
  Str repeat; /* of the variables at hand */
} FactSheet;

static void put(const FactSheet *facts, FactColumn column, Str text) {
  if (text.len > 0) xlsx_sheet_text(facts->sheet, column, text);
}

static void put_word(const FactSheet *facts, FactColumn column, Word word) {
  put(facts, column, word_in(word, facts->dataset->language));
}

static Str versions_text(const FactSheet *facts, const bool *in_version) {
  const Dataset *dataset = facts->dataset;
  if (in_all_versions(dataset, in_version)) return word_in(WORD_ALL, dataset->language);
  Buffer buffer = buffer_new(facts->arena);
  Sink out = sink_to_buffer(&buffer);
  for (size_t v = 0; v < dataset->version_count; v++)
    if (in_version[v]) sink_printf(&out, "%s" STR_FMT, buffer.count > 0 ? ", " : "", STR_ARG(dataset->versions[v].version));
  return buffer_view(&buffer);
}

/* Every row says which column it is of, so that a filter finds all of them. */
static void begin_row(const FactSheet *facts, const Variable *variable) {
  xlsx_sheet_begin_row(facts->sheet);
  put(facts, FACT_REPEAT, facts->repeat);
  put(facts, FACT_COLUMN, variable->header);
  put(facts, FACT_SHORT_NAME, variable->name);
}

static void add_value(const FactSheet *facts, const Variable *variable, const VariableValue *value) {
  begin_row(facts, variable);
  xlsx_sheet_number(facts->sheet, FACT_CODE, (double)value->code, XLSX_WHOLE);
  put(facts, FACT_NAME, value->name);
  put(facts, FACT_LABEL, label_in(value->label, facts->dataset->language));
  if (value->missing) put_word(facts, FACT_MISSING, WORD_YES);
  put(facts, FACT_VERSIONS, versions_text(facts, value->in_version));
}

static void add_variable(const FactSheet *facts, const Variable *variable) {
  begin_row(facts, variable);
  put(facts, FACT_QUESTION, label_in(variable->label, facts->dataset->language));
  put_word(facts, FACT_TYPE, kind_words[variable->kind]);
  put(facts, FACT_NAME, variable->choice);
  put(facts, FACT_LABEL, label_in(variable->list_label, facts->dataset->language));
  if (variable->choice_missing) put_word(facts, FACT_MISSING, WORD_YES);
  put(facts, FACT_VERSIONS, versions_text(facts, variable->in_version));
  for (size_t i = 0; i < variable->value_count; i++)
    add_value(facts, variable, &variable->values[i]);
}

static void add_silence(const FactSheet *facts, Str text, Word meaning) {
  xlsx_sheet_begin_row(facts->sheet);
  put_word(facts, FACT_COLUMN, WORD_SILENCE);
  put(facts, FACT_NAME, text);
  put_word(facts, FACT_LABEL, meaning);
}

void xlsx_codebook_add(Arena *arena, XlsxBook *book, const Dataset *dataset, const Str *sheets) {
  XlsxColumn *columns = ARENA_ARRAY(arena, XlsxColumn, FACT_COUNT);
  for (size_t c = 0; c < FACT_COUNT; c++)
    columns[c] = (XlsxColumn){word_in(looks[c].heading, dataset->language), looks[c].width};
  FactSheet facts = {.arena = arena, .dataset = dataset};
  facts.sheet = xlsx_sheet_new(book, word_in(WORD_CODEBOOK, dataset->language), columns, FACT_COUNT);
  for (size_t t = 0; t < dataset->table_count; t++) {
    const Table *table = &dataset->tables[t];
    facts.repeat = t > 0 ? sheets[t] : (Str){0};
    for (size_t v = 0; v < table->count; v++)
      add_variable(&facts, &table->variables[v]);
  }
  facts.repeat = (Str){0};
  add_silence(&facts, word_in(WORD_EMPTY, dataset->language), WORD_NOT_ASKED);
  add_silence(&facts, STR("#skipped"), WORD_SKIPPED);
  xlsx_sheet_end(facts.sheet);
}
