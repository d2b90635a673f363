#include "build.h"

#include <string.h>

uint64_t build_id_key(Str id) {
  return draw_hash(DRAW_HASH_SEED, id.ptr, id.len);
}

Asked asked_in(const Scene *scene, int cell) {
  int question_ix = survey_question(scene->survey, cell);
  return (Asked){cell, &scene->form->questions[question_ix], survey_answer(scene->survey, cell)};
}

NodeInk *build_ink(Build *b, const Node *node) {
  return &b->inks[node - b->nodes];
}

static void grow(Build *b) {
  b->capacity = b->capacity ? b->capacity * 2 : 64;
  Node *nodes = ARENA_ARRAY(b->arena, Node, b->capacity);
  NodeInk *inks = ARENA_ARRAY(b->arena, NodeInk, b->capacity);
  if (b->count > 0) {
    memcpy(nodes, b->nodes, b->count * sizeof *nodes);
    memcpy(inks, b->inks, b->count * sizeof *inks);
  }
  b->nodes = nodes;
  b->inks = inks;
}

Node *build_node(Build *b, NodeRole role, Str id, Str label, Rect rect, InkKind kind) {
  if (b->count == b->capacity) {
    grow(b);
  }
  if (b->prefix.len > 0) {
    id = arena_printf(b->arena, STR_FMT "." STR_FMT, STR_ARG(b->prefix), STR_ARG(id));
  }
  Node *node = &b->nodes[b->count++];
  NodeInk *ink = build_ink(b, node);
  *node = (Node){.id = id, .role = role, .label = label, .rect = rect, .clip = b->clip};
  *ink = (NodeInk){.kind = kind, .slides = b->slides, .turns = b->turns, .cell = b->cell, .text_colour = THEME_TEXT};
  return node;
}

void build_act(Build *b, Node *node, Act act) {
  node->takes_input = true;
  act.cell = b->cell;
  build_ink(b, node)->act = act;
}

Str build_text(Build *b, Text text, int cell) {
  return survey_text(b->scene->survey, text, cell, b->arena);
}

Str build_number(Build *b, double number) {
  Str digits = number_to_str(b->arena, number);
  for (size_t i = 0; i < digits.len; i++) {
    if (digits.ptr[i] == '.') {
      Str whole = {digits.ptr, i}, fraction = {digits.ptr + i + 1, digits.len - i - 1};
      return arena_printf(b->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(whole), STR_ARG(build_string(b, UI_STRING_DECIMAL_MARK)),
                          STR_ARG(fraction));
    }
  }
  return digits;
}

TextBlock build_measure(Build *b, Str text, int width_px, int size_px, FontWeight weight) {
  return text_block(b->arena, b->metrics, text, width_px, size_px, weight);
}

enum { SHORT_LINES_MAX = 3 };

/* A few lines are about as long as each other, so that no word is left alone; what is read as text is filled. */
static TextBlock balanced_if_short(Build *b, Str text, int width_px, int size_px, FontWeight weight) {
  TextBlock block = build_measure(b, text, width_px, size_px, weight);
  bool few = block.count > 1 && block.count <= SHORT_LINES_MAX;
  return few ? text_block_balanced(b->arena, b->metrics, text, width_px, size_px, weight) : block;
}

void build_words(Build *b, Node *node, Str words, Rect rect, int size_px, FontWeight weight, ThemeColour colour, Align align) {
  NodeInk *ink = build_ink(b, node);
  ink->text = balanced_if_short(b, words, rect.w, size_px, weight);
  ink->text_rect = rect;
  ink->text_colour = colour;
  ink->align = align;
}

const Image *build_image(const Build *b, Str path) {
  const UiImages *images = &b->scene->images;
  return path.len > 0 && images->find != NULL ? images->find(images->context, path) : NULL;
}

Rect build_image_rect(const Build *b, const Image *image, Rect place, double times) {
  double by = times * b->sizes.scale * b->sizes.px_per_mm * 25.4 / 96.0;
  double most_w = (double)place.w / image->width_px, most_h = (double)place.h / image->height_px;
  by = by < most_w ? by : most_w;
  by = by < most_h ? by : most_h;
  int w = (int)(image->width_px * by), h = (int)(image->height_px * by);
  return (Rect){place.x, place.y, w > 0 ? w : 1, h > 0 ? h : 1};
}

void build_words_late(Build *b, Node *node, Str words, Rect rect, Align align) {
  NodeInk *ink = build_ink(b, node);
  ink->late = words;
  ink->text_rect = rect;
  ink->align = align;
}

