#include "view.h"

/* A note's words are the question's title: there is nothing to answer. */
static void layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  (void)b;
  (void)asked;
  (void)flow;
  (void)room_px;
}

static void act(Gesture *gesture, Act act) {
  (void)gesture;
  (void)act;
}

const QuestionView view_note = {.kind = QUESTION_NOTE, .layout = layout, .act = act};
