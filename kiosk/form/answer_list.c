#include "answer_list.h"

#include <math.h>
#include <string.h>

static Str name_in(Str reference) {
  const char *end = memchr(reference.ptr, '}', reference.len);
  return end ? str_trim((Str){reference.ptr + 2, (size_t)(end - reference.ptr) - 2}) : (Str){0};
}

/* Of a repeat, the first question that visitors are asked in it: mostly a name. */
static int first_question(const Draft *draft, int group_ix) {
  const Group *group = &draft->groups[group_ix];
  for (int i = group->first_question_ix; i < group->end_question_ix; i++) {
    const FormType *type = form_type(draft->questions[i].kind);
    if (type->asked && type->takes_answer && !draft->rows[i].broken) return i;
  }
  return -1;
}

static int find_question(Draft *draft, const RowDraft *row, int self_ix) {
  int found = draft_find_name(draft, name_in(row->list_name), self_ix, NULL);
  int group_ix = form_group_of(&draft->form, found);
  int question_ix = group_ix >= 0 ? first_question(draft, group_ix) : form_question_of(&draft->form, found);
  return question_ix >= 0 && question_ix != self_ix && form_type(draft->questions[question_ix].kind)->takes_answer ? question_ix
                                                                                                                   : -1;
}

/* In books that say what the codes mean stands whose answer it is; on the screen, the answer itself. */
static Text label_of(Draft *draft, int question_ix, int instance) {
  size_t languages = draft->form.language_count;
  TextPiece *piece = ARENA_NEW(draft->arena, TextPiece);
  TextPieces *pieces = ARENA_ARRAY(draft->arena, TextPieces, languages);
  *piece = (TextPiece){.reference_ix = question_ix, .instance = instance};
  for (size_t i = 0; i < languages; i++)
    pieces[i] = (TextPieces){piece, 1};
  Text label = draft_same_text(draft, arena_printf(draft->arena, STR_FMT " %d", STR_ARG(draft->names[question_ix]), instance));
  label.pieces = pieces;
  return label;
}

int answer_list(Draft *draft, const Question *question, const RowDraft *row) {
  const YamlNode *type = yaml_get(row->node, "type");
  int answers_ix = find_question(draft, row, (int)(question - draft->questions));
  if (answers_ix < 0) {
    draft_report(draft, MISTAKE_UNKNOWN_LIST, type,
                 SAY(draft, STR_FMT " is no question whose answers could be offered", STR_ARG(row->list_name)),
                 STR("write ${NAME} with the name of a question in a repeat"));
    return -1;
  }
  int list_ix = (int)draft->form.list_count++;
  Choice *choices = ARENA_ARRAY(draft->arena, Choice, FORM_ANSWER_CHOICES_MAX);
  for (int i = 0; i < FORM_ANSWER_CHOICES_MAX; i++)
    choices[i] = (Choice){.name = arena_printf(draft->arena, "%d", i + 1),
                          .label = label_of(draft, answers_ix, i + 1),
                          .code = -1,
                          .place = type->place};
  ChoiceList *list = &draft->lists[list_ix];
  *list = (ChoiceList){.name = arena_printf(draft->arena, STR_FMT "/answers", STR_ARG(question->name)),
                       .choices = choices,
                       .count = FORM_ANSWER_CHOICES_MAX,
                       .answers_ix = answers_ix,
                       .place = type->place};
  list->index = draft_index_choices(draft, list);
  draft->list_drafts[list_ix] = (ListDraft){.key = type, .broken = true, .used = true, .with_other_ix = -1};
  return list_ix;
}

/* As it would be written at the question that was answered. */
const Expr *answer_list_filter(Draft *draft, const Question *question, const RowDraft *row) {
  if (question->list_ix < 0) return NULL;
  int answers_ix = draft->lists[question->list_ix].answers_ix;
  const YamlNode *own = yaml_get(row->node, "choice_filter");
  if (!yaml_is_null(own)) return read_expression(draft, own, "choice_filter", answers_ix, USE_ANSWER);
  YamlNode *given = ARENA_NEW(draft->arena, YamlNode);
  *given = *yaml_get(row->node, "type");
  given->text = STR(". != ''");
  return read_expression(draft, given, "choice_filter", answers_ix, USE_ANSWER);
}

static void keep_reference(void *context, int reference_ix) {
  *(int *)context = reference_ix;
}

/* The most that an answer can be, as far as its question says so; infinite where it does not. */
static double most_of(const Question *question) {
  if (question->calculation) return (double)INFINITY;
  if (question->kind == QUESTION_RANGE) return question->range.end;
  if (question->kind != QUESTION_INTEGER || !question->constraint) return (double)INFINITY;
  ExprBounds bounds = expr_bounds(question->constraint);
  return bounds.most_open ? ceil(bounds.most) - 1 : bounds.most;
}

/* How many instances a repeat can have: repeat_count is a number, or the answer to a question that is not more than one. */
static double most_instances(const Draft *draft, const Group *repeat) {
  Value constant;
  int reference_ix = -1;
  if (!repeat->repeat_count || repeat->repeat_ix >= 0) return (double)INFINITY;
  if (expr_constant(repeat->repeat_count, &constant)) return expr_to_number(constant);
  if (!expr_gives_nodes(repeat->repeat_count)) return (double)INFINITY;
  expr_each_reference(repeat->repeat_count, keep_reference, &reference_ix);
  int question_ix = form_question_of(&draft->form, reference_ix);
  return question_ix < 0 ? (double)INFINITY : most_of(&draft->questions[question_ix]);
}

void bound_answer_lists(Draft *draft) {
  for (size_t i = 0; i < draft->form.list_count; i++) {
    ChoiceList *list = &draft->lists[i];
    int repeat_ix = list->answers_ix < 0 ? -1 : draft->questions[list->answers_ix].repeat_ix;
    double most = repeat_ix < 0 ? (double)INFINITY : most_instances(draft, &draft->groups[repeat_ix]);
    if (!(most >= 1 && most < (double)list->count)) continue;
    list->count = (size_t)most;
    list->index = draft_index_choices(draft, list);
  }
}
