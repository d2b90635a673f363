#include "staff_entry.h"

#include "languages.h"

#include <stdlib.h>

enum { HOLD_MS = 3000 };
static const double corner_mm = 20.0, still_mm = 5.0;

static bool may_enter(const Ui *ui) {
  static const bool in_no_visit[SCREEN_COUNT] = {
      [SCREEN_CHOOSER] = true, [SCREEN_ATTRACT] = true, [SCREEN_CLOSED] = true, [SCREEN_FAULT] = true};
  return ui->scene.staff_entry && in_no_visit[ui->scene.screen];
}

static bool is_in_corner(const Ui *ui, const Input *input, bool rtl) {
  int side = size_mm(&ui->sizes, corner_mm);
  return rect_contains((Rect){rtl ? ui->sizes.width - side : 0, 0, side, side}, input->x, input->y);
}

/* Where languages take turns, the corner of the first of them stays, whichever is shown. */
void staff_entry_down(Ui *ui, const Input *input, int64_t now_ms) {
  const Language *first = languages_at(&ui->scene, ui->scene.language_ix);
  bool in_corner = is_in_corner(ui, input, ui->build.rtl) || is_in_corner(ui, input, first != NULL && first->rtl);
  ui->state.staff_at_ms = may_enter(ui) && in_corner ? now_ms + HOLD_MS : INT64_MAX;
}

void staff_entry_move(Ui *ui, const Input *input) {
  int still = size_mm(&ui->sizes, still_mm);
  if (abs(input->x - ui->state.down_x) > still || abs(input->y - ui->state.down_y) > still) {
    ui->state.staff_at_ms = INT64_MAX;
  }
}

/* An arm that leans on the screen has several. */
void staff_entry_other(Ui *ui, const Input *input) {
  if (input->pointer != ui->state.pointer) {
    ui->state.staff_at_ms = INT64_MAX;
  }
}

void staff_entry_open(Ui *ui, UiActions *out) {
  interaction_let_go(&ui->state);
  if (may_enter(ui)) {
    actions_add(out, (UiAction){.kind = UI_STAFF});
  }
}

/* Keys tell that they are held by coming again. */
bool staff_entry_key(Ui *ui, const Input *input, UiActions *out) {
  Interaction *state = &ui->state;
  if (!may_enter(ui) || input->key != KEY_ESCAPE || !input->shift) {
    state->staff_key_ms = INT64_MIN;
    return false;
  }
  if (!input->repeated) {
    state->staff_key_ms = ui->now_ms;
  } else if (state->staff_key_ms != INT64_MIN && ui->now_ms - state->staff_key_ms >= HOLD_MS) {
    state->staff_key_ms = INT64_MIN;
    actions_add(out, (UiAction){.kind = UI_STAFF});
  }
  return true;
}
