/* press: what pressing a node or a key means: a change of the interaction, an action for the app, or an answer for a view to make. */
#ifndef PRESS_H
#define PRESS_H

#include "ui_state.h"
#include "view/view.h"

void press_node(Ui *ui, const Node *node, UiActions *out);
/* A slider was let go at a step. */
void press_slider(Ui *ui, const Node *node, int ix, UiActions *out);
/* A finger draws on a node; x, y: where it is on the screen, px. */
void press_stroke(Ui *ui, const Node *node, StrokePhase phase, int x, int y, UiActions *out);
/* A physical key. */
void press_key(Ui *ui, const Input *input, UiActions *out);
/* Text from a physical keyboard; composed: it is not yet typed, and empty when nothing is any more. */
void press_text(Ui *ui, const Input *input, UiActions *out);
void press_composed(Ui *ui, Str text);

/* For presses: the view's part of an act, its gesture, and that a cell is to be seen. */
void press_answer(Ui *ui, Act act, UiActions *out);
Gesture press_gesture(Ui *ui, int cell, UiActions *out);
void press_reveal(Ui *ui, int cell);

#endif
