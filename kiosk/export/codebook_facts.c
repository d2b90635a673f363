#include "codebook_facts.h"

#include <string.h>

#include "own_variables.h"

static const SilenceKind silences[VARIABLE_KIND_COUNT] = {
    [VARIABLE_TEXT] = SILENCE_OF_TEXT,        [VARIABLE_NAMES] = SILENCE_OF_TEXT,   [VARIABLE_INTEGER] = SILENCE_OF_MEASURE,
    [VARIABLE_DECIMAL] = SILENCE_OF_MEASURE,  [VARIABLE_CHOICE] = SILENCE_OF_CODE,  [VARIABLE_FLAG] = SILENCE_OF_CODE,
    [VARIABLE_PLACE] = SILENCE_OF_CODE,       [VARIABLE_DATE] = SILENCE_OF_MEASURE, [VARIABLE_TIME] = SILENCE_OF_MEASURE,
    [VARIABLE_DATETIME] = SILENCE_OF_MEASURE,
};

SilenceKind silence_of(VariableKind kind) {
  return silences[kind];
}

const char *silence_in_sav(SilenceKind kind) {
  static const char *const skipped[] = {
      [SILENCE_OF_CODE] = "-1", [SILENCE_OF_MEASURE] = "-99999999999", [SILENCE_OF_TEXT] = SKIPPED_MARK};
  return skipped[kind];
}

static const Group *find_group(const Form *form, Str path) {
  for (size_t i = 0; i < form->group_count; i++)
    if (str_equal(form->groups[i].path, path)) return &form->groups[i];
  return NULL;
}

static const Group *group_at(const Form *form, int group_ix) {
  return group_ix < 0 ? NULL : &form->groups[group_ix];
}

/* form NULL, or nothing of that path in it: an origin without form. */
static Origin origin_in(const Form *form, Str path) {
  if (!form || !path.len) return (Origin){0};
  const int question_ix = form_find_path(form, path);
  if (question_ix >= 0) {
    const Question *question = &form->questions[question_ix];
    return (Origin){form, question, NULL, group_at(form, question->group_ix)};
  }
  const Group *repeat = find_group(form, path);
  return repeat ? (Origin){form, NULL, repeat, group_at(form, repeat->parent_ix)} : (Origin){0};
}

Origin variable_origin_in(const Dataset *dataset, const Variable *variable, size_t version_ix) {
  return variable->in_version[version_ix] ? origin_in(dataset->versions[version_ix].form, variable->path) : (Origin){0};
}

Origin variable_origin(const Dataset *dataset, const Variable *variable) {
  Origin origin = {0};
  for (size_t i = dataset->version_count; i-- > 0 && !origin.form;)
    origin = variable_origin_in(dataset, variable, i);
  return origin;
}

size_t origin_groups(Arena *arena, Origin origin, const Group *const **out) {
  size_t count = 0;
  for (const Group *group = origin.group; group; group = group_at(origin.form, group->parent_ix))
    count++;
  const Group **groups = ARENA_ARRAY(arena, const Group *, count);
  size_t at = count;
  for (const Group *group = origin.group; group; group = group_at(origin.form, group->parent_ix))
    groups[--at] = group;
  *out = groups;
  return count;
}

static void join(Sink *sink, const Expr *expr, bool several, bool *first) {
  if (!expr) return;
  if (!*first) sink_z(sink, " and ");
  *first = false;
  sink_z(sink, several ? "(" : "");
  sink_str(sink, expr_text(expr));
  sink_z(sink, several ? ")" : "");
}

static Str condition_of(Arena *arena, Origin origin) {
  const Group *const *groups;
  const size_t group_count = origin_groups(arena, origin, &groups);
  const Expr *own = origin.question ? origin.question->relevant : origin.repeat->relevant;
  size_t expr_count = own != NULL;
  for (size_t i = 0; i < group_count; i++)
    expr_count += groups[i]->relevant != NULL;

  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  bool first = true;
  for (size_t i = 0; i < group_count; i++)
    join(&sink, groups[i]->relevant, expr_count > 1, &first);
  join(&sink, own, expr_count > 1, &first);
  return buffer_view(&buffer);
}

