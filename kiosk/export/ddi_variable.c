#include "ddi_variable.h"
#include "codebook_kind.h"

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

Str ddi_variable_ids(const DdiBook *book, size_t table_ix, const Variable *variables, size_t count) {
  Buffer ids = buffer_new(book->arena);
  Sink sink = sink_to_buffer(&ids);
  for (size_t i = 0; i < count; i++) {
    sink_z(&sink, i ? " " : "");
    sink_str(&sink, id_of(book, 'V', table_ix, &variables[i]));
  }
  return buffer_view(&ids);
}

static void attribute_text(Xml *xml, const char *element, const char *attribute, const char *value, Str text) {
  if (!text.len) return;
  xml_begin(xml, element);
  xml_put_z(xml, attribute, value);
  xml_text(xml, text);
  xml_end(xml, element);
}

/* A choice's column is called by the choice and its question: in a language that has words for either, both are as they were shown. */
static Str label_of_part(const DdiBook *book, const Variable *variable, Str language) {
  const Str exactly = variable_label_exactly(book->arena, book->dataset, variable, language),
            shown = choice_label_exactly(book->arena, book->dataset, variable, variable->list_label, language);
  if (!exactly.len && !shown.len) return (Str){0};
  const Str choice = shown.len ? shown : variable->choice, question = exactly.len ? exactly : label_in(variable->label, language);
  return arena_printf(book->arena, STR_FMT "%s" STR_FMT, STR_ARG(choice), question.len ? " – " : "", STR_ARG(question));
}

static Str label_of(const DdiBook *book, const Variable *variable, Str language) {
  return variable_is_part(variable) ? label_of_part(book, variable, language)
                                    : variable_label_exactly(book->arena, book->dataset, variable, language);
}

/* What has no words in any language, as a calculation, is called by its path. */
static void labels(DdiBook *book, const Variable *variable) {
  size_t said = 0;
  for (size_t i = 0; i < book->language_count; i++) {
    const Str label = label_of(book, variable, book->languages[i].code);
    ddi_text_in(book, "labl", book->languages[i].code, label);
    said += label.len > 0;
  }
  if (!said) xml_element(&book->xml, "labl", variable->header);
}

