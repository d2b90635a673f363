#include "scope.h"

#include <string.h>

ExprSource expression_source(const YamlNode *node, Str text) {
  ExprSource source = {.text = text, .place = node->place, .columns_exact = !node->block, .line_text = node->line};
  if (node->quoted && !node->block && !node->place.sheet) source.place.column++;
  return source;
}

/* Of a stored form what cannot be worked out any more is left out: it was a form with a function that was not worked out then either. */
static const Expr *compile_stored(Draft *draft, const ExprSource *source, const ExprScope *scope) {
  Diags found = diags_new(draft->diags->arena);
  const Expr *expr = expr_compile(draft->arena, source, scope, &found);
  for (size_t i = 0; i < found.count; i++) {
    const Diag *diag = &found.items[i];
    diags_add_quoting(draft->diags, DIAG_WARNING, diag->code, diag->place, diag->what, diag->remedy, diag->line_text);
  }
  return expr;
}

static const Expr *compile(Draft *draft, const YamlNode *node, Str text, int self_ix, ExpressionUse use) {
  ScopeContext context = {.draft = draft, .node = node, .self_ix = self_ix};
  ExprScope scope = scope_of(&context, use);
  ExprSource source = expression_source(node, text);
  return draft->stored ? compile_stored(draft, &source, &scope) : expr_compile(draft->arena, &source, &scope, draft->diags);
}

static bool has_text(Draft *draft, const YamlNode *node, const char *key, Str *out) {
  return !yaml_is_null(node) && yaml_text(node, key, out, draft->diags) && str_trim(*out).len > 0;
}

const Expr *read_expression(Draft *draft, const YamlNode *node, const char *key, int self_ix, ExpressionUse use) {
  Str text;
  return has_text(draft, node, key, &text) ? compile(draft, node, text, self_ix, use) : NULL;
}

static bool is_yes_or_no_elsewhere(Str text) {
  static const char *const WORDS[] = {"ja", "nei", "y", "n", "on", "off", "sant", "usant"};
  for (size_t i = 0; i < COUNT_OF(WORDS); i++)
    if (str_edit_distance(str_trim(text), str_from(WORDS[i]), 0) == 0) return true;
  return false;
}

/* Spreadsheets have put their own spellings of yes and no into these columns, and authors expect them to be understood. */
const Expr *read_condition(Draft *draft, const YamlNode *node, const char *key, int self_ix, ExpressionUse use) {
  static const struct {
    const char *word, *expression;
  } WORDS[] = {{"yes", "true()"},    {"no", "false()"},    {"true", "true()"},
               {"false", "false()"}, {"true()", "true()"}, {"false()", "false()"}};
  Str text;
  if (!has_text(draft, node, key, &text)) return NULL;
  for (size_t i = 0; i < COUNT_OF(WORDS); i++)
    if (str_edit_distance(str_trim(text), str_from(WORDS[i].word), 0) == 0)
      return compile(draft, node, str_from(WORDS[i].expression), self_ix, use);
  if (is_yes_or_no_elsewhere(text) && !draft->patient) {
    draft_report(draft, MISTAKE_BAD_VALUE, node, SAY(draft, "%s cannot be \"" STR_FMT "\"", key, STR_ARG(text)),
                 STR("write yes or no, or a condition such as ${name} = 'x'"));
    return NULL;
  }
  return compile(draft, node, text, self_ix, use);
}

static bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
}

/* "today() - 7" without what is taken away or added at its end. */
static Str without_addend(Str text) {
  size_t end = text.len;
  while (end > 0 && ((text.ptr[end - 1] >= '0' && text.ptr[end - 1] <= '9') || text.ptr[end - 1] == '.'))
    end--;
  Str rest = str_trim((Str){text.ptr, end});
  bool is_addend = end < text.len && rest.len > 0 && (rest.ptr[rest.len - 1] == '+' || rest.ptr[rest.len - 1] == '-');
  return is_addend ? str_trim((Str){rest.ptr, rest.len - 1}) : text;
}

/* A default is worked out when it calls a function, refers to a question or is a sum of numbers; otherwise it is the answer's text. Prose may hold
 * parentheses: a call ends the text, but for a number of days or the like, and its name touches them. */
static bool is_worked_out(Str text) {
  Str s = without_addend(str_trim(text));
  for (size_t i = 0; i + 1 < s.len; i++) {
    if (s.ptr[i] == '$' && s.ptr[i + 1] == '{') return true;
    if (is_name_byte(s.ptr[i]) && s.ptr[i + 1] == '(' && s.ptr[s.len - 1] == ')') return true;
  }
  return false;
}

/* "2 * 3" where a number is asked for. A minus alone makes none: it stands in days, too. */
static bool is_sum(QuestionKind kind, Str text) {
  if (kind != QUESTION_INTEGER && kind != QUESTION_DECIMAL && kind != QUESTION_RANGE) return false;
  bool has_operator = false;
  for (Str word = str_next_word(&text); word.len > 0; word = str_next_word(&text)) {
    bool is_operator = str_is(word, "mod") || str_is(word, "div");
    has_operator |= is_operator;
    for (size_t i = 0; i < word.len && !is_operator; i++) {
      if (!strchr("0123456789.+-*()", word.ptr[i])) return false;
      has_operator |= word.ptr[i] == '+' || word.ptr[i] == '*';
    }
  }
  return has_operator;
}

/* XPath's literals have no escapes: a text with both quotes in it is joined of pieces. */
static Str as_literal(Draft *draft, Str text) {
  Buffer buffer = buffer_new(draft->arena);
  Sink sink = sink_to_buffer(&buffer);
  sink_z(&sink, "concat('");
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '\'')
      sink_z(&sink, "',\"'\",'");
    else
      sink_bytes(&sink, text.ptr + i, 1);
  }
  sink_z(&sink, "','')");
  return buffer_view(&buffer);
}

const Expr *read_default(Draft *draft, const YamlNode *node, int self_ix) {
  Str text;
  if (!has_text(draft, node, "default", &text)) return NULL;
  if (is_worked_out(text) || is_sum(draft->questions[self_ix].kind, text)) return compile(draft, node, text, self_ix, USE_ANSWER);
  return compile(draft, node, as_literal(draft, str_trim(text)), self_ix, USE_ANSWER);
}