size_t variable_conditions(Arena *arena, const Dataset *dataset, const Variable *variable, const Condition **out) {
  Condition *conditions = ARENA_ARRAY(arena, Condition, dataset->version_count);
  bool **in_version = ARENA_ARRAY(arena, bool *, dataset->version_count);
  size_t count = 0;
  for (size_t version_ix = 0; version_ix < dataset->version_count; version_ix++) {
    const Origin origin = variable_origin_in(dataset, variable, version_ix);
    if (!origin.form) continue;
    const Str words = condition_of(arena, origin);
    size_t i = 0;
    while (i < count && !str_equal(conditions[i].words, words))
      i++;
    if (i == count) {
      in_version[i] = ARENA_ARRAY(arena, bool, dataset->version_count);
      conditions[count++] = (Condition){words, in_version[i]};
    }
    in_version[i][version_ix] = true;
  }
  *out = conditions;
  return count;
}

static bool has_language(const Language *languages, size_t count, Str code) {
  for (size_t i = 0; i < count; i++)
    if (str_equal(languages[i].code, code)) return true;
  return false;
}

static size_t add_languages(const Dataset *dataset, Language *languages, size_t count) {
  for (size_t i = dataset->version_count; i-- > 0;) {
    const Form *form = dataset->versions[i].form;
    for (size_t k = 0; form && k < form->language_count; k++)
      if (!has_language(languages, count, form->languages[k].code)) languages[count++] = form->languages[k];
  }
  return count;
}

static size_t count_languages(const Dataset *dataset) {
  size_t most = 0;
  for (size_t i = 0; i < dataset->version_count; i++)
    most += dataset->versions[i].form ? dataset->versions[i].form->language_count : 0;
  return most;
}

size_t dataset_languages(Arena *arena, const Dataset *dataset, const Language **out) {
  const Dataset *linked = dataset->linked;
  Language *languages = ARENA_ARRAY(arena, Language, count_languages(dataset) + (linked ? count_languages(linked) : 0));
  const size_t count = add_languages(dataset, languages, 0);
  *out = languages;
  return linked ? add_languages(linked, languages, count) : count;
}

static bool is_among(const Str *paths, size_t count, Str path) {
  for (size_t i = 0; i < count; i++)
    if (str_equal(paths[i], path)) return true;
  return false;
}

static size_t add_code_elements(const Form *form, Str *paths, size_t count) {
  for (size_t i = 0; form != NULL && i < form->question_count; i++)
    if (form->questions[i].link_element && !is_among(paths, count, form->questions[i].path))
      paths[count++] = form->questions[i].path;
  return count;
}

static size_t count_code_elements(const Dataset *dataset) {
  size_t count = 0;
  for (size_t v = 0; v < dataset->version_count; v++) {
    const Form *form = dataset->versions[v].form;
    for (size_t i = 0; form != NULL && i < form->question_count; i++)
      count += form->questions[i].link_element;
  }
  return count;
}

size_t dataset_code_elements(Arena *arena, const Dataset *dataset, const Str **out) {
  Str *paths = ARENA_ARRAY(arena, Str, count_code_elements(dataset));
  size_t count = 0;
  for (size_t v = 0; v < dataset->version_count; v++)
    count = add_code_elements(dataset->versions[v].form, paths, count);
  *out = paths;
  return count;
}

Str label_exactly(const Dataset *dataset, Label label, Str language) {
  if (!label.form) return str_equal(language, dataset->language) ? label.words : (Str){0};
  if (!label.text.by_language) return (Str){0};
  const int language_ix = form_find_language(label.form, language);
  return language_ix < 0 ? (Str){0} : label.text.by_language[language_ix];
}

