/* Conditions that never change. */
#include <math.h>

#include "draft.h"

typedef struct SelfVisit {
  int question_ix;
  bool found;
} SelfVisit;

static void find_self(void *context, int reference_ix) {
  SelfVisit *visit = context;
  visit->found |= reference_ix == visit->question_ix;
}

/* Is there a number within, a whole one where only these are answered? */
static bool has_number_within(const Question *question, ExprBounds bounds) {
  if (question->kind == QUESTION_RANGE) {
    bounds.least = fmax(bounds.least, question->range.start);
    bounds.most = fmin(bounds.most, question->range.end);
  }
  if (question->kind == QUESTION_INTEGER) {
    double least = bounds.least_open ? floor(bounds.least) + 1 : ceil(bounds.least);
    return least < bounds.most || (least == bounds.most && !bounds.most_open);
  }
  bool open = bounds.least_open || bounds.most_open;
  return bounds.least < bounds.most || (bounds.least == bounds.most && !open);
}

static bool answers_are_numbers(QuestionKind kind) {
  return kind == QUESTION_INTEGER || kind == QUESTION_DECIMAL || kind == QUESTION_RANGE || kind == QUESTION_DATE;
}

static bool is_never_met(const Question *question) {
  Value constant;
  if (expr_constant(question->constraint, &constant)) return !expr_to_boolean(constant);
  return answers_are_numbers(question->kind) && !has_number_within(question, expr_bounds(question->constraint));
}

static void check_constants(Draft *draft, size_t ix) {
  const Question *question = &draft->questions[ix];
  const YamlNode *row = draft->rows[ix].node;
  Value constant;
  if (question->relevant && expr_constant(question->relevant, &constant) && !expr_to_boolean(constant))
    draft_report(draft, MISTAKE_NEVER_SHOWN, yaml_get(row, "relevant"),
                 STR("this question is never asked: its relevant is always false"),
                 STR("mend the condition, or take the question out"));
  if (!question->constraint || draft->rows[ix].broken || !form_type(question->kind)->takes_answer) return;
  const YamlNode *node = yaml_get(row, "constraint");
  if (is_never_met(question)) {
    draft_report(draft, MISTAKE_NEVER_ACCEPTED, node, STR("no answer is ever accepted: this constraint is always false"),
                 STR("write a condition that an answer can meet, such as . > 0"));
    return;
  }
  SelfVisit visit = {.question_ix = (int)ix};
  expr_each_reference(question->constraint, find_self, &visit);
  if (!visit.found && !expr_uses_self(question->constraint))
    draft_report(draft, MISTAKE_CONSTRAINT_IGNORES_ANSWER, node, STR("this constraint does not look at the answer"),
                 STR("write . where the answer is meant, such as . > 0; a condition for asking is a relevant"));
}

static void check_group(Draft *draft, const Group *group, const YamlNode *row) {
  Value constant;
  if (group->relevant && expr_constant(group->relevant, &constant) && !expr_to_boolean(constant))
    draft_report(draft, MISTAKE_NEVER_SHOWN, yaml_get(row, "relevant"),
                 SAY(draft, "nothing in this %s is ever asked: its relevant is always false", group->repeats ? "repeat" : "group"),
                 STR("mend the condition, or take it out"));
}

void reach_form(Draft *draft) {
  for (size_t i = 0; i < draft->form.group_count; i++)
    check_group(draft, &draft->groups[i], draft->group_nodes[i]);
  for (size_t i = 0; i < draft->form.question_count; i++)
    check_constants(draft, i);
}
