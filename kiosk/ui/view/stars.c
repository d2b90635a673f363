#include "stars.h"

#include "choices.h"

static int side_of(const Build *b, Rect cell) {
  int pad = 2 * b->sizes.hairline, side = cell.w < cell.h ? cell.w : cell.h;
  return side - 2 * pad;
}

/* Stars are worth looking at: where there is width, they are higher than other answers. */
static int row_height(const Build *b, const CellGrid *grid, const Flow *flow) {
  int width = cells_rect(flow, 0, grid->per_row, grid->gap, 0, 0).w, most = b->sizes.answer * 3 / 2;
  return width < b->sizes.answer ? b->sizes.answer : width < most ? width : most;
}

Str stars_words(Build *b, size_t full, size_t count, Str words) {
  Str stars = phrases_format(b->arena, b->strings, UI_STRING_STARS, b->language, (int)full, (int)count);
  return words.len > 0 ? arena_printf(b->arena, STR_FMT " – \u2068" STR_FMT "\u2069", STR_ARG(stars), STR_ARG(words)) : stars;
}

static void add_star(Build *b, const Star *star, Rect cell, size_t at, size_t count, size_t chosen) {
  Node *node = build_node(b, ROLE_RADIO, star->id, stars_words(b, at + 1, count, star->words), cell, INK_STAR);
  int side = side_of(b, cell);
  NodeInk *ink = build_ink(b, node);
  ink->icon_rect = (Rect){cell.x + (cell.w - side) / 2, cell.y + (cell.h - side) / 2, side, side};
  ink->step = (int)at;
  ink->steps = (int)chosen;
  node->state |= at + 1 == chosen ? STATE_SELECTED : 0u;
  build_act(b, node, star->act);
}

bool stars_fit(const Build *b, const Flow *flow, size_t count) {
  if (count == 0) {
    return false;
  }
  CellGrid grid = cells_grid(b, flow, (int)count);
  return grid.rows <= 2 && cells_rect(flow, 0, grid.per_row, grid.gap, 0, 0).w >= size_mm(&b->sizes, 15.0);
}

void stars_layout(Build *b, Flow *flow, const Star *stars, size_t count, size_t chosen) {
  CellGrid grid = cells_grid(b, flow, (int)count);
  int height = row_height(b, &grid, flow);
  for (size_t i = 0; i < count; i++) {
    int row = (int)i / grid.per_row, column = (int)i % grid.per_row;
    Rect cell = cells_rect(flow, column, grid.per_row, grid.gap, flow->y + row * (height + grid.gap), height);
    add_star(b, &stars[i], cell, i, count, chosen);
  }
  flow->y += grid.rows * height + (grid.rows - 1) * grid.gap;
}

/* The highest of all that may be shown, also of what has a button of its own: nothing below moves when another is chosen. */
static int words_height(Build *b, const Offers *offers, int width_px) {
  int highest = 0;
  for (size_t i = 0; i < offers->count; i++) {
    if (offers->items[i].label.len > 0) {
      int height = build_measure(b, offers->items[i].label, width_px, b->sizes.font_body, FONT_SEMIBOLD).height_px;
      highest = px_larger(highest, height);
    }
  }
  return highest;
}

/* Below the stars, the words of what is chosen; their place is kept when nothing is. */
static void add_shown(Build *b, Flow *flow, const Offers *offers, Str shown) {
  int height = words_height(b, offers, flow->w);
  if (height == 0) {
    return;
  }
  flow->y += b->sizes.gap_tight;
  Rect rect = {flow->x, flow->y, flow->w, height};
  if (shown.len > 0) {
    Node *node = build_node(b, ROLE_TEXT, STR("shown"), shown, rect, INK_TEXT);
    build_words(b, node, shown, rect, b->sizes.font_body, FONT_SEMIBOLD, THEME_TEXT, ALIGN_CENTRE);
  }
  flow->y += height;
}

void choices_layout_stars(Build *b, const Offers *offers, Flow *flow, int room_px) {
  if (!stars_fit(b, flow, offers->steps)) {
    choices_layout_scale(b, offers, flow, room_px, false);
    return;
  }
  Star *stars = ARENA_ARRAY(b->arena, Star, offers->steps);
  size_t count = 0, chosen = 0;
  Str shown = {NULL, 0};
  for (size_t i = 0; i < offers->count; i++) {
    const Offer *offer = &offers->items[i];
    shown = offer->selected ? offer->label : shown;
    if (!offer->choice->missing) {
      stars[count++] = (Star){.id = arena_printf(b->arena, "answer." STR_FMT, STR_ARG(offer->choice->name)),
                              .words = offer->label,
                              .act = {.kind = ACT_CHOICE, .ix = offer->choice_ix}};
      chosen = offer->selected ? count : chosen;
    }
  }
  stars_layout(b, flow, stars, count, chosen);
  add_shown(b, flow, offers, shown);
  choices_add_missing(b, offers, flow, (Rect){0, 0, 0, 0});
}
