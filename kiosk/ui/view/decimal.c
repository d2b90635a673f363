#include "number_field.h"
#include "view.h"

#include <string.h>

enum { DIGITS_MAX = 15 }; /* so many every double keeps */

static Str typed(const Interaction *state) {
  return (Str){state->typed, state->typed_len};
}

/* The number that was typed so far; nothing while it is only a sign. A mark at the end waits for its fraction. */
static Value typed_value(const Interaction *state) {
  Str digits = typed(state);
  if (digits.len > 0 && digits.ptr[digits.len - 1] == '.') {
    digits.len--;
  }
  double number = 0;
  return str_to_double(digits, &number) ? value_number(number + 0.0) : VALUE_NONE;
}

/* Does what was typed still say the answer? It does not once the answer came from elsewhere. */
static bool is_typed(const Interaction *state, int cell, Value answer) {
  return state->active_cell == cell && state->typed_len > 0 && value_equal(typed_value(state), answer);
}

static Str with_mark(Build *b, Str digits) {
  for (size_t i = 0; i < digits.len; i++) {
    if (digits.ptr[i] == '.') {
      return arena_printf(b->arena, "%.*s" STR_FMT "%.*s", (int)i, digits.ptr, STR_ARG(build_string(b, UI_STRING_DECIMAL_MARK)),
                          (int)(digits.len - i - 1), digits.ptr + i + 1);
    }
  }
  return arena_str(b->arena, digits);
}

static Str words(Build *b, const Asked *asked) {
  return asked->answer.kind == VALUE_NUMBER ? build_number(b, asked->answer.number) : STR("");
}

static void layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  (void)room_px;
  number_field_layout(b, flow, is_typed(b->state, asked->cell, asked->answer) ? with_mark(b, typed(b->state)) : words(b, asked));
}

/* What is typed goes on from the answer as it stands. */
static void take_up(Gesture *gesture) {
  Interaction *state = gesture->state;
  if (is_typed(state, gesture->cell, gesture->answer)) {
    return;
  }
  Str digits = gesture->answer.kind == VALUE_NUMBER ? number_to_str(gesture->arena, gesture->answer.number) : STR("");
  state->typed_len = digits.len < sizeof state->typed ? digits.len : 0;
  if (state->typed_len > 0) {
    memcpy(state->typed, digits.ptr, state->typed_len);
  }
}

static size_t digit_count(Str text) {
  size_t count = 0;
  for (size_t i = 0; i < text.len; i++) {
    count += text.ptr[i] >= '0' && text.ptr[i] <= '9';
  }
  return count;
}

static void add_character(Gesture *gesture, char c) {
  Interaction *state = gesture->state;
  Str so_far = typed(state);
  bool mark = c == '.';
  bool refused = mark ? memchr(state->typed, '.', state->typed_len) != NULL : digit_count(so_far) >= DIGITS_MAX;
  if (refused || state->typed_len + 2 > sizeof state->typed) {
    return;
  }
  size_t signs = so_far.len > 0 && so_far.ptr[0] == '-';
  if (mark && so_far.len == signs) {
    state->typed[state->typed_len++] = '0';
  }
  if (!mark && so_far.len == signs + 1 && so_far.ptr[signs] == '0') { /* no number begins with 0 but 0 and a fraction */
    state->typed_len--;
  }
  state->typed[state->typed_len++] = c;
}

static void change_sign(Interaction *state) {
  if (state->typed_len > 0 && state->typed[0] == '-') {
    memmove(state->typed, state->typed + 1, --state->typed_len);
  } else if (state->typed_len + 1 < sizeof state->typed) {
    memmove(state->typed + 1, state->typed, state->typed_len++);
    state->typed[0] = '-';
  }
}

static void type_character(Gesture *gesture, uint32_t cp) {
  take_up(gesture);
  if (cp >= '0' && cp <= '9') {
    add_character(gesture, (char)cp);
  } else if (cp == ',' || cp == '.') {
    add_character(gesture, '.');
  } else if (cp == '-') {
    change_sign(gesture->state);
  } else {
    return;
  }
  gesture_answer(gesture, typed_value(gesture->state));
}

static void act(Gesture *gesture, Act act) {
  if (act.kind == ACT_TYPE) {
    type_character(gesture, act.cp);
  } else if (act.kind == ACT_SIGN) {
    type_character(gesture, '-');
  } else if (act.kind == ACT_BACKSPACE) {
    take_up(gesture);
    gesture->state->typed_len -= gesture->state->typed_len > 0;
    gesture_answer(gesture, typed_value(gesture->state));
  }
}

/* The first character, as a physical keyboard sends one at a time. */
static void type(Gesture *gesture, Str text) {
  size_t at = 0;
  uint32_t cp = 0;
  if (str_next_cp(text, &at, &cp)) {
    type_character(gesture, cp);
  }
}

const QuestionView view_decimal = {
    .kind = QUESTION_DECIMAL, .keyboard = KEYBOARD_DECIMALS, .layout = layout, .act = act, .type = type, .words = words};
