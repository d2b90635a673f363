/* A condition that asks for a choice its list does not have is a slip of the pen, and the question behind it is never asked. */
#include "draft.h"

typedef struct ComparisonVisit {
  Draft *draft;
  const YamlNode *node; /* of the expression */
} ComparisonVisit;

static void check_choice(void *context, int reference_ix, Str text) {
  const ComparisonVisit *visit = context;
  Draft *draft = visit->draft;
  if (form_question_of(&draft->form, reference_ix) < 0) return;
  const Question *question = &draft->questions[reference_ix];
  bool known = !draft->rows[reference_ix].broken && !draft->choices_broken && question->list_ix >= 0;
  if (!known || draft->list_drafts[question->list_ix].broken || text.len == 0) return;
  const ChoiceList *list = &draft->lists[question->list_ix];
  if (form_find_choice(list, text) >= 0) return;
  draft_report(draft, MISTAKE_UNKNOWN_CHOICE, visit->node,
               SAY(draft, "'" STR_FMT "' is no choice of " STR_FMT, STR_ARG(text), STR_ARG(question->name)),
               draft_suggest(draft, text, list->index ? list->index->names : NULL, list->index ? list->count : 0,
                             SAY(draft, "write the name of a choice of the list " STR_FMT, STR_ARG(list->name))));
}

static void check_expression(Draft *draft, const Expr *expr, const YamlNode *node) {
  if (expr) expr_each_comparison(expr, check_choice, &(ComparisonVisit){draft, node});
}

/* A plain default is a choice too. */
static void check_default(Draft *draft, int ix) {
  const Question *question = &draft->questions[ix];
  const YamlNode *node = yaml_get(draft->rows[ix].node, "default");
  Value constant;
  if (!question->default_value || !expr_constant(question->default_value, &constant) || constant.kind != VALUE_TEXT) return;
  ComparisonVisit visit = {draft, node};
  Str rest = constant.text;
  bool several = question->kind != QUESTION_SELECT_ONE;
  for (Str word = several ? str_next_word(&rest) : rest; word.len; word = several ? str_next_word(&rest) : (Str){0})
    check_choice(&visit, ix, word);
}

void check_comparisons(Draft *draft) {
  for (size_t i = 0; i < draft->form.question_count; i++) {
    const Question *question = &draft->questions[i];
    const YamlNode *row = draft->rows[i].node;
    check_expression(draft, question->required, yaml_get(row, "required"));
    check_expression(draft, question->relevant, yaml_get(row, "relevant"));
    check_expression(draft, question->constraint, yaml_get(row, "constraint"));
    check_expression(draft, question->calculation, yaml_get(row, "calculation"));
    check_expression(draft, question->read_only, yaml_get(row, "read_only"));
    check_default(draft, (int)i);
  }
  for (size_t i = 0; i < draft->form.group_count; i++)
    check_expression(draft, draft->groups[i].relevant, yaml_get(draft->group_nodes[i], "relevant"));
}
