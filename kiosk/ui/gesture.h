/* gesture: from a pressed node or a typed character to the actions that the app carries out. */
#ifndef GESTURE_H
#define GESTURE_H

#include "build.h"

typedef struct Gesture {
  const Scene *scene;
  const Question *question; /* the current one; NULL on other screens */
  int question_ix;
  Value answer; /* its answer before this gesture */
  Arena *arena; /* for the values of actions: lives until the next ui call */
  Interaction *state;
  UiActions *out;
} Gesture;

Gesture gesture_new(const Scene *scene, Arena *arena, Interaction *state, UiActions *out);
void gesture_add(Gesture *gesture, UiAction action);
void gesture_answer(Gesture *gesture, Value value);

#endif
