#include "offer.h"
#include "picker.h"
#include "select.h"
#include "view.h"

static Str hint(const Build *b, const Question *question) {
  bool limited = question->select_max > 0; /* how many is said below it */
  return limited ? STR("") : build_string(b, UI_STRING_SELECT_SEVERAL);
}

/* The choices as they are after a tap on one: an exclusive one stands alone, and yields to any other. */
static void act(Gesture *gesture, Act act) {
  if (picker_act(gesture, act)) {
    return;
  }
  const ChoiceList *list = form_choices(gesture->scene->form, gesture->question);
  const Choice *tapped = &list->choices[act.ix];
  NameSet chosen = name_set_of(gesture->arena, gesture->answer);
  bool on = !name_set_holds(&chosen, tapped->name);
  Asked asked = {gesture->cell, gesture->question, gesture->answer};
  if (on && !tapped->exclusive && offers_are_full(gesture->scene, &asked)) {
    return;
  }
  Str *names = ARENA_ARRAY(gesture->arena, Str, list->count);
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) {
    const Choice *choice = &list->choices[i];
    bool stays = name_set_holds(&chosen, choice->name) && !str_equal(choice->name, tapped->name);
    if (on && (tapped->exclusive || choice->exclusive)) {
      stays = false;
    }
    if (stays || (on && choice == tapped)) {
      names[count++] = choice->name;
    }
  }
  gesture_answer(gesture, value_list(names, count));
}

const QuestionView view_select_multiple = {.kind = QUESTION_SELECT_MULTIPLE,
                                           .hint = hint,
                                           .layout = select_layout,
                                           .sheet = picker_sheet,
                                           .sheet_keyboard = picker_keyboard,
                                           .sheet_type = picker_type,
                                           .act = act,
                                           .words = offers_words};
