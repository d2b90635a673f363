#include "view.h"

/* Metadata, calculations and what a kiosk does not ask are never on a screen. */
static void layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  (void)b;
  (void)asked;
  (void)flow;
  (void)room_px;
  BUG("a question that is not asked is on the screen");
}

static void act(Gesture *gesture, Act act) {
  (void)gesture;
  (void)act;
  BUG("a question that is not asked was touched");
}

const QuestionView view_unasked = {.kind = QUESTION_UNASKED, .layout = layout, .act = act};
