/* Cells as the rest of the program asks for them: by their number. */
#include "survey_state.h"

int survey_cell_count(const Survey *survey) {
  return survey->cell_count;
}

int survey_question(const Survey *survey, int cell) {
  return question_of_cell(survey, frame_of_cell(survey, cell), cell);
}

int survey_cell(const Survey *survey, int from_cell, int question_ix) {
  int from = from_cell < 0 ? 0 : frame_of_cell(survey, from_cell);
  if (!survey->frames[from].body) return -1;
  int around = frame_around(survey, from, question_ix);
  int frame = frame_next(survey, around, question_at(survey, question_ix)->repeat_ix, -1);
  return frame < 0 ? -1 : cell_number(survey, frame, question_ix);
}

Value survey_answer(const Survey *survey, int cell) {
  const CellState *state = cell_at(survey, cell);
  return state ? state->answer.value : VALUE_NONE;
}

bool survey_is_relevant(const Survey *survey, int cell) {
  const CellState *state = cell_at(survey, cell);
  return state && state->relevant;
}

SurveyProblem survey_cell_problem(const Survey *survey, int cell) {
  const CellState *state = cell_at(survey, cell);
  return state ? state->problem : PROBLEM_NONE;
}
