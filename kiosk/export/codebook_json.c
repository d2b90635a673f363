/* The codebook as JSON, in UTF-8. Keys stay; new ones may come. A text in several languages is an object, language's code to text,
 * with those languages that have it; versions are lists of their names, oldest first. What does not apply is null or an empty list.
 *
 *   codebook      1: the version of this layout
 *   form          the form's id
 *   title         text
 *   language      the language that labels were asked for in
 *   languages     [{code, name, direction: ltr or rtl}], of all versions
 *   anonymous     was any version?
 *   versions      [{version, readable}]: this program knows nothing of the questions of a version that it cannot read
 *   code_elements [path] of what was asked for a code: by design in no variable, as only a hash of it is kept
 *   linked        only in an export of two forms: {form, title, anonymous, versions, code_elements} of the other one
 *   silence       format to {not_asked, passed_over, missing_choice}; the first two by kind of variable: code (choice, flag,
 *                 place), measure (integer, decimal, date, time, datetime) and text (text, names). false: no such key stands there
 *   tables        [{name, path, parent, label, variables}], the responses' first, with an empty name and path and parent null; a
 *                 repeat's with the path of the repeat (or of none: "") that it stands in
 *     form        only in an export of two forms, also of variables: the id of that which it is of
 *     variables   in the order of columns:
 *       header      its column in csv and xlsx; in jsonl, a response's own has it, an answer its path
 *       name        in sav and dta
 *       kind        text, names, integer, decimal, choice, flag, place, date, time or datetime: what holds all of
 *       kinds       [{kind, question, versions}], oldest first: what its question was in which versions; one unless it changed
 *       measure     nominal, ordinal or scale
 *       formats     that have it
 *       path        of its question or repeat; null: it is the response's own
 *       question    XLSForm's type of it, in the newest version that has it; null: no question
 *       label, hint, group_labels   texts; groups: names of the groups around, outer first, and group_labels beside them
 *       own_words   is it answered in the visitor's own words, and deleted sooner?
 *       asked       [{when, versions}]: the condition as the author wrote it, null: always
 *       accepted, calculated   expressions as the author wrote them, or null
 *       agreed      of what was acknowledged: format to what stands for it; else null
 *       choice      {name, label, missing} of a flag or place, or null
 *       values      [{code, name, label, missing, spss_missing, stata, versions}] of a choice; spss_missing: declared so in sav,
 *                   which has no room for many; stata: its extended missing value, or null
 *       versions    that had it */
#include "codebook_kind.h"
#include "formats.h"
#include "json_layout.h"
#include "sav_missing.h"

typedef struct Book {
  Json json;
  Arena *arena;
  const Dataset *dataset;
  const Language *languages;
  size_t language_count;
} Book;

typedef Str TextIn(const Book *book, const void *of, Str language);

static void text(const Book *book, TextIn *in, const void *of) {
  Sink *sink = book->json.sink;
  const char *between = "";
  sink_z(sink, "{");
  for (size_t i = 0; i < book->language_count; i++) {
    const Str words = in(book, of, book->languages[i].code);
    if (!words.len) continue;
    sink_z(sink, between);
    between = ", ";
    sink_json_str(sink, book->languages[i].code);
    sink_z(sink, ": ");
    sink_json_str(sink, words);
  }
  sink_z(sink, "}");
}

static void key_text(Book *book, const char *name, TextIn *in, const void *of) {
  json_key(&book->json, name);
  text(book, in, of);
}

static Str of_label(const Book *book, const void *label, Str language) {
  return label_exactly(book->dataset, *(const Label *)label, language);
}

static Str of_variable(const Book *book, const void *variable, Str language) {
  return variable_label_exactly(book->arena, book->dataset, variable, language);
}

typedef struct ChoiceOf {
  const Variable *variable;
  Label label;
} ChoiceOf;

static Str of_choice(const Book *book, const void *choice, Str language) {
  const ChoiceOf *of = choice;
  return choice_label_exactly(book->arena, book->dataset, of->variable, of->label, language);
}

