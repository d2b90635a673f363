/* gesture: from a pressed node or a typed character to the actions that the app carries out. */
#ifndef GESTURE_H
#define GESTURE_H

#include "build.h"

typedef struct Gesture {
  const Scene *scene;
  int cell;
  const Question *question;
  Value answer; /* the cell's, before this gesture */
  Arena *arena; /* for the values of actions: lives until the next ui call */
  Interaction *state;
  UiActions *out;
} Gesture;

Gesture gesture_new(const Scene *scene, int cell, Arena *arena, Interaction *state, UiActions *out);
void actions_add(UiActions *actions, UiAction action);
void gesture_add(Gesture *gesture, UiAction action);
void gesture_answer(Gesture *gesture, Value value);

#endif
