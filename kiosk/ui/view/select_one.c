#include "../page.h"
#include "choices.h"
#include "picker.h"
#include "view.h"

static void layout_list(Build *b, const Asked *asked, Flow *flow, int room_px) {
  Offers offers = offers_of(b, asked);
  unsigned look = asked->question->appearance;
  if (choices_layout_pictures(b, &offers, flow, room_px)) {
    return;
  }
  if (look & APPEARANCE_NPS) {
    choices_layout_numbers(b, &offers, flow);
  } else if (look & APPEARANCE_STARS) {
    choices_layout_stars(b, &offers, flow, room_px);
  } else if (look & APPEARANCE_SMILEYS) {
    choices_layout_scale(b, &offers, flow, room_px, true);
  } else if (look & (APPEARANCE_LIKERT | APPEARANCE_HORIZONTAL)) {
    choices_layout_scale(b, &offers, flow, room_px, false);
  } else {
    choices_layout_rows(b, &offers, flow, room_px, asked->question->columns);
  }
}

static void layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  if (picker_is_wanted(b->scene, asked)) {
    picker_layout(b, asked, flow);
  } else {
    layout_list(b, asked, flow, room_px);
  }
}

/* A second tap on the same answer keeps it: an unsteady hand must not take it back. A quick question moves on as the finger is lifted: it
 * has been seen pressed while the finger was down, and the answer is on disk before the screen moves. */
static void act(Gesture *gesture, Act act) {
  if (picker_act(gesture, act)) {
    return;
  }
  const ChoiceList *list = form_choices(gesture->scene->form, gesture->question);
  gesture_answer(gesture, value_text(list->choices[act.ix].name));
  picker_done(gesture);
  if (gesture->question->appearance & APPEARANCE_QUICK && !page_is_list(gesture->scene)) {
    gesture_add(gesture, (UiAction){.kind = UI_NEXT});
  }
}

const QuestionView view_select_one = {.kind = QUESTION_SELECT_ONE,
                                      .layout = layout,
                                      .sheet = picker_sheet,
                                      .sheet_keyboard = picker_keyboard,
                                      .sheet_type = picker_type,
                                      .act = act,
                                      .words = offers_words};
