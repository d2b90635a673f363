#include "ddi_variable.h"

#include <ctype.h>

typedef struct DdiKind {
  const char *interval, *representation, *domain, *format, *category;
  const char *written; /* how it stands in csv, where that has a form of its own */
} DdiKind;

static const DdiKind kinds[VARIABLE_KIND_COUNT] = {
    [VARIABLE_TEXT] = {"discrete", "text", "text", "character", "other", ""},
    [VARIABLE_NAMES] = {"discrete", "text", "multiple", "character", "other", ""},
    [VARIABLE_INTEGER] = {"contin", "numeric", "numeric", "numeric", "other", ""},
    [VARIABLE_DECIMAL] = {"contin", "numeric", "numeric", "numeric", "other", ""},
    [VARIABLE_CHOICE] = {"discrete", "code", "category", "numeric", "other", ""},
    [VARIABLE_FLAG] = {"discrete", "code", "category", "numeric", "other", ""},
    [VARIABLE_PLACE] = {"discrete", "numeric", "numeric", "numeric", "other", ""},
    [VARIABLE_DATE] = {"contin", "datetime", "datetime", "numeric", "date", "YYYY-MM-DD"},
    [VARIABLE_TIME] = {"contin", "datetime", "datetime", "numeric", "time", "hh:mm:ss"},
    [VARIABLE_DATETIME] = {"contin", "datetime", "datetime", "numeric", "date", "YYYY-MM-DDThh:mm:ss"},
};

static const char *const natures[] = {[MEASURE_NOMINAL] = "nominal", [MEASURE_ORDINAL] = "ordinal", [MEASURE_SCALE] = "interval"};

/* xs:language: letters, then letters and digits, one to eight between hyphens. */
static bool is_language(Str s) {
  size_t run = 0;
  bool first = true;
  for (size_t i = 0; i < s.len; i++) {
    const unsigned char c = (unsigned char)s.ptr[i];
    if (c == '-' && run > 0) {
      run = 0;
      first = false;
    } else if (c < 0x80 && (isalpha(c) || (!first && isdigit(c))) && run < 8) {
      run++;
    } else {
      return false;
    }
  }
  return run > 0;
}

void ddi_text_in(DdiBook *book, const char *element, Str language, Str text) {
  if (!text.len) return;
  xml_begin(&book->xml, element);
  xml_put(&book->xml, "xml:lang", is_language(language) ? language : STR("und"));
  xml_text(&book->xml, text);
  xml_end(&book->xml, element);
}

void ddi_version(DdiBook *book, size_t version_ix) {
  xml_begin(&book->xml, "verStmt");
  xml_element(&book->xml, "version", book->dataset->versions[version_ix].version);
  xml_end(&book->xml, "verStmt");
}

static Str id_of(const DdiBook *book, char letter, size_t table_ix, const Variable *variable) {
  return arena_printf(book->arena, "%c%zu_" STR_FMT, letter, table_ix + 1, STR_ARG(variable->name));
}

static void attribute_text(Xml *xml, const char *element, const char *attribute, const char *value, Str text) {
  if (!text.len) return;
  xml_begin(xml, element);
  xml_put_z(xml, attribute, value);
  xml_text(xml, text);
  xml_end(xml, element);
}

/* A choice's column is called by the choice and its question. */
static void labels(DdiBook *book, const Variable *variable) {
  for (size_t i = 0; i < book->language_count; i++) {
    const Str language = book->languages[i].code;
    const Str question = variable_label_exactly(book->arena, book->dataset, variable, language);
    const Str choice = label_exactly(book->dataset, variable->list_label, language);
    const char *between = choice.len && question.len ? " – " : "";
    ddi_text_in(book, "labl", language,
                arena_printf(book->arena, STR_FMT "%s" STR_FMT, STR_ARG(choice), between, STR_ARG(question)));
  }
}

static void question(DdiBook *book, const Variable *variable, Origin origin) {
  Xml *xml = &book->xml;
  if (!origin.question) return;
  const Label hint = {.form = origin.form, .text = origin.question->hint};
  xml_begin(xml, "qstn");
  xml_put_z(xml, "responseDomainType", kinds[variable->kind].domain);
  for (size_t i = 0; i < book->language_count; i++)
    ddi_text_in(book, "qstnLit", book->languages[i].code,
                variable_label_exactly(book->arena, book->dataset, variable, book->languages[i].code));
  for (size_t i = 0; i < book->language_count; i++)
    ddi_text_in(book, "ivuInstr", book->languages[i].code, label_exactly(book->dataset, hint, book->languages[i].code));
  xml_end(xml, "qstn");
}

static void item(DdiBook *book, Str value) {
  xml_begin(&book->xml, "item");
  xml_put(&book->xml, "VALUE", value);
  xml_end(&book->xml, "item");
}

