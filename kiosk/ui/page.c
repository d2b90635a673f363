#include "page.h"

/* Some fold what is worked out behind one question into a list with it: that is a page of one. */
static size_t asked_in_group(const Form *form, const Group *group) {
  size_t count = 0;
  for (int ix = group->first_question_ix; ix < group->end_question_ix; ix++) {
    count += form_type(form->questions[ix].kind)->asked;
  }
  return count;
}

bool page_is_list(const Scene *scene) {
  SurveyPage page = survey_page(scene->survey);
  if (page.kind != PAGE_QUESTIONS || page.group_ix < 0) {
    return false;
  }
  return page.cell_count > 1 || asked_in_group(scene->form, &scene->form->groups[page.group_ix]) > 1;
}

KeyboardKind page_keyboard(const Scene *scene, const Interaction *state) {
  return state->active_cell < 0 ? KEYBOARD_NONE : question_view(asked_in(scene, state->active_cell).question->kind)->keyboard;
}

int page_problem(const Scene *scene) {
  SurveyPage page = survey_page(scene->survey);
  for (size_t i = 0; i < page.cell_count; i++) {
    if (survey_cell_problem(scene->survey, page.cells[i]) != PROBLEM_NONE) {
      return page.cells[i];
    }
  }
  return -1;
}

int page_place(const Scene *scene) {
  if (scene->screen != SCREEN_QUESTION) {
    return -1;
  }
  SurveyPage page = survey_page(scene->survey);
  if (page.kind == PAGE_REVIEW) {
    return (int)scene->form->question_count;
  }
  return page.kind == PAGE_REPEAT ? scene->form->groups[page.group_ix].end_question_ix
                                  : survey_question(scene->survey, page.cells[0]);
}
