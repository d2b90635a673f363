#include "gesture.h"

Gesture gesture_new(const Scene *scene, Arena *arena, Interaction *state, UiActions *out) {
  Gesture g = {.scene = scene, .arena = arena, .state = state, .out = out, .question_ix = -1};
  if (scene->screen == SCREEN_QUESTION) {
    g.question_ix = survey_current(scene->survey);
    g.question = &scene->form->questions[g.question_ix];
    g.answer = survey_answer(scene->survey, g.question_ix);
  }
  return g;
}

void gesture_add(Gesture *gesture, UiAction action) {
  BUG_UNLESS(gesture->out->count < UI_ACTIONS_MAX);
  gesture->out->items[gesture->out->count++] = action;
}

void gesture_answer(Gesture *gesture, Value value) {
  gesture_add(gesture, (UiAction){.kind = UI_ANSWER, .cell = gesture->question_ix, .value = value});
}
