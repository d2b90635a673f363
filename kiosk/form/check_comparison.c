/* What answers are held against: a choice that its list does not have is a slip of the pen, and the question behind it is never asked; so
 * is a word where a number or a day is answered, and a question that offers no choices asked for its choices. */
#include <math.h>

#include "draft.h"

typedef struct ComparisonVisit {
  Draft *draft;
  const YamlNode *node; /* of the expression */
  int self_ix;          /* whose expression it is; -1: a group's */
} ComparisonVisit;

static void check_choice(const ComparisonVisit *visit, int question_ix, Str text, size_t at) {
  Draft *draft = visit->draft;
  const Question *question = &draft->questions[question_ix];
  bool known = !draft->rows[question_ix].broken && !draft->choices_broken && question->list_ix >= 0;
  if (!known || draft->list_drafts[question->list_ix].broken || text.len == 0) return;
  const ChoiceList *list = &draft->lists[question->list_ix];
  if (form_find_choice(list, text) >= 0) return;
  draft_report_within(draft, MISTAKE_UNKNOWN_CHOICE, visit->node, at,
                      SAY(draft, "'" STR_FMT "' is no choice of " STR_FMT, STR_ARG(text), STR_ARG(question->name)),
                      draft_suggest(draft, text, list->index ? list->index->names : NULL, list->index ? list->count : 0,
                                    SAY(draft, "write the name of a choice of the list " STR_FMT, STR_ARG(list->name))));
}

/* What kind of answer a question has, in the words of a message; NULL: any. */
static const char *kind_word(QuestionKind kind) {
  static const char *const WORDS[QUESTION_KIND_COUNT] = {
      [QUESTION_INTEGER] = "a number", [QUESTION_DECIMAL] = "a number", [QUESTION_RANGE] = "a number",
      [QUESTION_DATE] = "a day",       [QUESTION_TIME] = "a time",      [QUESTION_DATETIME] = "a day and a time",
      [QUESTION_TEXT] = "a text",      [QUESTION_IMAGE] = "a drawing"};
  return WORDS[kind];
}

/* Numbers, days and times all are numbers to an expression. */
static bool is_a_number(QuestionKind kind) {
  return kind_word(kind) && kind != QUESTION_TEXT && kind != QUESTION_IMAGE;
}

static void report_kinds(const ComparisonVisit *visit, const Question *question, const ExprMeeting *meeting, Str what, Str remedy) {
  Draft *draft = visit->draft;
  draft_report_within(
      draft, MISTAKE_COMPARED_KINDS, visit->node, meeting->at,
      SAY(draft, "the answer to " STR_FMT " is %s, " STR_FMT, STR_ARG(question->name), kind_word(question->kind), STR_ARG(what)),
      remedy);
}

static void check_literal(const ComparisonVisit *visit, const Question *question, const ExprMeeting *meeting) {
  Draft *draft = visit->draft;
  Value literal = meeting->literal;
  double number = expr_to_number(literal);
  Value time;
  if (literal.kind != VALUE_TEXT || !isnan(number) || value_from_iso(str_trim(literal.text), &time)) return;
  if (is_a_number(question->kind))
    report_kinds(visit, question, meeting, SAY(draft, "and never '" STR_FMT "'", STR_ARG(literal.text)),
                 question->kind == QUESTION_DATE ? STR("write a day as '2026-11-21'")
                                                 : STR("compare it with a number, or with '' for none"));
  else if (meeting->kind == EXPR_MEETS_ORDER && kind_word(question->kind))
    report_kinds(visit, question, meeting, SAY(draft, "which is neither more nor less than '" STR_FMT "'", STR_ARG(literal.text)),
                 STR("compare with a number or a day; texts can only be equal or not"));
}

