#include "gesture.h"

Gesture gesture_new(const Scene *scene, int cell, Arena *arena, Interaction *state, UiActions *out) {
  Asked asked = asked_in(scene, cell);
  return (Gesture){
      .scene = scene, .cell = cell, .question = asked.question, .answer = asked.answer, .arena = arena, .state = state, .out = out};
}

void actions_add(UiActions *actions, UiAction action) {
  BUG_UNLESS(actions->count < UI_ACTIONS_MAX);
  actions->items[actions->count++] = action;
}

void gesture_add(Gesture *gesture, UiAction action) {
  actions_add(gesture->out, action);
}

void gesture_answer(Gesture *gesture, Value value) {
  gesture_add(gesture, (UiAction){.kind = UI_ANSWER, .cell = gesture->cell, .value = value});
}
