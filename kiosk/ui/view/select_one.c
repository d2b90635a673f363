#include "../page.h"
#include "offer.h"
#include "picker.h"
#include "select.h"
#include "stars.h"
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

/* How many of the stars are full; what is no star is told as any choice. */
static Str words(Build *b, const Asked *asked) {
  Offers offers = {0};
  if (asked->question->appearance & APPEARANCE_STARS) {
    offers = offers_of(b, asked);
  }
  for (size_t i = 0, full = 0; i < offers.count; i++) {
    full += !offers.items[i].choice->missing;
    if (offers.items[i].selected && !offers.items[i].choice->missing) {
      return stars_words(b, full, offers.steps, offers.items[i].label);
    }
  }
  return offers_words(b, asked);
}

const QuestionView view_select_one = {.kind = QUESTION_SELECT_ONE,
                                      .layout = select_layout,
                                      .sheet = picker_sheet,
                                      .sheet_keyboard = picker_keyboard,
                                      .sheet_type = picker_type,
                                      .act = act,
                                      .words = words};
