#include "view.h"

#include <math.h>

static const double largest = 999999999999999.0; /* 15 digits: every whole number up to there is exact in a double */

static void layout(Build *b, const Question *question, Flow *flow, int room_px) {
  (void)room_px;
  const Sizes *s = &b->sizes;
  Value answer = survey_answer(b->scene->survey, (int)(question - b->scene->form->questions));
  int width = size_mm(s, 70.0 * s->scale) < flow->w ? size_mm(s, 70.0 * s->scale) : flow->w;
  Rect rect = {flow->x, flow->y, width, s->answer};
  Node *node = build_node(b, ROLE_TEXTBOX, STR("field"), build_string(b, UI_STRING_NUMBER_FIELD), rect, INK_FIELD);
  node->value = value_is_empty(answer) && b->state->minus ? STR("-") : value_to_str(b->arena, answer);
  bool empty = node->value.len == 0;
  Rect words = rect_inset(rect, s->gap);
  build_words(b, node, empty ? node->label : node->value, words, s->font_title, empty ? FONT_REGULAR : FONT_SEMIBOLD,
              empty ? THEME_MUTED : THEME_TEXT, ALIGN_START);
  NodeInk *ink = build_ink(b, node);
  if (empty) { /* the caret stands before the placeholder, not in it */
    ink->text_rect.x += s->edge + 2 * s->hairline;
    ink->text_rect.w -= s->edge + 2 * s->hairline;
  }
  int line = ink->text.line_px;
  ink->caret = (Rect){words.x + (empty ? 0 : ink->text.width_px) + s->hairline, words.y + (words.h - line) / 2, s->edge, line};
  build_act(b, node, (Act){.kind = ACT_FIELD});
  flow->y += rect.h;
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
    .kind = QUESTION_INTEGER, .keyboard = KEYBOARD_NUMBERS, .layout = layout, .act = act, .type = type};