static void question(DdiBook *book, const Variable *variable, Origin origin) {
  Xml *xml = &book->xml;
  if (!origin.question || !form_type(origin.question->kind)->asked) return;
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

/* What is no value: as a .sav has it. */
static void invalid_values(DdiBook *book, const Variable *variable) {
  if (!variable_is_answer(variable)) return;
  xml_begin(&book->xml, "invalrng");
  for (size_t i = 0; i < variable->value_count; i++)
    if (variable->values[i].missing) item(book, code_of(book, &variable->values[i]));
  item(book, str_from(silence_in_sav(silence_of(variable->kind))));
  xml_end(&book->xml, "invalrng");
}

static void universes(DdiBook *book, const Variable *variable) {
  const Condition *conditions;
  const size_t count = variable_conditions(book->arena, book->dataset, variable, &conditions);
  for (size_t i = 0; i < count; i++) {
    if (!conditions[i].words.len) continue;
    xml_begin(&book->xml, "universe");
    if (count > 1)
      xml_put(&book->xml, "level",
              arena_printf(book->arena, "version " STR_FMT,
                           STR_ARG(version_names(book->arena, book->dataset, conditions[i].in_version))));
    xml_text(&book->xml, conditions[i].words);
    xml_end(&book->xml, "universe");
  }
}

static void category_of_value(DdiBook *book, const Variable *variable, const VariableValue *value) {
  Xml *xml = &book->xml;
  xml_begin(xml, "catgry");
  if (value->missing) xml_put_z(xml, "missing", "Y");
  xml_element(xml, "catValu", code_of(book, value));
  for (size_t i = 0; i < book->language_count; i++)
    ddi_text_in(book, "labl", book->languages[i].code,
                choice_label_exactly(book->arena, book->dataset, variable, value->label, book->languages[i].code));
  attribute_text(xml, "txt", "level", "name", value->name);
  if (value->tag) attribute_text(xml, "txt", "level", "stata", arena_printf(book->arena, ".%c", value->tag));
  for (size_t i = 0; i < book->dataset->version_count; i++)
    if (value->in_version[i]) attribute_text(xml, "txt", "level", "version", book->dataset->versions[i].version);
  xml_end(xml, "catgry");
}

static void labels_of_word(DdiBook *book, Word word) {
  size_t said = 0;
  for (size_t i = 0; i < book->language_count; i++) {
    if (!word_language_known(book->languages[i].code)) continue;
    ddi_text_in(book, "labl", book->languages[i].code, word_in(word, book->languages[i].code));
    said++;
  }
  if (!said) ddi_text_in(book, "labl", STR("en"), word_in(word, STR("en")));
}

static void category_of_silence(DdiBook *book, VariableKind kind) {
  xml_begin(&book->xml, "catgry");
  xml_put_z(&book->xml, "missing", "Y");
  xml_element(&book->xml, "catValu", str_from(silence_in_sav(silence_of(kind))));
  labels_of_word(book, WORD_SKIPPED);
  xml_end(&book->xml, "catgry");
}

static void category_of_flag(DdiBook *book, const char *code, Word word, bool agreed) {
  Xml *xml = &book->xml;
  xml_begin(xml, "catgry");
  xml_element(xml, "catValu", str_from(code));
  labels_of_word(book, word);
  if (agreed) attribute_text(xml, "txt", "level", "csv", STR("OK"));
  if (agreed) attribute_text(xml, "txt", "level", "jsonl", STR("true"));
  xml_end(xml, "catgry");
}

static void categories(DdiBook *book, const Variable *variable) {
  for (size_t i = 0; i < variable->value_count; i++)
    category_of_value(book, variable, &variable->values[i]);
  if (variable->kind == VARIABLE_FLAG) {
    category_of_flag(book, "0", WORD_NO, false);
    category_of_flag(book, "1", WORD_YES, variable_is_agreed(book->dataset, variable));
  }
  if (variable_is_answer(variable)) category_of_silence(book, variable->kind);
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
  if (variable->linked) attribute_text(xml, "notes", "type", "form", book->dataset->form_id);
  attribute_text(xml, "notes", "type", "column", variable->header);
  if (variable->choice.len) attribute_text(xml, "notes", "type", "choice", variable->choice);
  if (variable->choice_missing) attribute_text(xml, "notes", "type", "missing", STR("The choice is no value of the scale."));
  attribute_text(xml, "notes", "type", "kinds", variable_kinds_text(book->arena, book->dataset, variable, STR("en")));
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
  xml_begin(xml, "varGrp");
  xml_put(xml, "ID", id_of(book, 'G', table_ix, &variables[0]));
  xml_put_z(xml, "type", "multipleResp");
  xml_put(xml, "var", ddi_variable_ids(book, table_ix, variables, count));
  xml_put(xml, "name", variables[0].path);
  for (size_t i = 0; i < book->language_count; i++)
    ddi_text_in(book, "labl", book->languages[i].code,
                variable_label_exactly(book->arena, book->dataset, &variables[0], book->languages[i].code));
  xml_end(xml, "varGrp");
}

void ddi_variable_groups(DdiBook *book, size_t table_ix) {
  const Dataset *both = book->dataset;
  const Table *table = &both->tables[table_ix];
  for (size_t i = 0, count; i < table->count; i += count ? count : 1) {
    count = table_run_of_parts(table, i);
    book->dataset = dataset_of(both, &table->variables[i]);
    if (count) group(book, table_ix, &table->variables[i], count);
  }
  book->dataset = both;
}

void ddi_variables(DdiBook *book, size_t table_ix) {
  const Dataset *both = book->dataset;
  const Table *table = &both->tables[table_ix];
  for (size_t i = 0; i < table->count; i++) {
    book->dataset = dataset_of(both, &table->variables[i]);
    variable_in_ddi(book, table_ix, &table->variables[i]);
  }
  book->dataset = both;
}