static void range(DdiBook *book, const char *units, Str min, Str max) {
  Xml *xml = &book->xml;
  xml_begin(xml, "valrng");
  xml_begin(xml, "range");
  xml_put_z(xml, "UNITS", units);
  xml_put(xml, "min", min);
  if (max.len) xml_put(xml, "max", max);
  xml_end(xml, "range");
  xml_end(xml, "valrng");
}

static Str code_of(const DdiBook *book, const VariableValue *value) {
  return arena_printf(book->arena, "%lld", (long long)value->code);
}

static void valid_codes(DdiBook *book, const Variable *variable) {
  size_t count = 0;
  for (size_t i = 0; i < variable->value_count; i++)
    count += !variable->values[i].missing;
  if (!count) return;
  xml_begin(&book->xml, "valrng");
  for (size_t i = 0; i < variable->value_count; i++)
    if (!variable->values[i].missing) item(book, code_of(book, &variable->values[i]));
  xml_end(&book->xml, "valrng");
}

static void valid_values(DdiBook *book, const Variable *variable, Origin origin) {
  Arena *arena = book->arena;
  if (variable->kind == VARIABLE_CHOICE)
    valid_codes(book, variable);
  else if (variable->kind == VARIABLE_FLAG)
    range(book, "INT", STR("0"), STR("1"));
  else if (variable->kind == VARIABLE_PLACE)
    range(book, "INT", STR("1"), (Str){0});
  else if (origin.question && origin.question->kind == QUESTION_RANGE)
    range(book, variable->kind == VARIABLE_INTEGER ? "INT" : "REAL", number_to_str(arena, origin.question->range.start),
          number_to_str(arena, origin.question->range.end));
}

/* May a number stand for its having been passed over? */
static bool has_number_of_silence(const Variable *variable) {
  return silence_of(variable->kind) != SILENCE_OF_TEXT && !variable_is_key(variable);
}

/* The numbers that are no values: as a .sav has them. */
static void invalid_values(DdiBook *book, const Variable *variable) {
  if (!has_number_of_silence(variable)) return;
  xml_begin(&book->xml, "invalrng");
  for (size_t i = 0; i < variable->value_count; i++)
    if (variable->values[i].missing) item(book, code_of(book, &variable->values[i]));
  item(book, str_from(silence_in_sav(silence_of(variable->kind))));
  xml_end(&book->xml, "invalrng");
}

static Str names_of_versions(const DdiBook *book, const bool *in_version) {
  Buffer buffer = buffer_new(book->arena);
  Sink sink = sink_to_buffer(&buffer);
  const char *between = "";
  for (size_t i = 0; i < book->dataset->version_count; i++) {
    if (!in_version[i]) continue;
    sink_z(&sink, between);
    sink_str(&sink, book->dataset->versions[i].version);
    between = ", ";
  }
  return buffer_view(&buffer);
}

static void universes(DdiBook *book, const Variable *variable) {
  const Condition *conditions;
  const size_t count = variable_conditions(book->arena, book->dataset, variable, &conditions);
  for (size_t i = 0; i < count; i++) {
    if (!conditions[i].words.len) continue;
    xml_begin(&book->xml, "universe");
    if (count > 1)
      xml_put(&book->xml, "level",
              arena_printf(book->arena, "version " STR_FMT, STR_ARG(names_of_versions(book, conditions[i].in_version))));
    xml_text(&book->xml, conditions[i].words);
    xml_end(&book->xml, "universe");
  }
}

static void category_of_value(DdiBook *book, const VariableValue *value) {
  Xml *xml = &book->xml;
  xml_begin(xml, "catgry");
  if (value->missing) xml_put_z(xml, "missing", "Y");
  xml_element(xml, "catValu", code_of(book, value));
  for (size_t i = 0; i < book->language_count; i++)
    ddi_text_in(book, "labl", book->languages[i].code, label_exactly(book->dataset, value->label, book->languages[i].code));
  attribute_text(xml, "txt", "level", "name", value->name);
  if (value->tag) attribute_text(xml, "txt", "level", "stata", arena_printf(book->arena, ".%c", value->tag));
  for (size_t i = 0; i < book->dataset->version_count; i++)
    if (value->in_version[i]) attribute_text(xml, "txt", "level", "version", book->dataset->versions[i].version);
  xml_end(xml, "catgry");
}

static void category_of_word(DdiBook *book, const char *value, Word word, bool missing) {
  Xml *xml = &book->xml;
  size_t said = 0;
  xml_begin(xml, "catgry");
  if (missing) xml_put_z(xml, "missing", "Y");
  xml_element(xml, "catValu", str_from(value));
  for (size_t i = 0; i < book->language_count; i++) {
    if (!word_language_known(book->languages[i].code)) continue;
    ddi_text_in(book, "labl", book->languages[i].code, word_in(word, book->languages[i].code));
    said++;
  }
  if (!said) ddi_text_in(book, "labl", STR("en"), word_in(word, STR("en")));
  xml_end(xml, "catgry");
}

