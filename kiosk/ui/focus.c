#include "scroll.h"
#include "ui_state.h"

#include <stdlib.h>

const Node *focus_find(const Ui *ui, uint64_t key) {
  for (size_t i = 0; key != 0 && i < ui->build.count; i++) {
    if (ui->build.nodes[i].takes_input && build_id_key(ui->build.nodes[i].id) == key) {
      return &ui->build.nodes[i];
    }
  }
  return NULL;
}

static bool may_focus(const Node *node) {
  return node->takes_input && !(node->state & STATE_DISABLED);
}

/* Where keys begin: at the first answer, else at the first thing of the content that can be pressed, else at the first of all but the keys
 * of a pad. */
static const Node *entry(const Ui *ui) {
  const Node *first = NULL, *content = NULL;
  for (size_t i = 0; i < ui->build.count; i++) {
    const Node *node = &ui->build.nodes[i];
    if (may_focus(node) && build_is_answer(node)) {
      return node;
    }
    if (may_focus(node) && node->role != ROLE_KEY && first == NULL) {
      first = node;
    }
    if (may_focus(node) && content == NULL && node->ink->slides) {
      content = node;
    }
  }
  return content != NULL ? content : first;
}

/* Digits go into the part of a date that has the focus. */
static void focus_part(Interaction *state, const Act *act) {
  if (act->kind == ACT_PART && state->part != act->ix) {
    state->part = act->ix;
    state->part_number = state->part_digits = 0;
  }
}

static void set_focus(Ui *ui, const Node *node) {
  if (node != NULL) {
    ui->state.focus = build_id_key(node->id);
    ui->state.focus_visible = true;
    ui_use(ui, &node->ink->act);
    focus_part(&ui->state, &node->ink->act);
  }
}

/* Back to where the focus was before a pointer hid its ring; else to the entry. */
static bool show_focus(Ui *ui) {
  const Node *node = focus_find(ui, ui->state.focus);
  if (ui->state.focus_visible && node != NULL) {
    return false;
  }
  set_focus(ui, node ? node : entry(ui));
  return true;
}

void focus_step(Ui *ui, bool backwards) {
  if (show_focus(ui) && !backwards) {
    return;
  }
  size_t count = ui->build.count;
  const Node *from = focus_find(ui, ui->state.focus);
  size_t at = from ? (size_t)(from - ui->build.nodes) : 0;
  for (size_t i = 0; i < count; i++) {
    at = backwards ? (at + count - 1) % count : (at + 1) % count;
    const Node *node = &ui->build.nodes[at];
    if (may_focus(node) && node->role != ROLE_KEY) {
      set_focus(ui, node);
      return;
    }
  }
}

/* How far `to` is from `from` in a direction: along it, and twice what it is off it; -1 when it is not that way. */
static long distance(Rect from, Rect to, int dx, int dy) {
  long x = (2L * to.x + to.w) - (2L * from.x + from.w), y = (2L * to.y + to.h) - (2L * from.y + from.h);
  long along = x * dx + y * dy;
  long off_x = labs(x) - (from.w + to.w) * (dy != 0), off_y = labs(y) - (from.h + to.h) * (dx != 0);
  long off = dx != 0 ? off_y : off_x;
  long least = dx != 0 ? (from.w + to.w) / 4 : (from.h + to.h) / 4;
  if (along <= least) {
    return -1;
  }
  return along + 4 * (off > 0 ? off : 0) + (dx != 0 ? labs(y) : labs(x)) / 8;
}

void focus_move(Ui *ui, int dx, int dy) {
  if (show_focus(ui)) {
    return;
  }
  const Node *from = focus_find(ui, ui->state.focus), *best = NULL;
  long nearest = -1;
  for (size_t i = 0; i < ui->build.count; i++) {
    const Node *node = &ui->build.nodes[i];
    long far = may_focus(node) && node != from ? distance(from->rect, node->rect, dx, dy) : -1;
    if (far >= 0 && (nearest < 0 || far < nearest)) {
      nearest = far;
      best = node;
    }
  }
  set_focus(ui, best);
}

void focus_reveal(Ui *ui) {
  const Node *node = focus_find(ui, ui->state.focus);
  if (node == NULL || ui->state.scroll_max_px == 0) {
    return;
  }
  int above = node->clip.y - node->rect.y;
  int below = node->rect.y + node->rect.h - (node->clip.y + node->clip.h);
  if (above > 0) {
    scroll_to(ui, ui->state.scroll_px - above - ui->sizes.gap);
  } else if (below > 0) {
    scroll_to(ui, ui->state.scroll_px + below + ui->sizes.gap);
  }
}
