#include "draft.h"

static bool is_constant(const Expr *expr, bool value) {
  Value constant;
  return expr && expr_constant(expr, &constant) && expr_to_boolean(constant) == value;
}

/* Other programs' editors mark every row as required. A note with a condition may be meant as a stop, though: there nobody goes on as
 * long as it is shown. */
static void check_stop(Draft *draft, const Question *question, const YamlNode *row) {
  if (!question->relevant) return;
  draft_report(draft, MISTAKE_REQUIRED_NOT_POSSIBLE, yaml_get(row, "required"),
               STR("a note takes no answer; visitors go on past this one, which other programs do not let them"),
               STR("give the answers that it complains of a constraint, which holds visitors until they are mended"));
}

static void check_required(Draft *draft, Question *question, const YamlNode *row) {
  const FormType *type = form_type(question->kind);
  /* Where nobody is asked, nothing is required and nothing refused. */
  if (is_constant(question->required, false) || !type->asked) question->required = NULL;
  if (!question->required || type->may_be_required) return;
  question->required = NULL;
  if (draft->patient) {
    check_stop(draft, question, row);
    return;
  }
  draft_report(draft, MISTAKE_REQUIRED_NOT_POSSIBLE, yaml_get(row, "required"),
               SAY(draft, "a %s takes no answer, and cannot be required", type->name),
               SAY(draft, "remove required, or write type: %s, which must be ticked", form_type(QUESTION_ACKNOWLEDGE)->name));
}

static void check_constraint(Draft *draft, Question *question, const YamlNode *row) {
  const FormType *type = form_type(question->kind);
  if (!type->asked) question->constraint = NULL;
  if (question->kind == QUESTION_SELECT_MULTIPLE && question->constraint)
    question->select_max = expr_selection_max(question->constraint);
  if (!question->constraint || type->takes_answer) return;
  question->constraint = NULL;
  draft_report(draft, MISTAKE_CONSTRAINT_NOT_POSSIBLE, yaml_get(row, "constraint"),
               SAY(draft, "a %s takes no answer that a constraint could look at", type->name), STR("remove constraint"));
}

/* Drops *expr, which the type has no use for; in silence where the question is passed over altogether. */
static void drop(Draft *draft, const Question *question, const YamlNode *row, const char *key, const Expr **expr) {
  if (!*expr) return;
  *expr = NULL;
  if (question->kind != QUESTION_UNASKED)
    draft_report(draft, MISTAKE_WITHOUT_EFFECT, yaml_get(row, key),
                 SAY(draft, "%s means nothing for a question of type %s", key, form_type(question->kind)->name), STR("remove it"));
}

static void check_effects(Draft *draft, Question *question, const YamlNode *row) {
  const FormType *type = form_type(question->kind);
  if (!type->takes_list) drop(draft, question, row, "choice_filter", &question->choice_filter);
  if (type->takes_answer) return;
  if (!type->asked) drop(draft, question, row, "calculation", &question->calculation); /* a note may show what it works out */
  drop(draft, question, row, "default", &question->default_value);
}

static void check_calculation(Draft *draft, const Question *question, const YamlNode *row) {
  bool empty = question->kind == QUESTION_CALCULATE && yaml_is_null(yaml_get(row, "calculation")) && !question->default_value;
  if (empty)
    draft_report(draft, MISTAKE_CALCULATION_MISSING, draft_get(row, "type"), STR("this calculate works nothing out"),
                 draft_remedy(draft, STR("write calculation: and an expression"),
                              STR("write an expression into its column calculation, or remove the row")));
}

static void check_message(Draft *draft, const YamlNode *row, const char *message, const char *key) {
  const YamlNode *node = yaml_get(row, message);
  if (!yaml_is_null(node) && yaml_is_null(yaml_get(row, key)))
    draft_report(draft, MISTAKE_MESSAGE_WITHOUT_EFFECT, node, SAY(draft, "%s is never shown without %s", message, key),
                 SAY(draft, "add %s, or remove the message", key));
}

typedef struct ReferenceVisit {
  const Draft *draft;
  int note_ix; /* the first question referred to that takes no answer, or -1 */
} ReferenceVisit;

