#include "choices.h"

int cells_gap(const Build *b) {
  int ring = 2 * b->sizes.focus_width + b->sizes.hairline;
  return px_larger(b->sizes.gap_tight, ring);
}

/* As an answer with its mark, in the middle below the scale, or where the scale's own middle is. */
void choices_add_missing(Build *b, const Offers *offers, Flow *flow, Rect above) {
  int mark = b->sizes.answer * 2 / 5, pad = b->sizes.gap_wide, beside = mark + b->sizes.gap + 2 * pad;
  for (size_t i = 0; i < offers->count; i++) {
    const Offer *offer = &offers->items[i];
    if (!offer->choice->missing) {
      continue;
    }
    flow->y += cells_gap(b);
    TextBlock block = build_measure(b, offer->label, flow->w - beside, b->sizes.font_body, FONT_REGULAR);
    int width = px_larger(block.width_px + beside, 2 * b->sizes.answer);
    int height = px_larger(block.height_px + 2 * b->sizes.gap_tight, b->sizes.answer);
    Rect rect = {flow->x + (flow->w - width) / 2, flow->y, width, height};
    if (width <= above.w) {
      rect.x = above.x;
      rect.w = above.w;
    }
    int x = rect.x + (rect.w - block.width_px - mark - b->sizes.gap) / 2;
    Node *node = offer_node(b, offers, offer, rect, INK_CHOICE);
    build_ink(b, node)->icon_rect = (Rect){x, rect.y + (height - mark) / 2, mark, mark};
    build_words(b, node, offer->label, (Rect){x + mark + b->sizes.gap, rect.y, block.width_px, height}, b->sizes.font_body,
                FONT_REGULAR, THEME_TEXT, ALIGN_START);
    flow->y += height;
  }
}

static bool words_fit(Build *b, const Offers *offers, int width, int size_px) {
  for (size_t i = 0; i < offers->count; i++) {
    if (!offers->items[i].choice->missing &&
        !text_words_fit(b->arena, b->metrics, offers->items[i].label, width, size_px, FONT_REGULAR)) {
      return false;
    }
  }
  return true;
}

Rect cells_rect(const Flow *flow, int nth, int count, int gap, int y, int height) {
  int x = nth * (flow->w + gap) / count;
  int next = (nth + 1) * (flow->w + gap) / count;
  return (Rect){flow->x + x, y, next - gap - x, height};
}

static int missing_height(const Build *b, const Offers *offers) {
  return offers->steps < offers->count ? b->sizes.answer + cells_gap(b) : 0;
}

/* As large as its cell and the room allow, so that the whole scale is seen at once; never so small that it cannot be told. */
static int face_side(const Build *b, const Offers *offers, int width, int words_h, int room_px) {
  int pad = b->sizes.gap_tight;
  int below = missing_height(b, offers);
  int side = 2 * b->sizes.answer;
  side = side < width - 2 * pad ? side : width - 2 * pad;
  int high = room_px - words_h - 4 * pad - below - 2 * b->sizes.focus_width;
  side = side < high ? side : high;
  return px_larger(side, b->sizes.answer * 7 / 10);
}

static int highest_words(Build *b, const Offers *offers, int width, int size_px) {
  int highest = 0;
  for (size_t i = 0; i < offers->count; i++) {
    if (!offers->items[i].choice->missing) {
      TextBlock block = build_measure(b, offers->items[i].label, width, size_px, FONT_REGULAR);
      highest = px_larger(highest, block.height_px);
    }
  }
  return highest;
}

/* What the cells of a scale have in common: a face or a mark above the words. */
typedef struct StepShape {
  int width, height, mark, top, words_y, words_h, size_px;
  int beside; /* air on both sides of the words */
  bool faces;
} StepShape;

