#include "../page.h"
#include "offer.h"
#include "picker.h"
#include "select.h"
#include "view.h"

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
                                      .layout = select_layout,
                                      .sheet = picker_sheet,
                                      .sheet_keyboard = picker_keyboard,
                                      .sheet_type = picker_type,
                                      .act = act,
                                      .words = offers_words};
