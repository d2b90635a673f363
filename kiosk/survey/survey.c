#include "survey_state.h"

/* The nearest relevant question from a place in a direction, or -1. */
static int find_relevant(const Survey *survey, int from_ix, int direction) {
  int count = (int)survey->setup.form->question_count;
  for (int ix = from_ix + direction; ix >= 0 && ix < count; ix += direction) {
    if (survey->questions[ix].relevant) return ix;
  }
  return -1;
}

static int find_first_problem(const Survey *survey) {
  for (int ix = find_relevant(survey, -1, 1); ix >= 0; ix = find_relevant(survey, ix, 1)) {
    if (rules_problem(survey, ix) != PROBLEM_NONE) return ix;
  }
  return -1;
}

/* A row in the database begins with the first answer; once it is there, every change goes into it, also the last answer taken back. */
static unsigned save_if_new(Survey *survey) {
  if (!survey->unsaved || !(survey->saved || survey_has_answers(survey))) return 0;
  survey->unsaved = false;
  survey->saved = true;
  return SURVEY_SAVE;
}

static unsigned move_to(Survey *survey, int question_ix) {
  survey->current_ix = question_ix;
  survey->problem = PROBLEM_NONE;
  return SURVEY_MOVED;
}

static unsigned end_early(Survey *survey) {
  survey->over = true;
  if (survey->setup.form->kiosk.idle_outcome == IDLE_DISCARD) return SURVEY_DISCARD;
  return save_if_new(survey) | SURVEY_PARTIAL;
}

static unsigned take_answer(Survey *survey, const SurveyEvent *event) {
  const Form *form = survey->setup.form;
  if (event->cell != survey->current_ix) return 0;
  const Question *question = &form->questions[event->cell];
  QuestionState *state = &survey->questions[event->cell];
  if (!question_accepts(form, question, event->value) || value_equal(state->answer.value, event->value)) return 0;

  answer_store(&state->answer, survey->session, form_choices(form, question), event->value);
  survey->problem = PROBLEM_NONE;
  survey->unsaved = true;
  if (state->steers) rules_refresh(survey);
  return question_type(question->kind)->saves_at_once ? save_if_new(survey) : 0;
}

static unsigned finish(Survey *survey) {
  /* An answer given later may have made an earlier one impossible or necessary: back to that one, with its message. */
  int problem_ix = find_first_problem(survey);
  if (problem_ix >= 0) {
    unsigned effects = save_if_new(survey) | move_to(survey, problem_ix) | SURVEY_REFUSED;
    survey->problem = rules_problem(survey, problem_ix);
    return effects;
  }
  survey->over = true;
  survey->unsaved = false;
  survey->saved = true;
  return SURVEY_SAVE | SURVEY_COMPLETE;
}

static unsigned go_next(Survey *survey) {
  QuestionState *state = &survey->questions[survey->current_ix];
  survey->problem = rules_problem(survey, survey->current_ix);
  if (survey->problem != PROBLEM_NONE) return SURVEY_REFUSED;
  if (!state->passed && value_is_empty(state->answer.value)) survey->unsaved = true; /* passed over: that is kept too */
  state->passed = true;
  int next_ix = find_relevant(survey, survey->current_ix, 1);
  if (next_ix < 0) return finish(survey);
  return move_to(survey, next_ix) | save_if_new(survey);
}

static unsigned go_back(Survey *survey) {
  int previous_ix = find_relevant(survey, survey->current_ix, -1);
  if (previous_ix < 0) return end_early(survey) | SURVEY_LEFT;
  return move_to(survey, previous_ix) | save_if_new(survey);
}

static unsigned change_language(Survey *survey, const SurveyEvent *event) {
  if (event->language_ix < 0 || (size_t)event->language_ix >= survey->setup.form->language_count) return 0;
  if (event->language_ix != survey->language_ix) survey->unsaved = true; /* the response says in which language it was given */
  survey->language_ix = event->language_ix;
  return save_if_new(survey);
}

