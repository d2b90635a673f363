#include "view.h"

static void layout(Build *b, const Question *question, Flow *flow, int room_px) {
  if (question->appearance & APPEARANCE_NPS) {
    choices_layout_numbers(b, question, flow);
  } else if (question->appearance & APPEARANCE_SMILEYS) {
    choices_layout_scale(b, question, flow, room_px, true);
  } else if (question->appearance & APPEARANCE_LIKERT) {
    choices_layout_scale(b, question, flow, room_px, false);
  } else {
    choices_layout_rows(b, question, flow, room_px, false);
  }
}

/* A second tap on the same answer keeps it: an unsteady hand must not take it back. */
static void act(Gesture *gesture, Act act) {
  if (act.kind != ACT_CHOICE) {
    return;
  }
  const ChoiceList *list = form_choices(gesture->scene->form, gesture->question);
  gesture_answer(gesture, value_text(list->choices[act.ix].name));
  if (gesture->question->appearance & APPEARANCE_QUICK) {
    gesture_add(gesture, (UiAction){.kind = UI_NEXT});
  }
}

const QuestionView view_select_one = {.kind = QUESTION_SELECT_ONE, .layout = layout, .act = act};