static void key_versions(Book *book, const bool *in_version) {
  Sink *sink = book->json.sink;
  const char *between = "";
  json_key(&book->json, "versions");
  sink_z(sink, "[");
  for (size_t i = 0; i < book->dataset->version_count; i++) {
    if (!in_version[i]) continue;
    sink_z(sink, between);
    between = ", ";
    sink_json_str(sink, book->dataset->versions[i].version);
  }
  sink_z(sink, "]");
}

static const char *const kinds[VARIABLE_KIND_COUNT] = {
    [VARIABLE_TEXT] = "text",     [VARIABLE_NAMES] = "names",       [VARIABLE_INTEGER] = "integer", [VARIABLE_DECIMAL] = "decimal",
    [VARIABLE_CHOICE] = "choice", [VARIABLE_FLAG] = "flag",         [VARIABLE_PLACE] = "place",     [VARIABLE_DATE] = "date",
    [VARIABLE_TIME] = "time",     [VARIABLE_DATETIME] = "datetime",
};

static const char *const measures[] = {[MEASURE_NOMINAL] = "nominal", [MEASURE_ORDINAL] = "ordinal", [MEASURE_SCALE] = "scale"};

static void key_kinds(Book *book, const Variable *variable) {
  Json *json = &book->json;
  const KindInVersions *of;
  const size_t count = variable_kinds(book->arena, book->dataset, variable, &of);
  json_key(json, "kinds");
  json_begin(json, "[");
  for (size_t i = 0; i < count; i++) {
    json_next(json);
    json_begin(json, "{");
    json_key_z(json, "kind", kinds[of[i].kind]);
    json_key_z(json, "question", of[i].question);
    key_versions(book, of[i].in_version);
    json_end(json, "}");
  }
  json_end(json, "]");
}

static void key_agreed(Book *book, const Variable *variable) {
  json_key(&book->json, "agreed");
  sink_z(book->json.sink, variable_is_agreed(book->dataset, variable)
                              ? "{\"csv\": \"OK\", \"xlsx\": 1, \"jsonl\": true, \"sav\": 1, \"dta\": 1}"
                              : "null");
}

static void key_formats(Json *json, const Variable *variable) {
  json_key(json, "formats");
  if (variable->kind == VARIABLE_NAMES)
    sink_z(json->sink, "[\"csv\", \"xlsx\", \"jsonl\"]");
  else
    sink_printf(json->sink, "[\"csv\", \"xlsx\", \"sav\", \"dta\"%s]", variable_is_part(variable) ? "" : ", \"jsonl\"");
}

static void groups(Book *book, Origin origin) {
  const Group *const *around;
  const size_t count = origin_groups(book->arena, origin, &around);
  Sink *sink = book->json.sink;
  json_key(&book->json, "groups");
  sink_z(sink, "[");
  for (size_t i = 0; i < count; i++) {
    sink_z(sink, i ? ", " : "");
    sink_json_str(sink, around[i]->name);
  }
  sink_z(sink, "]");
  json_key(&book->json, "group_labels");
  sink_z(sink, "[");
  for (size_t i = 0; i < count; i++) {
    const Label label = {.form = origin.form, .text = around[i]->label};
    sink_z(sink, i ? ", " : "");
    text(book, of_label, &label);
  }
  sink_z(sink, "]");
}

static void asked(Book *book, const Variable *variable) {
  Json *json = &book->json;
  const Condition *conditions;
  const size_t count = variable_conditions(book->arena, book->dataset, variable, &conditions);
  json_key(json, "asked");
  json_begin(json, "[");
  for (size_t i = 0; i < count; i++) {
    json_next(json);
    json_begin(json, "{");
    json_key_str_or_null(json, "when", conditions[i].words);
    key_versions(book, conditions[i].in_version);
    json_end(json, "}");
  }
  json_end(json, "]");
}

static void question(Book *book, const Variable *variable) {
  Json *json = &book->json;
  const Origin origin = variable_origin(book->dataset, variable);
  const Question *asks = origin.question;
  const Label hint = {.form = origin.form, .text = asks ? asks->hint : (Text){0}};
  json_key_z(json, "question", asks ? form_type(asks->kind)->name : NULL);
  key_text(book, "label", of_variable, variable);
  key_text(book, "hint", of_label, &hint);
  groups(book, origin);
  json_key_bool(json, "own_words", asks && asks->free_text);
  asked(book, variable);
  json_key_str_or_null(json, "accepted", asks && asks->constraint ? expr_text(asks->constraint) : (Str){0});
  json_key_str_or_null(json, "calculated", asks && asks->calculation ? expr_text(asks->calculation) : (Str){0});
}

