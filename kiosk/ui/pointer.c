#include "pointer.h"

#include <stdlib.h>

enum { REPEAT_AFTER_MS = 450, REPEAT_EVERY_MS = 80 };
static const double drag_mm = 4.0, same_place_mm = 12.0;

/* The topmost node that takes input there. */
static const Node *node_at(const Ui *ui, int x, int y) {
  for (size_t i = ui->build.count; i-- > 0;) {
    const Node *node = &ui->build.nodes[i];
    if (node->takes_input && !(node->state & STATE_DISABLED) && rect_contains(rect_intersect(node->rect, node->clip), x, y)) {
      return node;
    }
  }
  return NULL;
}

static bool is_same_place(const Ui *ui, const Input *input) {
  int near = size_mm(&ui->sizes, same_place_mm);
  return abs(input->x - ui->state.down_x) < near && abs(input->y - ui->state.down_y) < near;
}

static bool is_second_strike(const Ui *ui, const Input *input, int64_t now_ms) {
  int64_t shown = ui->state.shown_at_ms;
  return shown != INT64_MIN && now_ms - shown < ui->setup.double_press_ms && is_same_place(ui, input);
}

void pointer_down(Ui *ui, const Input *input, int64_t now_ms) {
  Interaction *state = &ui->state;
  if (state->down || is_second_strike(ui, input, now_ms)) {
    return;
  }
  const Node *node = node_at(ui, input->x, input->y);
  state->down = true;
  state->pointer = input->pointer;
  state->pressed = node ? build_id_key(node->id) : 0;
  state->inside = node != NULL;
  state->down_x = input->x;
  state->down_y = input->y;
  state->dragging = false;
  state->drag_from_px = state->scroll_px;
  state->focus_visible = false;
  state->repeated = false;
  bool repeats = node != NULL && node->ink->act.kind == ACT_BACKSPACE;
  state->repeat_at_ms = repeats ? now_ms + REPEAT_AFTER_MS : INT64_MAX;
}

void pointer_move(Ui *ui, const Input *input) {
  Interaction *state = &ui->state;
  if (!state->down || input->pointer != state->pointer) {
    return;
  }
  int dy = input->y - state->down_y;
  if (!state->dragging && state->scroll_max_px > 0 && abs(dy) > size_mm(&ui->sizes, drag_mm)) {
    state->dragging = true;
    state->inside = false;
    state->repeat_at_ms = INT64_MAX;
  }
  if (state->dragging) {
    ui_scroll_to(ui, state->drag_from_px - dy);
    return;
  }
  const Node *node = node_at(ui, input->x, input->y);
  state->inside = node != NULL && build_id_key(node->id) == state->pressed;
  if (!state->inside) {
    state->repeat_at_ms = INT64_MAX;
  }
}

static void let_go(Interaction *state) {
  state->down = false;
  state->inside = false;
  state->dragging = false;
  state->repeat_at_ms = INT64_MAX;
}

void pointer_up(Ui *ui, const Input *input, UiActions *out) {
  Interaction *state = &ui->state;
  if (!state->down || input->pointer != state->pointer) {
    return;
  }
  pointer_move(ui, input); /* a pointer may lift somewhere it was never reported at */
  bool meant = state->inside && !state->dragging && !state->repeated;
  const Node *node = meant ? focus_find(ui, state->pressed) : NULL;
  let_go(state);
  if (node != NULL) {
    if (node->role != ROLE_KEY) {
      state->focus = state->pressed;
    }
    press_node(ui, node, out);
  }
}

void pointer_cancel(Ui *ui, const Input *input) {
  if (ui->state.down && input->pointer == ui->state.pointer) {
    let_go(&ui->state);
  }
}

void pointer_repeat(Ui *ui, int64_t now_ms, UiActions *out) {
  Interaction *state = &ui->state;
  if (now_ms < state->repeat_at_ms) {
    return;
  }
  const Node *node = focus_find(ui, state->pressed);
  state->repeat_at_ms = now_ms + REPEAT_EVERY_MS;
  state->repeated = true;
  if (node != NULL) {
    press_node(ui, node, out);
  }
}
