/* begin: how a screen or a page begins: which answer is in use, where the focus is, and from where it comes. */
#ifndef BEGIN_H
#define BEGIN_H

#include "ui_state.h"

/* Of a new screen or page: nothing is pressed; keys stay in use if they were. place: page_place of the scene. */
Interaction begin_interaction(const Ui *ui, const Scene *scene, int place, int64_t now_ms);
/* To the first question of a page that stands in the way. */
void begin_at_problem(Interaction *state, const Scene *scene);

#endif