static bool ends_with(Str s, Str tail) {
  return s.len >= tail.len && memcmp(s.ptr + s.len - tail.len, tail.ptr, tail.len) == 0;
}

/* Its header ends with its repeat's path and this. */
static bool is_position(const Variable *variable) {
  static const Str position = STR_INIT("/position");
  if (!ends_with(variable->header, position)) return false;
  return ends_with((Str){variable->header.ptr, variable->header.len - position.len}, variable->path);
}

/* What an export calls a variable of its own accord; false: it is a question's. */
static bool word_of(const Variable *variable, Word *out) {
  if (variable->label.form) return false;
  for (size_t i = 0; variable->own.len && i <= OWN_VARIABLES_MAX; i++) {
    const OwnVariable *own = i < OWN_VARIABLES_MAX ? own_variable(i) : &own_joined;
    if (!str_is(variable->own, own->name)) continue;
    *out = own->word;
    return true;
  }
  if (!variable->path.len || !variable->label.words.len) return false;
  *out = is_position(variable) ? WORD_POSITION : WORD_INSTANCES;
  return true;
}

static Label label_of_repeat(const Dataset *dataset, Str path) {
  for (size_t i = 1; i < dataset->table_count; i++)
    if (str_equal(dataset->tables[i].path, path)) return dataset->tables[i].label;
  return (Label){0};
}

Str variable_label_exactly(Arena *arena, const Dataset *dataset, const Variable *variable, Str language) {
  Word word;
  if (!word_of(variable, &word)) return label_exactly(dataset, variable->label, language);
  const Label repeat = word == WORD_INSTANCES ? label_of_repeat(dataset, variable->path) : (Label){0};
  const Str words = label_exactly(dataset, repeat, language);
  if (words.len) return word_of_instances(arena, words, language);
  if (!repeat.form && word_language_known(language)) return word_in(word, language);
  return label_exactly(dataset, variable->label, language);
}

Str choice_label_exactly(Arena *arena, const Dataset *dataset, const Variable *variable, Label choice, Str language) {
  const bool shown = variable_label_exactly(arena, dataset, variable, language).len > 0;
  return shown ? label_in(choice, language) : label_exactly(dataset, choice, language);
}

Str table_title(Arena *arena, const Dataset *dataset, const Table *table) {
  if (!table->linked) return table->path;
  return arena_printf(arena, STR_FMT STR_FMT, STR_ARG(dataset->linked->before_header), STR_ARG(table->path));
}

bool in_all_versions(const Dataset *dataset, const bool *in_version) {
  for (size_t i = 0; i < dataset->version_count; i++)
    if (dataset->versions[i].form && !in_version[i]) return false;
  return true;
}

Str version_names(Arena *arena, const Dataset *dataset, const bool *in_version) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < dataset->version_count; i++)
    if (in_version[i]) sink_printf(&sink, "%s" STR_FMT, buffer.count ? ", " : "", STR_ARG(dataset->versions[i].version));
  return buffer_view(&buffer);
}

bool variable_is_key(const Variable *variable) {
  return !variable->path.len || (!variable->label.form && is_position(variable));
}

size_t table_run_of_keys(const Table *table, size_t first) {
  const Variable *variables = table->variables;
  size_t end = first;
  while (end < table->count && variable_is_key(&variables[end]) && variables[end].linked == variables[first].linked)
    end++;
  return end - first;
}

bool variable_is_part(const Variable *variable) {
  return variable->choice.len > 0;
}

size_t table_run_of_parts(const Table *table, size_t first) {
  const Variable *variables = table->variables;
  size_t end = first;
  while (end < table->count && variable_is_part(&variables[end]) && str_equal(variables[end].path, variables[first].path) &&
         variables[end].kind == variables[first].kind)
    end++;
  return end - first;
}
