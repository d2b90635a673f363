#include "rules.h"

#include "build.h"

#include <string.h>

static const double answer_mm = 20.0, target_mm = 15.0, key_width_mm = 10.0, rounding_mm = 0.02;
/* A hand-held display has no room for eleven keys of 10 mm beside each other, nor for six numbers of 15: they share its width. Nor has it
 * the height for five rows of keys below a question, nor for six weeks of days. */
static const double small_mm = 100.0, narrow_key_mm = 6.5, narrow_number_mm = 11.0, low_key_mm = 11.5;

static Rect visible(const Node *node) {
  return rect_intersect(node->rect, node->clip);
}

static bool is_within(Rect inner, Rect outer) {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
         inner.y + inner.h <= outer.y + outer.h;
}

static bool is_scrolled(const Node *node, Display display) {
  return node->clip.h < display.height_px;
}

bool rules_is_backdrop(const Node *node, Display display) {
  bool whole = node->rect.w >= display.width_px && node->rect.h >= display.height_px;
  return whole || node->ink->kind == INK_FADE || node->ink->kind == INK_DRAWING;
}

static void check_place(const Node *node, Display display, Findings *findings) {
  Rect r = node->rect;
  bool across = r.x < 0 || r.x + r.w > display.width_px || r.w <= 0;
  bool down = !is_scrolled(node, display) && (r.y < 0 || r.y + r.h > display.height_px);
  if (across || down || r.h <= 0) {
    findings_add(findings, RULE_OFF_SCREEN, STR_FMT " at %d,%d %dx%d", STR_ARG(node->id), r.x, r.y, r.w, r.h);
  }
}

static bool is_day_in_hand(const Node *node, Display display) {
  return node->ink->kind == INK_DAY && px_smaller(display.width_px, display.height_px) / display.px_per_mm < small_mm;
}

static double least_width_mm(const Node *node, Display display) {
  bool narrow = display.width_px / display.px_per_mm < small_mm, number = node->role == ROLE_RADIO && node->ink->kind == INK_CELL;
  if (is_day_in_hand(node, display)) {
    return key_width_mm;
  }
  return node->role == ROLE_KEY ? narrow ? narrow_key_mm : key_width_mm : narrow && number ? narrow_number_mm : target_mm;
}

static double least_height_mm(const Node *node, Display display) {
  bool low = display.height_px / display.px_per_mm < small_mm, answer = node->role == ROLE_RADIO || node->role == ROLE_CHECKBOX;
  if (is_day_in_hand(node, display)) {
    return low_key_mm;
  }
  return node->role == ROLE_KEY && low ? low_key_mm : answer ? answer_mm : target_mm;
}

static void check_target(const Node *node, Display display, Findings *findings) {
  double least_h = least_height_mm(node, display), least_w = least_width_mm(node, display);
  double w = node->rect.w / display.px_per_mm, h = node->rect.h / display.px_per_mm;
  if (w + rounding_mm < least_w || h + rounding_mm < least_h) {
    findings_add(findings, RULE_TARGET, STR_FMT " (%s) is %.1f x %.1f mm", STR_ARG(node->id), role_names[node->role], w, h);
  }
  if (str_trim(node->label).len == 0) {
    findings_add(findings, RULE_LABEL, STR_FMT " (%s)", STR_ARG(node->id), role_names[node->role]);
  }
}

/* A card that others stand on: it says nothing, and does nothing. */
static bool is_card_of(const Node *card, const Node *other) {
  return !card->takes_input && card->ink->text.count == 0 && is_within(other->rect, card->rect);
}

/* Words may stand within what is tapped for them; nothing else may touch. */
static bool may_overlap(const Node *a, const Node *b) {
  if (is_card_of(a, b) || is_card_of(b, a)) {
    return true;
  }
  const Node *inner = a->takes_input ? b : a, *outer = a->takes_input ? a : b;
  return outer->takes_input && !inner->takes_input && is_within(inner->rect, outer->rect);
}

static const double least_module_mm = 0.65;

/* All of it is seen, and its modules are whole pixels of what a phone reads that is held close, four of them free on each side. */
static void check_code(const Node *node, Display display, Findings *findings) {
  Rect seen = visible(node), code = node->ink->icon_rect;
  int side = node->ink->modules_side, module = code.w / side;
  if (seen.w != node->rect.w || seen.h != node->rect.h) {
    findings_add(findings, RULE_CODE, "%dx%d of %dx%d are seen", seen.w, seen.h, node->rect.w, node->rect.h);
  }
  if (code.w != module * side || code.x - node->rect.x != 4 * module ||
      module / display.px_per_mm + rounding_mm < least_module_mm) {
    findings_add(findings, RULE_CODE, "%d modules in %d px of %d at %.2f px/mm", side, code.w, node->rect.w, display.px_per_mm);
  }
}

