#include "pointer.h"
#include "keyboard.h"
#include "press.h"
#include "scroll.h"
#include "staff_entry.h"

#include <math.h>
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

/* Which step of a slider is under x. */
static int slide_ix(const Ui *ui, const Node *node, int x) {
  Rect track = node->ink->icon_rect;
  double share = track.w > 0 ? (double)(x - track.x) / track.w : 0;
  share = share < 0 ? 0 : share > 1 ? 1 : share;
  return (int)lround((ui->build.rtl ? 1 - share : share) * (node->ink->steps - 1));
}

static bool is_same_place(const Ui *ui, const Input *input) {
  int near = size_mm(&ui->sizes, same_place_mm);
  return abs(input->x - ui->state.down_x) < near && abs(input->y - ui->state.down_y) < near;
}

/* The paper that the finger draws on; NULL: it does not. */
static const Node *paper(const Ui *ui) {
  const Node *node = ui->state.drawing ? focus_find(ui, ui->state.pressed) : NULL;
  return node != NULL && node->ink->act.kind == ACT_SKETCH ? node : NULL;
}

static void draw_on(Ui *ui, StrokePhase phase, const Input *input, UiActions *out) {
  const Node *node = paper(ui);
  if (node != NULL) {
    press_stroke(ui, node, phase, input->x, input->y, out);
  }
}

static bool is_second_strike(const Ui *ui, const Input *input, int64_t now_ms) {
  int64_t shown = ui->state.shown_at_ms;
  return shown != INT64_MIN && now_ms - shown < ui->setup.double_press_ms && is_same_place(ui, input);
}

void pointer_down(Ui *ui, const Input *input, int64_t now_ms, UiActions *out) {
  Interaction *state = &ui->state;
  if (state->down) {
    staff_entry_other(ui, input);
    return;
  }
  if (is_second_strike(ui, input, now_ms)) {
    return;
  }
  const Node *node = node_at(ui, input->x, input->y);
  state->down = true;
  state->pointer = input->pointer;
  state->pressed = node ? build_id_key(node->id) : 0;
  state->inside = node != NULL;
  state->down_x = input->x;
  state->down_y = input->y;
  state->down_at_ms = now_ms;
  state->dragging = false;
  state->drag_from_px = state->scroll_px;
  state->focus_visible = false;
  state->repeated = false;
  state->slide_ix = node != NULL && node->ink->kind == INK_SLIDER ? slide_ix(ui, node, input->x) : -1;
  bool repeats = node != NULL && (node->ink->act.kind == ACT_BACKSPACE || node->ink->act.kind == ACT_STEP);
  bool opens = node != NULL && keyboard_may_open(node);
  state->repeat_at_ms = repeats ? now_ms + REPEAT_AFTER_MS : opens ? now_ms + KEYBOARD_HOLD_MS : INT64_MAX;
  keyboard_press_begins(state, node);
  staff_entry_down(ui, input, now_ms);
  state->drawing = node != NULL && node->ink->act.kind == ACT_SKETCH;
  draw_on(ui, STROKE_BEGIN, input, out);
}

void pointer_move(Ui *ui, const Input *input, UiActions *out) {
  Interaction *state = &ui->state;
  if (!state->down || input->pointer != state->pointer) {
    return;
  }
  staff_entry_move(ui, input);
  if (state->drawing) { /* never a scroll */
    draw_on(ui, STROKE_ON, input, out);
    return;
  }
  if (keyboard_slide(&ui->build, state, input->x, input->y)) {
    return;
  }
  int dx = input->x - state->down_x, dy = input->y - state->down_y;
  bool along = state->slide_ix >= 0 && abs(dx) >= abs(dy);
  if (!state->dragging && !along && state->scroll_max_px > 0 && abs(dy) > size_mm(&ui->sizes, drag_mm)) {
    state->dragging = true;
    state->inside = false;
    state->slide_ix = -1;
    state->repeat_at_ms = INT64_MAX;
  }
  if (state->dragging) {
    scroll_to(ui, state->drag_from_px - dy);
    return;
  }
  if (state->slide_ix >= 0) { /* a finger need not stay on the track */
    const Node *slider = focus_find(ui, state->pressed);
    state->slide_ix = slider ? slide_ix(ui, slider, input->x) : -1;
    return;
  }
  const Node *node = node_at(ui, input->x, input->y);
  state->inside = node != NULL && build_id_key(node->id) == state->pressed;
  if (!state->inside) {
    state->repeat_at_ms = INT64_MAX;
  }
}

void pointer_up(Ui *ui, const Input *input, UiActions *out) {
  Interaction *state = &ui->state;
  if (!state->down || input->pointer != state->pointer) {
    return;
  }
  pointer_move(ui, input, out); /* a pointer may lift somewhere it was never reported at */
  draw_on(ui, STROKE_END, input, out);
  bool meant = state->inside && !state->dragging && !state->repeated;
  const Node *node = meant ? focus_find(ui, state->pressed) : NULL;
  int slid_to = state->slide_ix;
  keyboard_let_go(state);
  interaction_let_go(state);
  if (node == NULL) {
    return;
  }
  if (node->role != ROLE_KEY) {
    state->focus = state->pressed;
  }
  if (slid_to >= 0) {
    press_slider(ui, node, slid_to, out);
  } else {
    press_node(ui, node, out);
  }
}

void pointer_cancel(Ui *ui, const Input *input, UiActions *out) {
  if (ui->state.down && input->pointer == ui->state.pointer) {
    draw_on(ui, STROKE_END, input, out);
    interaction_let_go(&ui->state);
  }
}

void pointer_repeat(Ui *ui, int64_t now_ms, UiActions *out) {
  Interaction *state = &ui->state;
  if (now_ms < state->repeat_at_ms) {
    return;
  }
  const Node *node = focus_find(ui, state->pressed);
  if (node != NULL && keyboard_may_open(node)) {
    keyboard_open(state, node);
    return;
  }
  state->repeat_at_ms = now_ms + REPEAT_EVERY_MS;
  state->repeated = true;
  if (node != NULL) {
    press_node(ui, node, out);
  }
}