static void categories(DdiBook *book, const Variable *variable) {
  for (size_t i = 0; i < variable->value_count; i++)
    category_of_value(book, &variable->values[i]);
  if (variable->kind == VARIABLE_FLAG) {
    category_of_word(book, "0", WORD_NO, false);
    category_of_word(book, "1", WORD_YES, false);
  }
  if (has_number_of_silence(variable)) category_of_word(book, silence_in_sav(silence_of(variable->kind)), WORD_SKIPPED, true);
}

static void derivation(DdiBook *book, const Expr *calculation) {
  if (!calculation) return;
  xml_begin(&book->xml, "derivation");
  attribute_text(&book->xml, "drvcmd", "syntax", "XLSForm", expr_text(calculation));
  xml_end(&book->xml, "derivation");
}

static void format(DdiBook *book, const Variable *variable) {
  const DdiKind *kind = &kinds[variable->kind];
  xml_begin(&book->xml, "varFormat");
  xml_put_z(&book->xml, "type", kind->format);
  xml_put_z(&book->xml, "schema", "ISO");
  xml_put_z(&book->xml, "category", kind->category);
  if (*kind->written) xml_text(&book->xml, str_from(kind->written));
  xml_end(&book->xml, "varFormat");
}

static void notes(DdiBook *book, const Variable *variable, Origin origin) {
  Xml *xml = &book->xml;
  attribute_text(xml, "notes", "type", "column", variable->header);
  if (variable->choice.len) attribute_text(xml, "notes", "type", "choice", variable->choice);
  if (variable->choice_missing) attribute_text(xml, "notes", "type", "missing", STR("The choice is no value of the scale."));
  if (variable->kind == VARIABLE_NAMES) attribute_text(xml, "notes", "type", "formats", STR("csv, xlsx and jsonl only"));
  if (origin.question && origin.question->constraint)
    attribute_text(xml, "notes", "type", "constraint", expr_text(origin.question->constraint));
}

static void variable_in_ddi(DdiBook *book, size_t table_ix, const Variable *variable) {
  Xml *xml = &book->xml;
  const Origin origin = variable_origin(book->dataset, variable);
  const bool is_whole = variable->kind != VARIABLE_DECIMAL && silence_of(variable->kind) != SILENCE_OF_TEXT;
  xml_begin(xml, "var");
  xml_put(xml, "ID", id_of(book, 'V', table_ix, variable));
  xml_put(xml, "name", variable->name);
  xml_put(xml, "files", arena_printf(book->arena, "F%zu", table_ix + 1));
  if (is_whole) xml_put_z(xml, "dcml", "0");
  xml_put_z(xml, "intrvl", kinds[variable->kind].interval);
  xml_put_z(xml, "nature", natures[variable->measure]);
  xml_put_z(xml, "representationType", kinds[variable->kind].representation);
  labels(book, variable);
  question(book, variable, origin);
  valid_values(book, variable, origin);
  invalid_values(book, variable);
  universes(book, variable);
  categories(book, variable);
  for (size_t i = 0; i < book->dataset->version_count; i++)
    if (variable->in_version[i]) ddi_version(book, i);
  derivation(book, origin.question ? origin.question->calculation : NULL);
  format(book, variable);
  notes(book, variable, origin);
  xml_end(xml, "var");
}

static void group(DdiBook *book, size_t table_ix, const Variable *variables, size_t count) {
  Xml *xml = &book->xml;
  Buffer ids = buffer_new(book->arena);
  Sink sink = sink_to_buffer(&ids);
  for (size_t i = 0; i < count; i++) {
    sink_z(&sink, i ? " " : "");
    sink_str(&sink, id_of(book, 'V', table_ix, &variables[i]));
  }
  xml_begin(xml, "varGrp");
  xml_put(xml, "ID", id_of(book, 'G', table_ix, &variables[0]));
  xml_put_z(xml, "type", "multipleResp");
  xml_put(xml, "var", buffer_view(&ids));
  xml_put(xml, "name", variables[0].path);
  for (size_t i = 0; i < book->language_count; i++)
    ddi_text_in(book, "labl", book->languages[i].code,
                variable_label_exactly(book->arena, book->dataset, &variables[0], book->languages[i].code));
  xml_end(xml, "varGrp");
}

void ddi_variable_groups(DdiBook *book, size_t table_ix) {
  const Table *table = &book->dataset->tables[table_ix];
  for (size_t i = 0, count; i < table->count; i += count ? count : 1) {
    count = table_run_of_parts(table, i);
    if (count) group(book, table_ix, &table->variables[i], count);
  }
}

void ddi_variables(DdiBook *book, size_t table_ix) {
  const Table *table = &book->dataset->tables[table_ix];
  for (size_t i = 0; i < table->count; i++)
    variable_in_ddi(book, table_ix, &table->variables[i]);
}
