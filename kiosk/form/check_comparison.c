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
  Str *names = ARENA_ARRAY(draft->arena, Str, list->count);
  for (size_t i = 0; i < list->count; i++)
    names[i] = list->choices[i].name;
  draft_report(draft, MISTAKE_UNKNOWN_CHOICE, visit->node,
               SAY(draft, "'" STR_FMT "' is no choice of " STR_FMT, STR_ARG(text), STR_ARG(question->name)),
               draft_suggest(draft, text, names, list->count,
                             SAY(draft, "write the name of a choice of the list " STR_FMT, STR_ARG(list->name))));
}

static void check_expression(Draft *draft, const Expr *expr, const YamlNode *node) {
  if (expr) expr_each_comparison(expr, check_choice, &(ComparisonVisit){draft, node});
}

void check_comparisons(Draft *draft) {
  for (size_t i = 0; i < draft->form.question_count; i++) {
    const Question *question = &draft->questions[i];
    const YamlNode *row = draft->rows[i].node;
    check_expression(draft, question->required, yaml_get(row, "required"));
    check_expression(draft, question->relevant, yaml_get(row, "relevant"));
    check_expression(draft, question->constraint, yaml_get(row, "constraint"));
  }
}