static void find_note(void *context, int reference_ix) {
  ReferenceVisit *visit = context;
  size_t ix = (size_t)reference_ix;
  if (form_question_of(&visit->draft->form, reference_ix) < 0) return;
  bool is_note = !visit->draft->rows[ix].broken && !form_type(visit->draft->questions[ix].kind)->takes_answer &&
                 !visit->draft->questions[ix].calculation;
  if (is_note && visit->note_ix < 0) visit->note_ix = reference_ix;
}

static void check_references(Draft *draft, const Expr *expr, const YamlNode *node) {
  ReferenceVisit visit = {.draft = draft, .note_ix = -1};
  if (expr) expr_each_reference(expr, find_note, &visit);
  if (visit.note_ix < 0) return;
  Str name = draft->questions[visit.note_ix].name;
  draft_report(draft, MISTAKE_REFERENCE_TO_NOTE, node,
               SAY(draft, STR_FMT " takes no answer, so ${" STR_FMT "} is always empty", STR_ARG(name), STR_ARG(name)),
               STR("refer to a question that takes an answer"));
}

static void check_all_references(Draft *draft, const Question *question, const YamlNode *row) {
  const struct {
    const char *key;
    const Expr *expr;
  } EXPRESSIONS[] = {{"required", question->required},     {"relevant", question->relevant},
                     {"constraint", question->constraint}, {"calculation", question->calculation},
                     {"default", question->default_value}, {"choice_filter", question->choice_filter},
                     {"read_only", question->read_only}};
  for (size_t i = 0; i < COUNT_OF(EXPRESSIONS); i++)
    check_references(draft, EXPRESSIONS[i].expr, yaml_get(row, EXPRESSIONS[i].key));
}

/* What heads a table has its rows' keys, and no use for them. */
static void clear_heading(Question *question) {
  question->required = question->constraint = question->choice_filter = question->default_value = question->calculation = NULL;
  question->appearance = 0;
  question->columns = 0;
}

static void check_question(Draft *draft, Question *question, const RowDraft *row) {
  check_all_references(draft, question, row->node);
  if (row->broken) return;
  if (row->heads) clear_heading(question);
  check_required(draft, question, row->node);
  check_constraint(draft, question, row->node);
  check_calculation(draft, question, row->node);
  check_effects(draft, question, row->node);
  check_message(draft, row->node, "required_message", "required");
  check_message(draft, row->node, "constraint_message", "constraint");
  check_appearance(draft, question, row);
}

static void check_group(Draft *draft, Group *group, const YamlNode *row) {
  check_references(draft, group->relevant, yaml_get(row, "relevant"));
  check_references(draft, group->repeat_count, yaml_get(row, "repeat_count"));
  if (!group->repeat_count || group->repeats) return;
  group->repeat_count = NULL;
  draft_report(draft, MISTAKE_WITHOUT_EFFECT, yaml_get(row, "repeat_count"),
               STR("a group is asked once, and repeat_count means nothing"),
               draft_remedy(draft, STR("write type: repeat, or remove it"), STR("make its type begin_repeat, or empty the cell")));
}

/* Of a form that only takes down the date, nobody would see anything. */
static bool is_asked(const Draft *draft, size_t ix) {
  const FormType *type = form_type(draft->questions[ix].kind);
  return type->asked && type->takes_answer;
}

void check_questions(Draft *draft) {
  bool any = draft->survey_broken;
  for (size_t i = 0; i < draft->form.group_count; i++)
    check_group(draft, &draft->groups[i], draft->group_nodes[i]);
  for (size_t i = 0; i < draft->form.question_count; i++) {
    check_question(draft, &draft->questions[i], &draft->rows[i]);
    any |= draft->rows[i].broken || is_asked(draft, i);
  }
  if (!any)
    draft_report(draft, MISTAKE_NO_QUESTION, yaml_get(draft->root, "survey"), STR("the form has no question that takes an answer"),
                 draft_remedy(draft, STR("add one below survey"), STR("add a row to the sheet survey")));
}