static void check_meeting(void *context, const ExprMeeting *meeting) {
  const ComparisonVisit *visit = context;
  Draft *draft = visit->draft;
  int ix = meeting->reference_ix == EXPR_MEETING_SELF ? visit->self_ix : form_question_of(&draft->form, meeting->reference_ix);
  if (ix < 0 || draft->rows[ix].broken) return;
  const Question *question = &draft->questions[ix];
  if (meeting->literal.kind == VALUE_TEXT && meeting->kind != EXPR_MEETS_ORDER)
    check_choice(visit, ix, meeting->literal.text, meeting->at);
  if (meeting->kind != EXPR_MEETS_CHOICES)
    check_literal(visit, question, meeting);
  else if (kind_word(question->kind))
    report_kinds(visit, question, meeting, SAY(draft, "and %s() asks for choices", meeting->function),
                 SAY(draft, "write ${" STR_FMT "} = 'TEXT', or ask for a select's choices", STR_ARG(question->name)));
}

static void check_expression(Draft *draft, int self_ix, const Expr *expr, const YamlNode *node) {
  if (expr && node) expr_each_meeting(expr, check_meeting, &(ComparisonVisit){draft, node, self_ix});
}

/* A day that does not exist, or words where a number is answered: nothing would stand there. */
static void check_plain_default(const ComparisonVisit *visit, const Question *question, Str text) {
  Draft *draft = visit->draft;
  bool is_day = question->kind == QUESTION_DATE || question->kind == QUESTION_DATETIME || question->kind == QUESTION_TIME;
  Value read;
  bool fits = is_day ? value_from_iso(str_trim(text), &read) && (read.kind == VALUE_TIME) == (question->kind == QUESTION_TIME)
                     : !isnan(expr_to_number(value_text(text)));
  if (!is_a_number(question->kind) || text.len == 0 || fits) return;
  draft_report(draft, MISTAKE_BAD_VALUE, visit->node,
               SAY(draft, "the answer to " STR_FMT " is %s, and cannot begin as '" STR_FMT "'", STR_ARG(question->name),
                   kind_word(question->kind), STR_ARG(text)),
               is_day ? STR("write a day as '2026-11-21', a time as '13:45', or a function such as today()")
                      : STR("write a number, or an expression such as ${name} + 1"));
}

/* A plain default is a choice too. */
static void check_default(Draft *draft, int ix) {
  const Question *question = &draft->questions[ix];
  const YamlNode *node = yaml_get(draft->rows[ix].node, "default");
  Value constant;
  if (!question->default_value || !expr_constant(question->default_value, &constant) || constant.kind != VALUE_TEXT) return;
  ComparisonVisit visit = {draft, node, ix};
  Str rest = constant.text;
  bool several = question->kind != QUESTION_SELECT_ONE;
  for (Str word = several ? str_next_word(&rest) : rest; word.len; word = several ? str_next_word(&rest) : (Str){0})
    check_choice(&visit, ix, word, 0);
  check_plain_default(&visit, question, constant.text);
}

/* . is a choice, which is an answer where those are offered. */
static int self_of_filter(const Draft *draft, const Question *question) {
  return question->list_ix < 0 ? -1 : draft->lists[question->list_ix].answers_ix;
}

void check_comparisons(Draft *draft) {
  for (size_t i = 0; i < draft->form.question_count; i++) {
    const Question *question = &draft->questions[i];
    const YamlNode *row = draft->rows[i].node;
    int ix = (int)i;
    check_expression(draft, ix, question->required, yaml_get(row, "required"));
    check_expression(draft, ix, question->relevant, yaml_get(row, "relevant"));
    check_expression(draft, ix, question->constraint, yaml_get(row, "constraint"));
    check_expression(draft, ix, question->calculation, yaml_get(row, "calculation"));
    check_expression(draft, ix, question->read_only, yaml_get(row, "read_only"));
    check_expression(draft, ix, question->default_value, yaml_get(row, "default"));
    check_expression(draft, self_of_filter(draft, question), question->choice_filter, yaml_get(row, "choice_filter"));
    check_default(draft, ix);
  }
  for (size_t i = 0; i < draft->form.group_count; i++) {
    check_expression(draft, -1, draft->groups[i].relevant, yaml_get(draft->group_nodes[i], "relevant"));
    check_expression(draft, -1, draft->groups[i].repeat_count, yaml_get(draft->group_nodes[i], "repeat_count"));
  }
}