static StepShape step_shape(Build *b, const Offers *offers, int width, int room_px, bool faces, int size_px) {
  int pad = b->sizes.gap_tight, airy = width - 2 * b->sizes.gap, words_h = highest_words(b, offers, width - 2 * pad, size_px);
  bool spare = words_fit(b, offers, airy, size_px) && highest_words(b, offers, airy, size_px) <= words_h;
  int beside = spare ? b->sizes.gap : pad;
  StepShape shape = {.width = width, .faces = faces, .words_h = words_h, .size_px = size_px, .beside = beside};
  shape.mark = faces ? face_side(b, offers, width, shape.words_h, room_px) : b->sizes.answer * 2 / 5;
  int air = shape.mark + pad + words_h + 2 * b->sizes.gap + missing_height(b, offers) <= room_px ? b->sizes.gap : pad;
  shape.top = faces ? 2 * pad : air;
  shape.words_y = shape.top + shape.mark + pad;
  shape.height = px_larger(shape.words_y + shape.words_h + (faces ? pad : air), b->sizes.answer);
  return shape;
}

static void add_step(Build *b, const Offers *offers, const Offer *offer, const StepShape *shape, Rect rect, int step) {
  Node *node = offer_node(b, offers, offer, rect, shape->faces ? INK_FACE : INK_CHOICE);
  NodeInk *ink = build_ink(b, node);
  ink->step = step;
  ink->steps = (int)offers->steps;
  ink->icon_rect = (Rect){rect.x + (rect.w - shape->mark) / 2, rect.y + shape->top, shape->mark, shape->mark};
  Rect words = {rect.x + shape->beside, rect.y + shape->words_y, rect.w - 2 * shape->beside, shape->words_h};
  build_words(b, node, offer->label, words, shape->size_px, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
  ink->text_rect.h = ink->text.height_px; /* all begin on the same line */
}

static void add_steps(Build *b, const Offers *offers, Flow *flow, const StepShape *shape) {
  int step = 0;
  for (size_t i = 0; i < offers->count; i++) {
    if (!offers->items[i].choice->missing) {
      Rect rect = cells_rect(flow, step, (int)offers->steps, cells_gap(b), flow->y, shape->height);
      add_step(b, offers, &offers->items[i], shape, rect, step);
      step++;
    }
  }
  flow->y += shape->height;
}

void choices_layout_scale(Build *b, const Offers *offers, Flow *flow, int room_px, bool faces) {
  int steps = (int)offers->steps, gap = cells_gap(b);
  int width = steps > 0 ? (flow->w - (steps - 1) * gap) / steps : 0;
  int inside = width - 2 * b->sizes.gap_tight, size_px = b->sizes.font_body;
  if (faces && !words_fit(b, offers, inside, size_px)) { /* the faces say it too */
    size_px = b->sizes.font_small;
  }
  if (steps > 0 && width >= size_mm(&b->sizes, 24.0) && words_fit(b, offers, inside, size_px)) {
    StepShape shape = step_shape(b, offers, width, room_px, faces, size_px);
    add_steps(b, offers, flow, &shape);
    choices_add_missing(b, offers, flow, steps % 2 ? cells_rect(flow, steps / 2, steps, gap, 0, 0) : (Rect){0, 0, 0, 0});
  } else {
    choices_layout_column(b, offers, flow, faces); /* a scale keeps its order: one row, or one column */
  }
}

/* --- numbers --- */

/* The words at an end of the scale: under its first number, or, ending with it, under its last; both may stand on the same line, and
 * have half of it each. A last row of few numbers is no reason to break a word. Returns their height. */
static int add_end_word(Build *b, Flow *flow, Str id, Str words, int end_x, bool alone) {
  int room = alone ? (end_x > 0 ? end_x - flow->x : flow->w) : (flow->w - b->sizes.gap_wide) / 2;
  if (alone && end_x > 0 && !text_words_fit(b->arena, b->metrics, words, room, b->sizes.font_body, FONT_REGULAR)) {
    room = flow->w;
    end_x = flow->x + flow->w;
  }
  TextBlock block = build_measure(b, words, room, b->sizes.font_body, FONT_REGULAR);
  Rect rect = {end_x > 0 ? end_x - block.width_px : flow->x, flow->y, block.width_px, block.height_px};
  Node *node = build_node(b, ROLE_TEXT, id, words, rect, INK_TEXT);
  build_words(b, node, words, rect, b->sizes.font_body, FONT_REGULAR, THEME_TEXT, ALIGN_START);
  build_ink(b, node)->text = block;
  return block.height_px;
}

/* The choice's words stand at the ends; aloud, an end says its number and its words. */
static Str number_label(const Build *b, const Offer *offer) {
  if (str_equal(offer->label, offer->choice->name)) {
    return offer->choice->name;
  }
  return arena_printf(b->arena, STR_FMT " – " STR_FMT, STR_ARG(offer->choice->name), STR_ARG(offer->label));
}

static void add_number(Build *b, const Offers *offers, const Offer *offer, Rect rect) {
  Node *node = offer_node(b, offers, offer, rect, INK_CELL);
  node->label = number_label(b, offer);
  build_words(b, node, offer->choice->name, rect, b->sizes.font_body, FONT_SEMIBOLD, THEME_TEXT, ALIGN_CENTRE);
}

static Str end_words(const Offers *offers, bool last) {
  for (size_t i = 0; i < offers->count; i++) {
    const Offer *offer = &offers->items[last ? offers->count - 1 - i : i];
    if (!offer->choice->missing) {
      return offer->label;
    }
  }
  return STR("");
}

CellGrid cells_grid(const Build *b, const Flow *flow, int count) {
  CellGrid grid = {.gap = cells_gap(b), .per_row = count};
  int least = size_mm(&b->sizes, 15.0);
  for (int rows = 2; grid.per_row > 1 && cells_rect(flow, 0, grid.per_row, grid.gap, 0, 0).w < least; rows++) {
    grid.per_row = (count + rows - 1) / rows;
  }
  grid.rows = (count + grid.per_row - 1) / grid.per_row;
  return grid;
}

Rect cells_grid_rect(const Build *b, const Flow *flow, const CellGrid *grid, int at) {
  return cells_rect(flow, at % grid->per_row, grid->per_row, grid->gap,
                    flow->y + (at / grid->per_row) * (b->sizes.answer + grid->gap), b->sizes.answer);
}

int cells_grid_height(const Build *b, const CellGrid *grid) {
  return grid->rows * b->sizes.answer + (grid->rows - 1) * grid->gap;
}

/* Returns where the last number ends. */
static int add_numbers(Build *b, const Offers *offers, const Flow *flow, const CellGrid *grid) {
  int at = 0, end_x = 0;
  for (size_t i = 0; i < offers->count; i++) {
    if (!offers->items[i].choice->missing) {
      Rect rect = cells_grid_rect(b, flow, grid, at++);
      add_number(b, offers, &offers->items[i], rect);
      end_x = rect.x + rect.w;
    }
  }
  return end_x;
}

void choices_layout_numbers(Build *b, const Offers *offers, Flow *flow) {
  if (offers->steps > 0) {
    CellGrid grid = cells_grid(b, flow, (int)offers->steps);
    if (grid.rows > 1) { /* then the low end's words stand above the first row, and the high end's below the last */
      flow->y += add_end_word(b, flow, STR("scale.low"), end_words(offers, false), 0, true) + b->sizes.gap_tight;
    }
    int end_x = add_numbers(b, offers, flow, &grid);
    flow->y += cells_grid_height(b, &grid) + b->sizes.gap_tight;
    int low_h = grid.rows > 1 ? 0 : add_end_word(b, flow, STR("scale.low"), end_words(offers, false), 0, false);
    int high_h = add_end_word(b, flow, STR("scale.high"), end_words(offers, true), end_x, grid.rows > 1);
    flow->y += px_larger(low_h, high_h);
  }
  choices_add_missing(b, offers, flow, (Rect){0, 0, 0, 0});
}