Node *build_button(Build *b, InkKind kind, Str id, Str label, Rect rect, Act act) {
  Node *node = build_node(b, ROLE_BUTTON, id, label, rect, kind);
  ThemeColour colour = kind == INK_PRIMARY ? THEME_ON_ACCENT : kind == INK_QUIET ? THEME_ACCENT : THEME_TEXT;
  build_words(b, node, label, rect_inset(rect, b->sizes.gap_tight), b->sizes.font_body, FONT_SEMIBOLD, colour, ALIGN_CENTRE);
  build_act(b, node, act);
  return node;
}

Node *build_drawing(Build *b, Rect free) {
  int side = px_smaller(free.w, free.h);
  if (side < size_mm(&b->sizes, 25.0)) {
    return NULL;
  }
  Rect square = {free.x + (free.w - side) / 2, free.y + (free.h - side) / 2, side, side};
  Node *node = build_node(b, ROLE_IMAGE, STR("drawing"), STR(""), square, INK_DRAWING);
  build_ink(b, node)->turns = b->turns && b->turn_mirrors; /* else it stays, and only nods */
  return node;
}

Node *flow_text(Build *b, Flow *flow, NodeRole role, Str id, Str text, int size_px, FontWeight weight, ThemeColour colour,
                Align align) {
  bool heading = size_px >= b->sizes.font_title || role == ROLE_TITLE;
  TextBlock block = heading ? text_block_balanced(b->arena, b->metrics, text, flow->w, size_px, weight)
                            : balanced_if_short(b, text, flow->w, size_px, weight);
  Rect rect = {flow->x, flow->y, flow->w, block.height_px};
  Node *node = build_node(b, role, id, text, rect, INK_TEXT);
  NodeInk *ink = build_ink(b, node);
  ink->text = block;
  ink->text_rect = rect;
  ink->text_colour = colour;
  ink->align = align;
  flow->y += block.height_px;
  return node;
}

