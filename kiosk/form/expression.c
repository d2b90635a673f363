#include "draft.h"

static int find_question(void *context, Str name) {
  const Draft *draft = context;
  return name_index_find(&draft->question_index, name);
}

/* Once no more messages are kept, suggestions are not worth looking for: the names are compared one by one. */
static const Expr *compile(Draft *draft, const YamlNode *node, Str text, bool allow_self) {
  ExprScope scope = {.context = draft,
                     .find = find_question,
                     .names = draft->question_names,
                     .name_count = draft->diags->count < DIAG_MAX ? draft->form.question_count : 0,
                     .allow_self = allow_self};
  ExprSource source = {.text = text, .place = node->place, .columns_exact = !node->block, .line_text = node->line};
  if (node->quoted && !node->block) source.place.column++;
  return expr_compile(draft->arena, &source, &scope, draft->diags);
}

static bool has_text(Draft *draft, const YamlNode *node, const char *key, Str *out) {
  return !yaml_is_null(node) && yaml_text(node, key, out, draft->diags) && str_trim(*out).len > 0;
}

const Expr *read_constraint(Draft *draft, const YamlNode *node) {
  Str text;
  return has_text(draft, node, "constraint", &text) ? compile(draft, node, text, true) : NULL;
}

/* Spreadsheets have put their own spellings of yes and no into these columns, and authors expect them to be understood. */
const Expr *read_condition(Draft *draft, const YamlNode *node, const char *key) {
  static const struct {
    const char *word, *expression;
  } WORDS[] = {{"yes", "true()"}, {"no", "false()"}, {"true", "true()"}, {"false", "false()"}};
  Str text;
  if (!has_text(draft, node, key, &text)) return NULL;
  for (size_t i = 0; i < COUNT_OF(WORDS); i++)
    if (str_edit_distance(str_trim(text), str_from(WORDS[i].word), 0) == 0)
      return compile(draft, node, str_from(WORDS[i].expression), false);
  return compile(draft, node, text, false);
}
