#include "keys.h"

static const KeyboardLayout layouts[] = {
    {.languages = "nb nn no",
     .rows = {"qwertyuiopå", "asdfghjkløæ", "zxcvbnm"},
     .beside_space = ",.",
     .stops = ",?!:;-'…",
     .signs = {"1234567890", "@#/&()-:;\"", ".,?!'_+%"},
     .name = "abc",
     .cased = true,
     .latin = true},
    {.languages = "uk",
     .rows = {"йцукенгшщзхї", "фівапролджєґ", "ячсмитьбю'"},
     .slim = {"йцукенгшщзх", "фівапролджє", "ячсмитьбю"},
     .beside_space = ",.",
     .beside_slim = "'ї.",
     .stops = ",?!:;-…",
     .signs = {"1234567890", "@№/&()-:;\"", ".,?!'_+%"},
     .name = "абв",
     .cased = true},
    {.languages = "ar",
     .rows = {"ضصثقفغعهخحج", "شسيبلاتنمكط", "ذءؤرىةوزظد"},
     .beside_space = "،.",
     .stops = "؟!،؛:-…",
     .signs = {"1234567890", "@#/&()-:؛\"", ".،؟!'_+%"},
     .name = "أبج"},
    /* the last: for every language without letters of its own here, and for what is Latin everywhere */
    {.rows = {"qwertyuiop", "asdfghjkl", "zxcvbnm"},
     .beside_space = ",.",
     .stops = ",?!:;-'…",
     .signs = {"1234567890", "@#/&()-:;\"", ".,?!'_+%"},
     .name = "abc",
     .cased = true,
     .latin = true},
};
static const KeyboardLayout *const latin = &layouts[COUNT_OF(layouts) - 1];

static Str primary_subtag(Str code) {
  size_t len = 0;
  while (len < code.len && code.ptr[len] != '-') {
    len++;
  }
  return (Str){code.ptr, len};
}

static bool is_for(const KeyboardLayout *layout, Str language) {
  Str codes = str_from(layout->languages);
  for (Str code; (code = str_next_word(&codes)).len > 0;) {
    if (str_equal(code, language)) {
      return true;
    }
  }
  return false;
}

static const KeyboardLayout *own(const Build *b) {
  Str language = primary_subtag(b->language);
  for (size_t i = 0; i < COUNT_OF(layouts); i++) {
    if (is_for(&layouts[i], language)) {
      return &layouts[i];
    }
  }
  return latin;
}

static void look_for_at(void *context, Value literal) {
  bool *found = context;
  for (size_t i = 0; literal.kind == VALUE_TEXT && i < literal.text.len; i++) {
    *found = *found || literal.text.ptr[i] == '@';
  }
}

/* Is an address asked for? Those are Latin, and small, in every language. */
static bool asks_address(const Build *b) {
  const Expr *constraint = b->cell >= 0 ? asked_in(b->scene, b->cell).question->constraint : NULL;
  bool found = false;
  if (constraint != NULL) {
    expr_each_literal(constraint, look_for_at, &found);
  }
  return found;
}

const KeyboardLayout *keyboard_layout_of(const Build *b) {
  return b->state->latin != asks_address(b) ? latin : own(b);
}

const KeyboardLayout *keyboard_layout_other(const Build *b) {
  if (own(b)->latin) {
    return NULL;
  }
  return keyboard_layout_of(b) == latin ? own(b) : latin;
}

/* --- capitals --- */

static bool ends_sentence(uint32_t cp) {
  return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026;
}

/* Is nothing before the caret, or a sentence that has ended, and a space, or a new line? */
static bool begins_sentence(Str before) {
  uint32_t cp = 0, last = '\n', last_but_space = '\n';
  for (size_t at = 0; str_next_cp(before, &at, &cp);) {
    last = cp;
    last_but_space = cp == ' ' ? last_but_space : cp;
  }
  return last == '\n' || (last == ' ' && (last_but_space == '\n' || ends_sentence(last_but_space)));
}

/* In a text in words; not in what is looked for, an address or what nobody is to see. */
static bool begins_by_itself(const Build *b) {
  if (b->state->sheet_cell >= 0 || b->cell < 0 || asks_address(b)) {
    return false;
  }
  Asked asked = asked_in(b->scene, b->cell);
  if (asked.question->appearance & APPEARANCE_MASKED) {
    return false;
  }
  Str text = asked.answer.kind == VALUE_TEXT ? asked.answer.text : (Str){NULL, 0};
  return begins_sentence((Str){text.ptr, b->state->caret < text.len ? b->state->caret : text.len});
}

bool keyboard_is_upper(const Build *b) {
  if (!keyboard_layout_of(b)->cased || b->state->digits) {
    return false;
  }
  ShiftState shift = b->state->shift;
  return shift == SHIFT_ON || shift == SHIFT_LOCK || (shift == SHIFT_AUTO && begins_by_itself(b));
}

enum { DOUBLE_PRESS_MS = 400 };

void keyboard_press_shift(Interaction *state, const Act *act) {
  bool again = state->shift_at_ms != INT64_MIN && state->down_at_ms - state->shift_at_ms < DOUBLE_PRESS_MS;
  bool on = act->ix != 0;
  if (state->shift == SHIFT_LOCK) {
    state->shift = SHIFT_OFF;
    state->shift_at_ms = INT64_MIN;
    return;
  }
  state->shift = again ? SHIFT_LOCK : on ? SHIFT_OFF : SHIFT_ON;
  state->shift_at_ms = state->down_at_ms;
}

void keyboard_press_layer(Interaction *state) {
  state->digits = !state->digits;
  keyboard_typed(state);
}

void keyboard_press_latin(Interaction *state) {
  state->latin = !state->latin;
  state->digits = false;
  state->shift = SHIFT_AUTO;
  keyboard_typed(state);
}

void keyboard_typed(Interaction *state) {
  state->shift = state->shift == SHIFT_LOCK ? SHIFT_LOCK : SHIFT_AUTO;
  state->shift_at_ms = INT64_MIN;
  state->accents_of = 0;
}