Survey *survey_new(Arena *session, const SurveySetup *setup) {
  BUG_UNLESS(setup->form->question_count > 0);
  Survey *survey = ARENA_NEW(session, Survey);
  survey->setup = *setup;
  survey->session = session;
  survey->questions = ARENA_ARRAY(session, QuestionState, setup->form->question_count);
  survey->wall_ms = setup->clock->wall_ms(setup->clock);
  survey->language_ix = setup->language_ix;
  rules_begin(survey);
  int first_ix = find_relevant(survey, -1, 1);
  survey->current_ix = first_ix < 0 ? 0 : first_ix;
  survey->questions[survey->current_ix].relevant = true;
  return survey;
}

unsigned survey_step(Survey *survey, const SurveyEvent *event) {
  if (survey->over) return 0;
  switch (event->kind) {
  case SURVEY_ANSWER:
    return take_answer(survey, event);
  case SURVEY_NEXT:
    return go_next(survey);
  case SURVEY_BACK:
    return go_back(survey);
  case SURVEY_LANGUAGE:
    return change_language(survey, event);
  case SURVEY_ABANDON:
    return end_early(survey);
  case SURVEY_ADD:
  case SURVEY_REMOVE:
    return 0;
  }
  BUG("an event of no kind");
}

const Form *survey_form(const Survey *survey) {
  return survey->setup.form;
}

int survey_language(const Survey *survey) {
  return survey->language_ix;
}

int survey_current(const Survey *survey) {
  return survey->current_ix;
}

bool survey_is_last(const Survey *survey) {
  return find_relevant(survey, survey->current_ix, 1) < 0;
}

bool survey_is_over(const Survey *survey) {
  return survey->over;
}

Value survey_answer(const Survey *survey, int question_ix) {
  return survey->questions[question_ix].answer.value;
}

bool survey_is_relevant(const Survey *survey, int question_ix) {
  return survey->questions[question_ix].relevant;
}

SurveyProblem survey_problem(const Survey *survey) {
  return survey->problem;
}

void survey_progress(const Survey *survey, size_t *done, size_t *total) {
  *done = *total = 0;
  for (size_t i = 0; i < survey->setup.form->question_count; i++) {
    const FormType *type = form_type(survey->setup.form->questions[i].kind);
    if (!survey->questions[i].relevant || !type->takes_answer || !type->asked) continue;
    ++*total;
    if ((int)i < survey->current_ix) ++*done;
  }
  if (*total == 0) *total = 1;
}

bool survey_has_answers(const Survey *survey) {
  for (size_t i = 0; i < survey->setup.form->question_count; i++) {
    if (rules_counts(survey, (int)i)) return true;
  }
  return false;
}

SurveyPage survey_page(const Survey *survey) {
  return (SurveyPage){.cells = &survey->current_ix, .cell_count = 1, .group_ix = -1, .serial = survey->current_ix};
}

int survey_cell_count(const Survey *survey) {
  return (int)survey->setup.form->question_count;
}

int survey_question(const Survey *survey, int cell) {
  (void)survey;
  return cell;
}

int survey_cell(const Survey *survey, int from_cell, int question_ix) {
  (void)survey;
  (void)from_cell;
  return question_ix;
}

bool survey_is_read_only(const Survey *survey, int cell) {
  (void)survey;
  (void)cell;
  return false;
}

bool survey_offers(const Survey *survey, int cell, int choice_ix) {
  (void)survey;
  (void)cell;
  return choice_ix >= 0;
}

SurveyProblem survey_cell_problem(const Survey *survey, int cell) {
  return cell == survey->current_ix ? survey->problem : PROBLEM_NONE;
}

Str survey_text(const Survey *survey, Text text, int cell, Arena *arena) {
  (void)cell;
  (void)arena;
  return text_in(survey->setup.form, text, survey->language_ix);
}

Str survey_path(const Survey *survey, int cell, Arena *arena) {
  (void)arena;
  return survey->setup.form->questions[cell].path;
}