static void check_overlap(const Node *nodes, size_t count, Display display, Findings *findings) {
  for (size_t i = 0; i < count; i++) {
    Rect seen = visible(&nodes[i]);
    if (rect_is_empty(seen) || rules_is_backdrop(&nodes[i], display)) {
      continue;
    }
    for (size_t k = i + 1; k < count; k++) {
      if (str_equal(nodes[i].id, nodes[k].id)) {
        findings_add(findings, RULE_ID, STR_FMT, STR_ARG(nodes[i].id));
      }
      Rect both = rect_intersect(seen, visible(&nodes[k]));
      if (!rect_is_empty(both) && !rules_is_backdrop(&nodes[k], display) && !may_overlap(&nodes[i], &nodes[k])) {
        findings_add(findings, RULE_OVERLAP, STR_FMT " and " STR_FMT " by %dx%d at %d,%d", STR_ARG(nodes[i].id),
                     STR_ARG(nodes[k].id), both.w, both.h, both.x, both.y);
      }
    }
  }
}

/* A node's lines against the place they were broken for. */
static void check_lines(const Node *node, Findings *findings) {
  const TextBlock *block = &node->ink->text;
  Rect place = node->ink->text_rect;
  for (size_t i = 0; i < block->count; i++) {
    if (block->lines[i].width_px > place.w) {
      findings_add(findings, RULE_CUT, STR_FMT ": \"" STR_FMT "\" is %d px wide in %d", STR_ARG(node->id),
                   STR_ARG(block->lines[i].text), block->lines[i].width_px, place.w);
    }
  }
  int air = block->line_px - block->size_px; /* of a line: letters of most scripts leave it free */
  int height = block->height_px - air, top = place.y + (place.h - height) / 2;
  Rect words = {place.x, top, place.w, height};
  if (block->count > 0 && (words.y < node->rect.y || words.y + words.h > node->rect.y + node->rect.h)) {
    findings_add(findings, RULE_CUT, STR_FMT ": words %d px high at %d, node %d px high at %d", STR_ARG(node->id), words.h, words.y,
                 node->rect.h, node->rect.y);
  }
}

/* Is what the one command shows of a place hidden by a face that was painted before the other? An accent's bubble covers keys. */
static bool is_hidden(const DrawList *list, size_t from, size_t to, Rect place) {
  for (size_t i = from + 1; i < to; i++) {
    const DrawCommand *c = &list->items[i];
    if (c->kind == DRAW_FILL && c->colour.a == 255 && is_within(place, rect_intersect(c->rect, c->clip))) {
      return true;
    }
  }
  return false;
}

/* A line of text without the air above and below its letters. */
static Rect letters(const DrawCommand *c) {
  int air = c->rect.h > c->size_px ? c->rect.h - c->size_px : 0;
  return (Rect){c->rect.x, c->rect.y + air / 2, c->rect.w, c->rect.h - air};
}

/* Whatever painted them, words stand on the screen from end to end, and in a window only its edges cut them. */
static void check_painted(const DrawList *list, Display display, Findings *findings) {
  for (size_t i = 0; i < list->count; i++) {
    const DrawCommand *c = &list->items[i];
    if (c->kind != DRAW_TEXT) {
      continue;
    }
    Rect words = letters(c),
         seen = rect_intersect(rect_intersect(words, c->clip), (Rect){0, 0, display.width_px, display.height_px});
    bool scrolled = c->clip.h < display.height_px;
    if (rect_is_empty(seen) ? !scrolled : seen.w < words.w || (!scrolled && seen.h < words.h)) {
      findings_add(findings, RULE_CUT, "\"" STR_FMT "\" at %d,%d %dx%d", STR_ARG(c->text), c->rect.x, c->rect.y, c->rect.w,
                   c->rect.h);
    }
    for (size_t k = 0; k < i; k++) {
      const DrawCommand *d = &list->items[k];
      Rect both = d->kind == DRAW_TEXT ? rect_intersect(seen, rect_intersect(letters(d), d->clip)) : (Rect){0, 0, 0, 0};
      if (!rect_is_empty(both) && !is_hidden(list, k, i, both)) {
        findings_add(findings, RULE_TEXT_OVERLAP, "\"" STR_FMT "\" on \"" STR_FMT "\"", STR_ARG(c->text), STR_ARG(d->text));
      }
    }
  }
}

void rules_check_nodes(Ui *ui, Display display, int64_t now_ms, Findings *findings) {
  const DrawList *list = ui_draw(ui, now_ms);
  size_t count = 0;
  const Node *nodes = ui_nodes(ui, &count);
  for (size_t i = 0; i < count; i++) {
    check_place(&nodes[i], display, findings);
    check_lines(&nodes[i], findings);
    if (nodes[i].takes_input) {
      check_target(&nodes[i], display, findings);
    }
    if (nodes[i].ink->kind == INK_QR) {
      check_code(&nodes[i], display, findings);
    }
  }
  check_overlap(nodes, count, display, findings);
  check_painted(list, display, findings);
}

/* --- Scrolling --- */

enum { REACH_MAX = 2048 };

/* Where a node has been seen to stand, from top to bottom: a finger can stop anywhere in between. */
typedef struct Reach {
  uint64_t key;
  int least_y, most_y;
} Reach;

