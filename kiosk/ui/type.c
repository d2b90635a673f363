#include "type.h"

#include "caret.h"
#include "keyboard.h"

static const NodeInk *field_of(const Ui *ui, int cell) {
  for (size_t i = 0; i < ui->build.count; i++) {
    const NodeInk *ink = &ui->build.inks[i];
    if (ink->act.kind == ACT_FIELD && ink->cell == cell && ink->field != NULL) {
      return ink;
    }
  }
  return NULL;
}

static void place(Interaction *state, size_t caret) {
  state->caret = caret;
  keyboard_typed(state);
}

bool type_move(Ui *ui, int cell, Key key) {
  Interaction *state = &ui->state;
  const NodeInk *ink = field_of(ui, cell);
  int goal_px = state->caret_goal == state->caret ? state->caret_goal_px : -1;
  size_t to = 0;
  if (ink == NULL || !field_move(ink->field, ui->build.metrics, ink->text_rect, key, &goal_px, &to)) {
    return false;
  }
  place(state, to);
  state->caret_goal_px = goal_px;
  state->caret_goal = to;
  return true;
}

void type_point(Ui *ui, int cell) {
  const NodeInk *ink = field_of(ui, cell);
  if (ink != NULL) {
    place(&ui->state, field_at(ink->field, ui->build.metrics, ink->text_rect, ui->state.down_x, ui->state.down_y));
  }
}