static void choice(Book *book, const Variable *variable) {
  Json *json = &book->json;
  if (!variable_is_part(variable)) {
    json_key_z(json, "choice", NULL);
    return;
  }
  json_key(json, "choice");
  json_begin(json, "{");
  json_key_str(json, "name", variable->choice);
  key_text(book, "label", of_choice, &(ChoiceOf){variable, variable->list_label});
  json_key_bool(json, "missing", variable->choice_missing);
  json_end(json, "}");
}

static void values(Book *book, const Variable *variable) {
  const SavMissing in_spss = sav_missing_of(variable->values, variable->value_count);
  Json *json = &book->json;
  json_key(json, "values");
  json_begin(json, "[");
  for (size_t i = 0; i < variable->value_count; i++) {
    const VariableValue *value = &variable->values[i];
    const char stata[] = {'.', value->tag, '\0'};
    json_next(json);
    json_begin(json, "{");
    json_key(json, "code");
    sink_printf(json->sink, "%lld", (long long)value->code);
    json_key_str(json, "name", value->name);
    key_text(book, "label", of_choice, &(ChoiceOf){variable, value->label});
    json_key_bool(json, "missing", value->missing);
    json_key_bool(json, "spss_missing", value->missing && sav_missing_has(&in_spss, (double)value->code));
    json_key_z(json, "stata", value->tag ? stata : NULL);
    key_versions(book, value->in_version);
    json_end(json, "}");
  }
  json_end(json, "]");
}

/* Only where there are two. */
static void key_form(Book *book, bool linked) {
  const Dataset *both = book->dataset;
  if (both->linked) json_key_str(&book->json, "form", linked ? both->linked->form_id : both->form_id);
}

static void facts(Book *book, const Variable *variable) {
  Json *json = &book->json;
  json_key_str(json, "header", variable->header);
  json_key_str(json, "name", variable->name);
  json_key_z(json, "kind", kinds[variable->kind]);
  key_kinds(book, variable);
  json_key_z(json, "measure", measures[variable->measure]);
  key_formats(json, variable);
  json_key_str_or_null(json, "path", variable->path);
  question(book, variable);
  key_agreed(book, variable);
  choice(book, variable);
  values(book, variable);
  key_versions(book, variable->in_version);
}

static void variable_in_json(Book *book, const Variable *variable) {
  const Dataset *both = book->dataset;
  json_next(&book->json);
  json_begin(&book->json, "{");
  key_form(book, variable->linked);
  book->dataset = dataset_of(both, variable);
  facts(book, variable);
  book->dataset = both;
  json_end(&book->json, "}");
}

static void table(Book *book, const Table *of) {
  Json *json = &book->json;
  const Dataset *dataset = book->dataset;
  json_next(json);
  json_begin(json, "{");
  json_key_str(json, "name", of->name);
  json_key_str(json, "path", of->path);
  json_key(json, "parent");
  if (of->parent_ix < 0)
    sink_z(json->sink, "null");
  else
    sink_json_str(json->sink, dataset->tables[of->parent_ix].path);
  key_form(book, of->linked);
  key_text(book, "label", of_label, &of->label);
  json_key(json, "variables");
  json_begin(json, "[");
  for (size_t i = 0; i < of->count; i++)
    variable_in_json(book, &of->variables[i]);
  json_end(json, "]");
  json_end(json, "}");
}

typedef struct Silences { /* as JSON */
  const char *of_code, *of_measure, *of_text;
} Silences;

static void silences(Json *json, const char *name, Silences are) {
  json_key(json, name);
  sink_printf(json->sink, "{\"code\": %s, \"measure\": %s, \"text\": %s}", are.of_code, are.of_measure, are.of_text);
}