void flow_hero(Build *b, Flow *flow, Str words, int room_px) {
  int size_px = b->sizes.font_hero, least = b->sizes.font_title;
  for (; size_px > least; size_px = size_px * 9 / 10) {
    TextBlock block = build_measure(b, words, flow->w, size_px, FONT_SEMIBOLD);
    bool whole = text_words_fit(b->arena, b->metrics, words, flow->w, size_px, FONT_SEMIBOLD);
    if (whole && block.count <= 2 && block.height_px <= room_px) {
      break;
    }
  }
  flow_text(b, flow, ROLE_TITLE, STR("title"), words, size_px > least ? size_px : least, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
}

Str build_string(const Build *b, UiString id) {
  return phrases_get(b->strings, (int)id, b->language);
}

static void shift_rect(Rect *r, int dy) {
  r->y += dy;
}

static void shift_node(Node *node, NodeInk *ink, int dy) {
  shift_rect(&node->rect, dy);
  shift_rect(&ink->text_rect, dy);
  shift_rect(&ink->above_rect, dy);
  shift_rect(&ink->below_rect, dy);
  shift_rect(&ink->icon_rect, dy);
  shift_rect(&ink->image_rect, dy);
  shift_rect(&ink->caret, dy);
  shift_rect(&ink->panel, dy);
}

/* Heads stay where the window's fade ends; what goes under them is cut there, and cannot be touched. */
static int stick(const Build *b, Node *node, NodeInk *ink) {
  int by = node->clip.y + b->sizes.gap_wide - node->rect.y;
  by = by < 0 ? 0 : by > ink->sticks_px ? ink->sticks_px : by;
  shift_node(node, ink, by);
  return node->rect.y + node->rect.h;
}

void build_shift(Build *b, size_t first, int dy, Rect clip) {
  int heads_end = clip.y;
  for (size_t i = first; i < b->count; i++) {
    Node *node = &b->nodes[i];
    NodeInk *ink = &b->inks[i];
    node->clip = clip;
    shift_node(node, ink, dy);
    if (ink->sticks_px > 0) {
      heads_end = stick(b, node, ink);
    } else if (ink->below_heads && heads_end > clip.y) {
      node->clip.y = heads_end;
      node->clip.h = clip.y + clip.h - heads_end;
    }
  }
}

void build_icon(Build *b, Node *node, Icon icon, int side_px) {
  NodeInk *ink = build_ink(b, node);
  Rect rect = node->rect;
  ink->icon = icon;
  ink->icon_rect = (Rect){rect.x + (rect.w - side_px) / 2, rect.y + (rect.h - side_px) / 2, side_px, side_px};
}

void build_centre_icon(Build *b, Node *node, Icon icon) {
  NodeInk *ink = build_ink(b, node);
  int side = b->sizes.font_body * 3 / 4, gap = ink->text.count > 0 ? b->sizes.gap_tight : 0;
  int x = node->rect.x + (node->rect.w - ink->text.width_px - gap - side) / 2;
  ink->icon = icon;
  ink->icon_rect = (Rect){x, node->rect.y + (node->rect.h - side) / 2, side, side};
  ink->text_rect = (Rect){x + side + gap, node->rect.y, ink->text.width_px, node->rect.h};
}

void build_raise(Build *b, size_t first, size_t count) {
  size_t after = b->count - first - count;
  Node *nodes = ARENA_ARRAY(b->arena, Node, count);
  NodeInk *inks = ARENA_ARRAY(b->arena, NodeInk, count);
  memcpy(nodes, b->nodes + first, count * sizeof *nodes);
  memcpy(inks, b->inks + first, count * sizeof *inks);
  memmove(b->nodes + first, b->nodes + first + count, after * sizeof *nodes);
  memmove(b->inks + first, b->inks + first + count, after * sizeof *inks);
  memcpy(b->nodes + first + after, nodes, count * sizeof *nodes);
  memcpy(b->inks + first + after, inks, count * sizeof *inks);
}

static Rect mirrored(Rect r, int width) {
  r.x = width - r.x - r.w;
  return r;
}

static void mirror_node(Node *node, NodeInk *ink, int width) {
  node->clip = mirrored(node->clip, width);
  if (!rect_is_empty(ink->panel)) { /* a keyboard keeps its order: only the panel changes sides */
    int dx = mirrored(ink->panel, width).x - ink->panel.x;
    node->rect.x += dx;
    ink->text_rect.x += dx;
    ink->icon_rect.x += dx;
    ink->panel.x += dx;
    return;
  }
  node->rect = mirrored(node->rect, width);
  ink->text_rect = mirrored(ink->text_rect, width);
  ink->above_rect = mirrored(ink->above_rect, width);
  ink->below_rect = mirrored(ink->below_rect, width);
  ink->icon_rect = mirrored(ink->icon_rect, width);
  ink->image_rect = mirrored(ink->image_rect, width);
  ink->caret = mirrored(ink->caret, width);
}

static void set_states(Build *b, Node *node) {
  const Interaction *state = b->state;
  uint64_t key = build_id_key(node->id);
  if (!node->takes_input) {
    return;
  }
  if (key == state->focus && state->focus_visible) {
    node->state |= STATE_FOCUSED;
  }
  if (state->down && state->inside && key == state->pressed) {
    node->state |= STATE_PRESSED;
  }
}

bool build_is_answer(const Node *node) {
  bool picks = node->ink != NULL && node->ink->kind == INK_PICK;
  return picks || node->role == ROLE_RADIO || node->role == ROLE_CHECKBOX || node->role == ROLE_TEXTBOX ||
         node->role == ROLE_SLIDER || (node->role == ROLE_IMAGE && node->takes_input);
}

static void give_focus(Build *b) {
  for (size_t i = 0; b->state->focus_cell >= 0 && i < b->count; i++) {
    if (b->inks[i].cell == b->state->focus_cell && b->nodes[i].takes_input && build_is_answer(&b->nodes[i])) {
      b->placed->focus = build_id_key(b->nodes[i].id);
      break;
    }
  }
  b->placed->focus_cell = -1;
}

static void break_if_seen(Build *b, const Node *node, NodeInk *ink) {
  if (ink->late.len > 0 && !rect_is_empty(rect_intersect(node->rect, node->clip))) {
    ink->text = balanced_if_short(b, ink->late, ink->text_rect.w, b->sizes.font_body, FONT_REGULAR);
  }
}

void build_finish(Build *b) {
  for (size_t i = 0; i < b->count; i++) {
    b->nodes[i].ink = &b->inks[i];
  }
  give_focus(b);
  for (size_t i = 0; i < b->count; i++) {
    break_if_seen(b, &b->nodes[i], &b->inks[i]);
    set_states(b, &b->nodes[i]);
    if (b->rtl) {
      mirror_node(&b->nodes[i], &b->inks[i], b->sizes.width);
    }
  }
}
