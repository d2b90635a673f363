/* What the form's expressions say of the answers so far, asked on demand. */
#include "survey_state.h"

Arena *rules_scratch(const Survey *survey) {
  return survey->setup.scratch ? survey->setup.scratch : survey->session;
}

void rules_done(const Survey *survey) {
  if (survey->setup.scratch) arena_rewind(survey->setup.scratch);
}

/* A question's own cell, or a group's holder in the frame around it. */
static ExprHost host_of(Standpoint *standpoint, int reference_ix, int64_t wall_ms) {
  const Survey *survey = standpoint->survey;
  const Form *form = survey->setup.form;
  if (form_question_of(form, reference_ix) >= 0) {
    standpoint->cell = cell_number(survey, standpoint->frame, reference_ix);
    return host_at(standpoint, node_of_cell(standpoint->cell), wall_ms);
  }
  int holder = holder_number(survey, standpoint->frame, form_group_of(form, reference_ix));
  return host_at(standpoint, node_of_holder(holder), wall_ms);
}

Value rules_value(const Survey *survey, const Expr *expr, int frame, int reference_ix, Arena *arena) {
  if (!expr) return VALUE_NONE;
  Standpoint standpoint = {.survey = survey, .frame = frame, .cell = -1, .arena = arena};
  ExprHost host = host_of(&standpoint, reference_ix, survey->now_ms);
  return expr_eval(expr, &host, arena);
}

bool rules_holds(const Survey *survey, const Expr *expr, int frame, int reference_ix, bool by_default) {
  if (!expr) return by_default;
  Standpoint standpoint = {.survey = survey, .frame = frame, .cell = -1, .arena = rules_scratch(survey)};
  ExprHost host = host_of(&standpoint, reference_ix, survey->begun_ms);
  bool holds = expr_eval_boolean(expr, &host, standpoint.arena);
  rules_done(survey);
  return holds;
}

bool rules_offers(const Survey *survey, int frame, int question_ix, int choice_ix) {
  const Question *question = question_at(survey, question_ix);
  const ChoiceList *list = form_choices(survey->setup.form, question);
  if (!list || choice_ix < 0 || (size_t)choice_ix >= list->count) return false;
  if (list->answers_ix >= 0) return answer_list_offers(survey, frame, question, choice_ix);
  if (!question->choice_filter || survey->setup.show_all) return true;
  Standpoint standpoint = {.survey = survey, .frame = frame, .cell = -1, .arena = rules_scratch(survey)};
  ExprHost host = host_of(&standpoint, question_ix, survey->begun_ms);
  host.node = node_of_choice(survey, question->list_ix, choice_ix);
  bool offers = expr_eval_boolean(question->choice_filter, &host, standpoint.arena);
  rules_done(survey);
  return offers;
}

static size_t count_offered(const Survey *survey, int frame, int question_ix, const ChoiceList *list) {
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++)
    count += rules_offers(survey, frame, question_ix, (int)i);
  return count;
}

bool rules_offers_all(const Survey *survey, int frame, int question_ix, Value value) {
  const Question *question = question_at(survey, question_ix);
  const ChoiceList *list = form_choices(survey->setup.form, question);
  if (!list || !question->choice_filter) return true;
  if (value.kind == VALUE_TEXT) return rules_offers(survey, frame, question_ix, form_find_choice(list, value.text));
  if (value.kind != VALUE_LIST) return true;
  for (size_t i = 0; i < value.list.count; i++) {
    if (!rules_offers(survey, frame, question_ix, form_find_choice(list, value.list.items[i]))) return false;
  }
  return question->kind != QUESTION_RANK || value.list.count == count_offered(survey, frame, question_ix, list);
}

static bool is_read_only(const Survey *survey, int frame, int question_ix) {
  return rules_holds(survey, question_at(survey, question_ix)->read_only, frame, question_ix, false);
}

/* Its choice_filter leaves nothing to choose. */
static bool offers_nothing(const Survey *survey, int frame, int question_ix) {
  const Question *question = question_at(survey, question_ix);
  const ChoiceList *list = form_choices(survey->setup.form, question);
  return list && question->choice_filter && count_offered(survey, frame, question_ix, list) == 0;
}

/* What cannot be answered is not demanded: nobody may be stuck. */
static bool is_required(const Survey *survey, int frame, int question_ix) {
  const Question *question = question_at(survey, question_ix);
  const FormType *type = form_type(question->kind);
  if (!type->asked || !type->takes_answer) return false;
  return rules_holds(survey, question->required, frame, question_ix, false) && !is_read_only(survey, frame, question_ix) &&
         !offers_nothing(survey, frame, question_ix);
}

/* Only what the visitor could mend is wrong. */
SurveyProblem rules_problem(const Survey *survey, int frame, int question_ix) {
  const Question *question = question_at(survey, question_ix);
  const CellState *state = cell_state(survey, frame, question_ix);
  if (!form_type(question->kind)->asked || !state->wanted || survey->setup.show_all) return PROBLEM_NONE;
  if (value_is_empty(state->answer.value)) return is_required(survey, frame, question_ix) ? PROBLEM_REQUIRED : PROBLEM_NONE;
  if (rules_holds(survey, question->constraint, frame, question_ix, true)) return PROBLEM_NONE;
  return is_read_only(survey, frame, question_ix) ? PROBLEM_NONE : PROBLEM_CONSTRAINT;
}

bool rules_counts(const Survey *survey, int frame, int question_ix) {
  const Question *question = question_at(survey, question_ix);
  const CellState *state = cell_state(survey, frame, question_ix);
  if (!state->relevant || value_is_empty(state->answer.value)) return false;
  bool given = state->answered || question->calculation || !form_type(question->kind)->asked;
  return given && rules_problem(survey, frame, question_ix) == PROBLEM_NONE;
}

bool survey_is_read_only(const Survey *survey, int cell) {
  int frame = frame_of_cell(survey, cell);
  return survey->frames[frame].body && is_read_only(survey, frame, question_of_cell(survey, frame, cell));
}

bool survey_is_required(const Survey *survey, int cell) {
  int frame = frame_of_cell(survey, cell);
  return survey->frames[frame].body && is_required(survey, frame, question_of_cell(survey, frame, cell));
}

bool survey_offers(const Survey *survey, int cell, int choice_ix) {
  int frame = frame_of_cell(survey, cell);
  return survey->frames[frame].body && rules_offers(survey, frame, question_of_cell(survey, frame, cell), choice_ix);
}
