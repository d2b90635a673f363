/* The review: all answers on one page, and the way back to it from a page that was gone to from there. */
#include "survey_state.h"

/* Something that could be answered otherwise. */
static bool asks(const Survey *survey, int frame, int question_ix) {
  const FormType *type = form_type(question_at(survey, question_ix)->kind);
  return type->asked && type->takes_answer && cell_state(survey, frame, question_ix)->relevant &&
         !survey_is_read_only(survey, cell_number(survey, frame, question_ix));
}

/* The question from the cursor on that asks for an answer, or -1; *at goes there. */
static int next_asked(const Survey *survey, Cursor *at) {
  while (cursor_step(survey, at, 1)) {
    int question_ix = survey->outline.stops[at->stop].question_ix;
    if (question_ix >= 0 && asks(survey, at->frame, question_ix)) return question_ix;
  }
  return -1;
}

/* It stands behind the last stop, so what lies before it is everything. */
bool review_find(const Survey *survey, Page *out) {
  Cursor first = cursor_outside(survey, 1), behind = cursor_outside(survey, -1);
  if (!survey->setup.form->kiosk.review || next_asked(survey, &first) < 0) return false;
  *out = (Page){.kind = PAGE_REVIEW, .first = behind, .last = behind, .group_ix = -1};
  return true;
}

void review_add_cells(Survey *survey) {
  Cursor at = cursor_outside(survey, 1);
  for (int question_ix; (question_ix = next_asked(survey, &at)) >= 0;)
    page_add_cell(survey, cell_number(survey, at.frame, question_ix));
}

bool review_has_cell(const Survey *survey, int cell) {
  if (cell < 0 || cell >= survey->cell_count) return false;
  int frame = frame_of_cell(survey, cell);
  return survey->frames[frame].body && asks(survey, frame, question_of_cell(survey, frame, cell));
}

static bool is_passed(const Survey *survey, Cursor at, const Page *page) {
  if (page->kind == PAGE_REPEAT) return holder_state(survey, at.frame, page->group_ix)->passed;
  return cell_state(survey, at.frame, survey->outline.stops[at.stop].question_ix)->passed;
}

bool review_find_open(const Survey *survey, Page *out, bool *wrong) {
  for (Cursor at = cursor_outside(survey, 1); cursor_step(survey, &at, 1);) {
    if (!page_at(survey, at, out)) continue;
    *wrong = false;
    if (!is_passed(survey, at, out)) return true;
    int question_ix = survey->outline.stops[at.stop].question_ix;
    *wrong = question_ix >= 0 && rules_problem(survey, at.frame, question_ix) != PROBLEM_NONE;
    if (*wrong) return true;
  }
  return false;
}
