/* relevant, required and constraint: what the form's expressions say of the answers so far. */
#include "survey_state.h"

typedef struct HostContext {
  const Survey *survey;
  int self_ix;
} HostContext;

static Value read_reference(void *context, int reference_ix) {
  const Survey *survey = ((const HostContext *)context)->survey;
  const QuestionState *state = &survey->questions[reference_ix];
  return state->relevant ? state->answer.value : VALUE_NONE;
}

static Value read_self(void *context) {
  const HostContext *host = context;
  return host->survey->questions[host->self_ix].answer.value;
}

/* A missing expression has the value it has by default. */
static bool holds(const Survey *survey, const Expr *expr, int self_ix, bool by_default) {
  if (expr == NULL) return by_default;
  HostContext context = {survey, self_ix};
  ExprHost host = {
      .context = &context,
      .reference = read_reference,
      .self = read_self,
      .wall_ms = survey->wall_ms,
      .random = survey->setup.random,
  };
  Arena *scratch = survey->setup.scratch;
  bool result = expr_eval_boolean(expr, &host, scratch ? scratch : survey->session);
  if (scratch) arena_rewind(scratch);
  return result;
}

static const Question *question_at(const Survey *survey, int question_ix) {
  return &survey->setup.form->questions[question_ix];
}

typedef struct Steering {
  Survey *survey;
  int steered_ix;
} Steering;

static void note_reference(void *context, int reference_ix) {
  const Steering *steering = context;
  steering->survey->questions[reference_ix].steers = true;
  steering->survey->questions[steering->steered_ix].is_steered = true;
}

/* One pass in the form's order; says whether anything changed. The question on the screen is left alone: it cannot vanish under a
 * finger. A condition without references was decided when the visit began (it may be random). */
static bool refresh_once(Survey *survey) {
  bool changed = false;
  for (size_t i = 0; i < survey->setup.form->question_count; i++) {
    QuestionState *state = &survey->questions[i];
    if ((int)i == survey->current_ix || !state->is_steered) continue;
    bool relevant = holds(survey, question_at(survey, (int)i)->relevant, (int)i, true);
    changed |= relevant != state->relevant;
    state->relevant = relevant;
  }
  return changed;
}

/* A condition may refer forwards, so passes are repeated until nothing changes; a flow without cycles settles within as many as there
 * are questions, and one that refers backwards only, as nearly all do, in one. */
void rules_refresh(Survey *survey) {
  size_t passes = survey->setup.form->question_count;
  while (passes-- > 0 && refresh_once(survey))
    continue;
}

void rules_begin(Survey *survey) {
  survey->current_ix = -1;
  for (size_t i = 0; i < survey->setup.form->question_count; i++) {
    const Expr *relevant = question_at(survey, (int)i)->relevant;
    if (relevant) expr_each_reference(relevant, note_reference, &(Steering){survey, (int)i});
    survey->questions[i].relevant = holds(survey, relevant, (int)i, true);
  }
  rules_refresh(survey);
}

bool survey_is_required(const Survey *survey, int question_ix) {
  const Question *question = question_at(survey, question_ix);
  return form_type(question->kind)->takes_answer && holds(survey, question->required, question_ix, false);
}

SurveyProblem rules_problem(const Survey *survey, int question_ix) {
  if (value_is_empty(survey->questions[question_ix].answer.value))
    return survey_is_required(survey, question_ix) ? PROBLEM_REQUIRED : PROBLEM_NONE;
  bool within = holds(survey, question_at(survey, question_ix)->constraint, question_ix, true);
  return within ? PROBLEM_NONE : PROBLEM_CONSTRAINT;
}

bool rules_counts(const Survey *survey, int question_ix) {
  const QuestionState *state = &survey->questions[question_ix];
  return state->relevant && !value_is_empty(state->answer.value) && rules_problem(survey, question_ix) == PROBLEM_NONE;
}