static Reach reaches[REACH_MAX];
static size_t reach_count;

static Reach *reach_of(const Node *node) {
  uint64_t key = build_id_key(node->id);
  for (size_t i = 0; i < reach_count; i++) {
    if (reaches[i].key == key) {
      return &reaches[i];
    }
  }
  BUG_UNLESS(reach_count < REACH_MAX);
  reaches[reach_count] = (Reach){key, node->rect.y, node->rect.y};
  return &reaches[reach_count++];
}

static void look(Ui *ui, int64_t now_ms) {
  ui_draw(ui, now_ms);
  size_t count = 0;
  const Node *nodes = ui_nodes(ui, &count);
  for (size_t i = 0; i < count; i++) {
    Reach *reach = reach_of(&nodes[i]);
    reach->least_y = nodes[i].rect.y < reach->least_y ? nodes[i].rect.y : reach->least_y;
    reach->most_y = nodes[i].rect.y > reach->most_y ? nodes[i].rect.y : reach->most_y;
  }
}

static void wheel(Ui *ui, int lines, int64_t now_ms) {
  ui_input(ui, &(Input){.kind = INPUT_WHEEL, .wheel = lines}, now_ms);
  look(ui, now_ms);
}

/* What is taller than its window is seen whole bit by bit. */
static bool is_reached(const Node *node) {
  const Reach *reach = reach_of(node);
  int lowest = node->clip.y + node->clip.h - node->rect.h;
  bool tall = node->rect.h > node->clip.h;
  int from = tall ? lowest : node->clip.y, to = tall ? node->clip.y : lowest;
  return reach->most_y >= from && reach->least_y <= to;
}

void rules_check_scrolling(Ui *ui, int64_t now_ms, Findings *findings) {
  reach_count = 0;
  look(ui, now_ms);
  wheel(ui, -10000, now_ms);
  wheel(ui, 10000, now_ms);
  size_t count = 0;
  const Node *nodes = ui_nodes(ui, &count);
  for (size_t i = 0; i < count; i++) {
    if (!is_reached(&nodes[i]) && nodes[i].ink->kind != INK_FADE) {
      findings_add(findings, RULE_UNREACHED, STR_FMT " at %d,%d %dx%d in a window of %d px at %d", STR_ARG(nodes[i].id),
                   nodes[i].rect.x, nodes[i].rect.y, nodes[i].rect.w, nodes[i].rect.h, nodes[i].clip.h, nodes[i].clip.y);
    }
  }
}

/* --- Focus --- */

/* A page's arrows come and go as it scrolls, and Page Down does the same. */
static bool is_stop(const Node *node) {
  return node->takes_input && node->ink->act.kind != ACT_SCROLL && node->role != ROLE_KEY && (node->state & STATE_DISABLED) == 0;
}

static const Node *focused(Ui *ui, int64_t now_ms) {
  ui_draw(ui, now_ms);
  size_t count = 0;
  const Node *nodes = ui_nodes(ui, &count);
  for (size_t i = 0; i < count; i++) {
    if (nodes[i].state & STATE_FOCUSED) {
      return &nodes[i];
    }
  }
  return NULL;
}

/* Counts what stands on the screen at a stop: where a field is in use, its keyboard may take the place of something else. */
static void count_present(Ui *ui, size_t *present) {
  size_t count = 0;
  const Node *nodes = ui_nodes(ui, &count);
  for (size_t i = 0; i < count; i++) {
    present[reach_of(&nodes[i]) - reaches]++;
  }
}

void rules_check_focus(Ui *ui, int64_t now_ms, Findings *findings) {
  static size_t present[REACH_MAX];
  static bool been[REACH_MAX];
  Input tab = {.kind = INPUT_KEY, .key = KEY_TAB};
  size_t stops = 0, first = 0, count = 0;
  reach_count = 0;
  memset(present, 0, sizeof present);
  memset(been, 0, sizeof been);
  for (; stops < REACH_MAX; stops++) {
    ui_input(ui, &tab, now_ms);
    const Node *node = focused(ui, now_ms);
    size_t at = node != NULL ? (size_t)(reach_of(node) - reaches) : REACH_MAX;
    first = stops == 0 ? at : first;
    if (node == NULL || (stops > 0 && at == first)) {
      break;
    }
    if (been[at] && node->ink->act.kind != ACT_SCROLL) {
      findings_add(findings, RULE_FOCUS, "Tab comes to " STR_FMT " twice before it is where it began", STR_ARG(node->id));
      return;
    }
    been[at] = true;
    count_present(ui, present);
  }
  const Node *nodes = ui_nodes(ui, &count);
  for (size_t i = 0; i < count; i++) {
    size_t at = (size_t)(reach_of(&nodes[i]) - reaches);
    if (is_stop(&nodes[i]) && !been[at] && present[at] == stops) {
      findings_add(findings, RULE_FOCUS, "Tab does not come to " STR_FMT, STR_ARG(nodes[i].id));
    }
  }
}