static void silence(Json *json) {
  static const struct {
    const char *format;
    Silences not_asked, passed_over;
    const char *missing_choice;
  } formats[] = {
      {"csv", {"\"\"", "\"\"", "\"\""}, {"\"#skipped\"", "\"#skipped\"", "\"#skipped\""}, "its name or label"},
      {"xlsx", {"\"\"", "\"\"", "\"\""}, {"\"#skipped\"", "\"#skipped\"", "\"#skipped\""}, "its name or label"},
      {"jsonl", {"false", "false", "false"}, {"null", "null", "null"}, "its name"},
      {"sav",
       {"\"system-missing\"", "\"system-missing\"", "\"\""},
       {"-1", "-99999999999", "\"#skipped\""},
       "its code, user-missing"},
      {"dta", {"\".a\"", "\".a\"", "\"\""}, {"\".b\"", "\".b\"", "\"#skipped\""}, "its value's stata"},
  };
  json_key(json, "silence");
  json_begin(json, "{");
  for (size_t i = 0; i < COUNT_OF(formats); i++) {
    json_key(json, formats[i].format);
    json_begin(json, "{");
    silences(json, "not_asked", formats[i].not_asked);
    silences(json, "passed_over", formats[i].passed_over);
    json_key_z(json, "missing_choice", formats[i].missing_choice);
    json_end(json, "}");
  }
  json_end(json, "}");
}

static void languages(Book *book) {
  Json *json = &book->json;
  json_key(json, "languages");
  json_begin(json, "[");
  for (size_t i = 0; i < book->language_count; i++) {
    json_next(json);
    json_begin(json, "{");
    json_key_str(json, "code", book->languages[i].code);
    json_key_str(json, "name", book->languages[i].name);
    json_key_z(json, "direction", book->languages[i].rtl ? "rtl" : "ltr");
    json_end(json, "}");
  }
  json_end(json, "]");
}

static void code_elements(Book *book, const Dataset *dataset) {
  const Str *paths;
  const size_t count = dataset_code_elements(book->arena, dataset, &paths);
  json_key(&book->json, "code_elements");
  sink_z(book->json.sink, "[");
  for (size_t i = 0; i < count; i++) {
    sink_z(book->json.sink, i ? ", " : "");
    sink_json_str(book->json.sink, paths[i]);
  }
  sink_z(book->json.sink, "]");
}

static void versions(Book *book, const Dataset *dataset) {
  Json *json = &book->json;
  json_key(json, "versions");
  json_begin(json, "[");
  for (size_t i = 0; i < dataset->version_count; i++) {
    json_next(json);
    json_begin(json, "{");
    json_key_str(json, "version", dataset->versions[i].version);
    json_key_bool(json, "readable", dataset->versions[i].form != NULL);
    json_end(json, "}");
  }
  json_end(json, "]");
  code_elements(book, dataset);
}

static void linked_form(Book *book, const Dataset *linked) {
  Json *json = &book->json;
  json_key(json, "linked");
  json_begin(json, "{");
  json_key_str(json, "form", linked->form_id);
  key_text(book, "title", of_label, &linked->title);
  json_key_bool(json, "anonymous", linked->anonymous);
  versions(book, linked);
  json_end(json, "}");
}

void codebook_json_write(Arena *arena, const Dataset *dataset, Sink *out) {
  Book book = {.json = {.sink = out}, .arena = arena, .dataset = dataset};
  Json *json = &book.json;
  book.language_count = dataset_languages(arena, dataset, &book.languages);
  json_begin(json, "{");
  json_key(json, "codebook");
  sink_z(out, "1");
  json_key_str(json, "form", dataset->form_id);
  key_text(&book, "title", of_label, &dataset->title);
  json_key_str(json, "language", dataset->language);
  languages(&book);
  json_key_bool(json, "anonymous", dataset->anonymous);
  versions(&book, dataset);
  if (dataset->linked) linked_form(&book, dataset->linked);
  silence(json);
  json_key(json, "tables");
  json_begin(json, "[");
  for (size_t i = 0; i < dataset->table_count; i++)
    table(&book, &dataset->tables[i]);
  json_end(json, "]");
  json_end(json, "}");
  sink_z(out, "\n");
}
