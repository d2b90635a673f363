#include "trace_reach.h"
#include "play_find.h"

enum { SCROLLS_MAX = 2000, SEEN_PX = 8 };

const Node *reach_find(Hand *hand, Str id) {
  size_t count;
  const Node *nodes = hand_nodes(hand, &count);
  for (size_t i = 0; i < count; i++)
    if (str_equal(nodes[i].id, id)) return &nodes[i];
  return NULL;
}

static void tap_middle(Hand *hand, Rect seen) {
  hand_tap(hand, 1, seen.x + seen.w / 2, seen.y + seen.h / 2);
}

static bool is_reachable(const Node *node) {
  Rect seen = play_visible(node);
  return !rect_is_empty(seen) && seen.h >= (node->rect.h < SEEN_PX ? node->rect.h : SEEN_PX);
}

/* Over the margin, where nothing is pressed or drawn upon. */
static void drag(Hand *hand, Rect window, int by) {
  int x = window.x + 1, y = window.y + window.h / 2;
  hand_point(hand, INPUT_POINTER_DOWN, 1, x, y);
  hand_point(hand, INPUT_POINTER_MOVE, 1, x, y + by / 2);
  hand_point(hand, INPUT_POINTER_MOVE, 1, x, y + by);
  hand_point(hand, INPUT_POINTER_UP, 1, x, y + by);
}

/* A page up or down, towards the node; by hand where no button leads there; false when the screen does not scroll that way. */
static bool scroll_towards(Hand *hand, Str id, const Node *node) {
  bool below = node->rect.y + node->rect.h / 2 > node->clip.y + node->clip.h / 2;
  const Node *button = reach_find(hand, below ? STR("more") : STR("more-above"));
  if (button != NULL && is_reachable(button)) {
    tap_middle(hand, play_visible(button));
    return true;
  }
  int y = node->rect.y;
  drag(hand, node->clip, below ? -node->clip.h : node->clip.h);
  const Node *now = reach_find(hand, id);
  return now != NULL && now->rect.y != y;
}

static const Node *bring_into_sight(Hand *hand, Str id, Err *err) {
  for (int i = 0; i < SCROLLS_MAX; i++) {
    const Node *node = reach_find(hand, id);
    if (node == NULL) {
      err_set(err, STATUS_INPUT, "trace", "the screen has no \"" STR_FMT "\"", STR_ARG(id));
      return NULL;
    }
    if (is_reachable(node)) return node;
    if (!scroll_towards(hand, id, node)) break;
  }
  err_set(err, STATUS_INPUT, "trace", "\"" STR_FMT "\" is out of sight, and nothing leads there", STR_ARG(id));
  return NULL;
}

Status reach_tap(Hand *hand, Str id, Err *err) {
  const Node *node = bring_into_sight(hand, id, err);
  if (node == NULL) return STATUS_INPUT;
  if (node->state & STATE_DISABLED) return err_set(err, STATUS_INPUT, "trace", "\"" STR_FMT "\" is disabled", STR_ARG(id));
  tap_middle(hand, play_visible(node));
  return STATUS_OK;
}

Status reach_place(Hand *hand, Str id, Rect *rect, Rect *seen, Err *err) {
  const Node *node = bring_into_sight(hand, id, err);
  if (node == NULL) return STATUS_INPUT;
  *rect = node->rect;
  *seen = play_visible(node);
  return STATUS_OK;
}

Status reach_tap_at(Hand *hand, Str id, double share, Err *err) {
  const Node *node = bring_into_sight(hand, id, err);
  if (node == NULL) return STATUS_INPUT;
  Rect seen = play_visible(node);
  hand_tap(hand, 1, seen.x + (int)(share * (seen.w - 1)), seen.y + seen.h / 2);
  return STATUS_OK;
}
