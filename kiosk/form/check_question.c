#include "draft.h"

static bool is_constant(const Expr *expr, bool value) {
  Value constant;
  return expr && expr_constant(expr, &constant) && expr_to_boolean(constant) == value;
}

static void check_required(Draft *draft, Question *question, const YamlNode *row) {
  if (question->required && is_constant(question->required, false)) question->required = NULL;
  const FormType *type = form_type(question->kind);
  if (question->required && !type->may_be_required)
    draft_report(draft, MISTAKE_REQUIRED_NOT_POSSIBLE, yaml_get(row, "required"),
                 SAY(draft, "a %s takes no answer, and cannot be required", type->name),
                 SAY(draft, "remove required, or write type: %s, which must be ticked", form_type(QUESTION_ACKNOWLEDGE)->name));
}

static void check_constraint(Draft *draft, const Question *question, const YamlNode *row) {
  const FormType *type = form_type(question->kind);
  if (question->constraint && !type->takes_answer)
    draft_report(draft, MISTAKE_CONSTRAINT_NOT_POSSIBLE, yaml_get(row, "constraint"),
                 SAY(draft, "a %s takes no answer that a constraint could look at", type->name), STR("remove constraint"));
}

static void check_message(Draft *draft, const YamlNode *row, const char *message, const char *key) {
  const YamlNode *node = yaml_get(row, message);
  if (!yaml_is_null(node) && yaml_is_null(yaml_get(row, key)))
    draft_report(draft, MISTAKE_MESSAGE_WITHOUT_EFFECT, node, SAY(draft, "%s is never shown without %s", message, key),
                 SAY(draft, "add %s, or remove the message", key));
}

static Str appearance_words(Draft *draft, unsigned bits) {
  static const struct {
    unsigned bit;
    Str word;
  } WORDS[] = {{APPEARANCE_QUICK, STR_INIT("quick")},
               {APPEARANCE_SMILEYS, STR_INIT("smileys")},
               {APPEARANCE_NPS, STR_INIT("nps")},
               {APPEARANCE_LIKERT, STR_INIT("likert")},
               {APPEARANCE_MULTILINE, STR_INIT("multiline")}};
  Str words[COUNT_OF(WORDS)];
  size_t count = 0;
  for (size_t i = 0; i < COUNT_OF(WORDS); i++)
    if (bits & WORDS[i].bit) words[count++] = WORDS[i].word;
  return draft_join(draft, words, count);
}

static void check_appearance(Draft *draft, Question *question, const YamlNode *row) {
  const unsigned looks = question->appearance & (APPEARANCE_SMILEYS | APPEARANCE_NPS | APPEARANCE_LIKERT);
  const FormType *type = form_type(question->kind);
  const YamlNode *node = yaml_get(row, "appearance");
  unsigned without_effect = question->appearance & ~type->appearances;
  if (without_effect)
    draft_report(draft, MISTAKE_APPEARANCE_WITHOUT_EFFECT, node,
                 SAY(draft, "the appearance " STR_FMT " means nothing for a question of type %s",
                     STR_ARG(appearance_words(draft, without_effect)), type->name),
                 STR("remove it"));
  else if (looks & (looks - 1)) /* more than one bit */
    draft_report(draft, MISTAKE_APPEARANCE_CONFLICT, node,
                 SAY(draft, "a question cannot look like " STR_FMT " at the same time", STR_ARG(appearance_words(draft, looks))),
                 STR("keep one of them"));
  question->appearance &= type->appearances;
}

static bool is_zero_to_ten(const ChoiceList *list) {
  static const char *const NAMES[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"};
  if (list->count != COUNT_OF(NAMES)) return false;
  for (size_t i = 0; i < list->count; i++)
    if (!str_is(list->choices[i].name, NAMES[i]) || list->choices[i].missing) return false;
  return true;
}

static void check_scale(Draft *draft, const Question *question, const YamlNode *row) {
  if (question->list_ix < 0 || draft->list_drafts[question->list_ix].broken) return;
  const ChoiceList *list = &draft->lists[question->list_ix];
  const YamlNode *node = yaml_get(row, "appearance");
  size_t faces = 0;
  for (size_t i = 0; i < list->count; i++)
    faces += !list->choices[i].missing;
  if (question->appearance & APPEARANCE_NPS && !is_zero_to_ten(list))
    draft_report(draft, MISTAKE_NPS_CHOICES, node,
                 SAY(draft, "nps needs a list of eleven choices, and " STR_FMT " is another", STR_ARG(list->name)),
                 STR("name the choices 0, 1, 2 to 10 in this order, none of them missing: true"));
  if (question->appearance & APPEARANCE_SMILEYS && faces != 3 && faces != 5)
    draft_report(draft, MISTAKE_SMILEYS_CHOICES, node,
                 SAY(draft, "there are faces for 3 or 5 choices, and " STR_FMT " has %zu", STR_ARG(list->name), faces),
                 STR("change the list, mark a choice such as \"don't know\" with missing: true, or write likert"));
}

typedef struct ReferenceVisit {
  const Draft *draft;
  int note_ix; /* the first question referred to that takes no answer, or -1 */
} ReferenceVisit;

static void find_note(void *context, int reference_ix) {
  ReferenceVisit *visit = context;
  size_t ix = (size_t)reference_ix;
  if (form_question_of(&visit->draft->form, reference_ix) < 0) return;
  bool is_note = !visit->draft->rows[ix].broken && !form_type(visit->draft->questions[ix].kind)->takes_answer;
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

static void check_question(Draft *draft, Question *question, const RowDraft *row) {
  check_references(draft, question->required, yaml_get(row->node, "required"));
  check_references(draft, question->relevant, yaml_get(row->node, "relevant"));
  check_references(draft, question->constraint, yaml_get(row->node, "constraint"));
  if (row->broken) return;
  check_required(draft, question, row->node);
  check_constraint(draft, question, row->node);
  check_message(draft, row->node, "required_message", "required");
  check_message(draft, row->node, "constraint_message", "constraint");
  check_appearance(draft, question, row->node);
  check_scale(draft, question, row->node);
}

void check_questions(Draft *draft) {
  bool any = draft->survey_broken;
  for (size_t i = 0; i < draft->form.question_count; i++) {
    check_question(draft, &draft->questions[i], &draft->rows[i]);
    any |= draft->rows[i].broken || form_type(draft->questions[i].kind)->takes_answer;
  }
  if (!any)
    draft_report(draft, MISTAKE_NO_QUESTION, yaml_get(draft->root, "survey"), STR("the form has no question that takes an answer"),
                 STR("add one below survey"));
}
