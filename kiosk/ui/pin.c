#include "pin.h"

#include <unictype.h>

bool pin_is_asked(const Ui *ui) {
  bool open = ui->scene.staff != NULL && ui->scene.staff->open;
  return ui->scene.screen == SCREEN_STAFF && !open && !ui->state.menu;
}

static bool may_be_typed(const Ui *ui) {
  return pin_is_asked(ui) && (ui->scene.staff == NULL || ui->scene.staff->wait_s <= 0);
}

void pin_add(Ui *ui, uint32_t cp) {
  Interaction *state = &ui->state;
  int digit = uc_digit_value(cp); /* a keyboard of the language's may have its own */
  if (may_be_typed(ui) && digit >= 0 && state->pin_len < PIN_DIGITS_MAX) {
    state->pin[state->pin_len++] = (char)('0' + digit);
  }
}

void pin_type(Ui *ui, Str text) {
  size_t at = 0;
  for (uint32_t cp; str_next_cp(text, &at, &cp);) {
    pin_add(ui, cp);
  }
}

void pin_delete(Ui *ui) {
  Interaction *state = &ui->state;
  if (may_be_typed(ui) && state->pin_len > 0) {
    state->pin[--state->pin_len] = 0;
  }
}

void pin_give(Ui *ui, UiActions *out) {
  Interaction *state = &ui->state;
  if (may_be_typed(ui) && state->pin_len > 0) {
    Str digits = arena_str(ui->scratch, (Str){state->pin, state->pin_len});
    actions_add(out, (UiAction){.kind = UI_PIN, .value = value_text(digits)});
  }
  interaction_end_pin(state);
}
