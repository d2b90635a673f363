#include "view.h"

static void layout(Build *b, const Question *question, Flow *flow, int room_px) {
  choices_layout_rows(b, question, flow, room_px, true);
}

static bool chosen(Value answer, Str name) {
  for (size_t i = 0; answer.kind == VALUE_LIST && i < answer.list.count; i++) {
    if (str_equal(answer.list.items[i], name)) {
      return true;
    }
  }
  return false;
}

/* The choices as they are after a tap on one: an exclusive one stands alone, and yields to any other. */
static void act(Gesture *gesture, Act act) {
  if (act.kind != ACT_CHOICE) {
    return;
  }
  const ChoiceList *list = form_choices(gesture->scene->form, gesture->question);
  const Choice *tapped = &list->choices[act.ix];
  bool on = !chosen(gesture->answer, tapped->name);
  Str *names = ARENA_ARRAY(gesture->arena, Str, list->count);
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) {
    const Choice *choice = &list->choices[i];
    bool stays = chosen(gesture->answer, choice->name) && choice != tapped;
    if (on && (tapped->exclusive || choice->exclusive)) {
      stays = false;
    }
    if (stays || (on && choice == tapped)) {
      names[count++] = choice->name;
    }
  }
  gesture_answer(gesture, value_list(names, count));
}

const QuestionView view_select_multiple = {.kind = QUESTION_SELECT_MULTIPLE, .layout = layout, .act = act};
