#include "number_field.h"
#include "view.h"

#include <math.h>

static const double largest = 999999999999999.0; /* 15 digits: every whole number up to there is exact in a double */

static void layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  (void)room_px;
  bool minus = value_is_empty(asked->answer) && b->state->minus && b->state->active_cell == asked->cell;
  number_field_layout(b, flow, minus ? STR("-") : value_to_str(b->arena, asked->answer));
}

static Str words(Build *b, const Asked *asked) {
  return value_to_str(b->arena, asked->answer);
}

static void type_digit(Gesture *gesture, int digit) {
  double value = gesture->answer.kind == VALUE_NUMBER ? gesture->answer.number : 0;
  double next = fabs(value) * 10 + digit;
  bool negative = value < 0 || gesture->state->minus;
  if (next <= largest) {
    gesture_answer(gesture, value_number(negative && next > 0 ? -next : next));
    gesture->state->minus = negative && !(next > 0); /* -0 waits for its next digit */
  }
}

static void change_sign(Gesture *gesture) {
  if (gesture->answer.kind == VALUE_NUMBER && fabs(gesture->answer.number) > 0) {
    gesture_answer(gesture, value_number(-gesture->answer.number));
  } else {
    gesture->state->minus = !gesture->state->minus;
  }
}

static void take_digit_back(Gesture *gesture) {
  if (gesture->answer.kind != VALUE_NUMBER) {
    gesture->state->minus = false;
    return;
  }
  double rest = trunc(gesture->answer.number / 10);
  gesture_answer(gesture, fabs(rest) > 0 ? value_number(rest) : VALUE_NONE);
}

static void act(Gesture *gesture, Act act) {
  if (act.kind == ACT_TYPE && act.cp >= '0' && act.cp <= '9') {
    type_digit(gesture, (int)act.cp - '0');
  } else if (act.kind == ACT_SIGN) {
    change_sign(gesture);
  } else if (act.kind == ACT_BACKSPACE) {
    take_digit_back(gesture);
  }
}

/* The first character that means something: a physical keyboard sends one at a time. */
static void type(Gesture *gesture, Str text) {
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] >= '0' && text.ptr[i] <= '9') {
      type_digit(gesture, text.ptr[i] - '0');
      return;
    }
    if (text.ptr[i] == '-') {
      change_sign(gesture);
      return;
    }
  }
}

const QuestionView view_integer = {
    .kind = QUESTION_INTEGER, .keyboard = KEYBOARD_NUMBERS, .layout = layout, .act = act, .type = type, .words = words};
