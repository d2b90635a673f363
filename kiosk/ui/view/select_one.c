#include "../page.h"
#include "choices.h"
#include "view.h"

static void layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  Offers offers = offers_of(b, asked);
  unsigned look = asked->question->appearance;
  if (choices_layout_pictures(b, &offers, flow)) {
    return;
  }
  if (look & APPEARANCE_NPS) {
    choices_layout_numbers(b, &offers, flow);
  } else if (look & APPEARANCE_SMILEYS) {
    choices_layout_scale(b, &offers, flow, room_px, true);
  } else if (look & (APPEARANCE_LIKERT | APPEARANCE_HORIZONTAL)) {
    choices_layout_scale(b, &offers, flow, room_px, false);
  } else {
    choices_layout_rows(b, &offers, flow, room_px);
  }
}

/* A second tap on the same answer keeps it: an unsteady hand must not take it back. */
static void act(Gesture *gesture, Act act) {
  if (act.kind != ACT_CHOICE) {
    return;
  }
  const ChoiceList *list = form_choices(gesture->scene->form, gesture->question);
  gesture_answer(gesture, value_text(list->choices[act.ix].name));
  if (gesture->question->appearance & APPEARANCE_QUICK && !page_is_list(gesture->scene)) {
    gesture_add(gesture, (UiAction){.kind = UI_NEXT});
  }
}

const QuestionView view_select_one = {.kind = QUESTION_SELECT_ONE, .layout = layout, .act = act, .words = offers_words};
