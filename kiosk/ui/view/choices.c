#include "choices.h"

enum { COLUMNS_MAX = 3, MEASURED_MAX = 32 };

static int larger(int a, int b) {
  return a > b ? a : b;
}

typedef struct RowShape {
  int width, height; /* of one answer */
  int mark;          /* side of its disc, box or face */
  int pad;
} RowShape;

static int row_text_width(const Build *b, const RowShape *shape) {
  return shape->width - 2 * shape->pad - shape->mark - b->sizes.gap;
}

/* The offers with the longest labels, the longest first; returns how many. */
static size_t longest(const Offers *offers, const Offer *out[MEASURED_MAX]) {
  size_t lengths[MEASURED_MAX], count = 0;
  for (size_t i = 0; i < offers->count; i++) {
    size_t length = str_count_cp(offers->items[i].label);
    if (count == MEASURED_MAX && length <= lengths[count - 1]) {
      continue;
    }
    size_t at = count < MEASURED_MAX ? count++ : count - 1;
    for (; at > 0 && lengths[at - 1] < length; at--) {
      lengths[at] = lengths[at - 1];
      out[at] = out[at - 1];
    }
    lengths[at] = length;
    out[at] = &offers->items[i];
  }
  return count;
}

/* All rows are as high as the highest. Breaking thousands of labels into lines would take a tenth of a second each time; so the longest
 * speak for the rest. */
static RowShape row_shape(Build *b, const Offers *offers, int width, bool faces) {
  RowShape shape = {.width = width, .mark = faces ? b->sizes.answer * 7 / 10 : b->sizes.answer * 2 / 5, .pad = b->sizes.gap_wide};
  shape.height = b->sizes.answer;
  const Offer *measured[MEASURED_MAX];
  size_t count = longest(offers, measured);
  for (size_t i = 0; i < count; i++) {
    TextBlock block = build_measure(b, measured[i]->label, row_text_width(b, &shape), b->sizes.font_body, FONT_REGULAR);
    shape.height = larger(shape.height, block.height_px + 2 * b->sizes.gap_tight);
  }
  return shape;
}

static void add_row(Build *b, const Offers *offers, const Offer *offer, Rect rect, const RowShape *shape, InkKind kind) {
  Node *node = offer_node(b, offers, offer, rect, kind);
  Rect mark = {rect.x + shape->pad, rect.y + (rect.h - shape->mark) / 2, shape->mark, shape->mark};
  build_ink(b, node)->icon_rect = mark;
  Rect words = {mark.x + shape->mark + b->sizes.gap, rect.y, row_text_width(b, shape), rect.h};
  build_words_late(b, node, offer->label, words, ALIGN_START);
}

static int stack_height(const Build *b, const RowShape *shape, int rows) {
  return rows * shape->height + (rows - 1) * b->sizes.gap;
}

/* The fewest columns in which the answers fit the room; when they fit in none, as many as stay wide enough: then fewer are out of
 * sight. */
static int column_count(Build *b, const Offers *offers, const Flow *flow, int room_px) {
  int count = (int)offers->count, most = 1;
  for (int columns = 1; columns <= COLUMNS_MAX; columns++) {
    int width = (flow->w - (columns - 1) * b->sizes.gap) / columns;
    if (width < size_mm(&b->sizes, 70.0)) {
      break;
    }
    RowShape shape = row_shape(b, offers, width, false);
    if (stack_height(b, &shape, (count + columns - 1) / columns) <= room_px) {
      return columns;
    }
    most = columns;
  }
  return most;
}

static void add_rows(Build *b, const Offers *offers, Flow *flow, int columns) {
  int count = (int)offers->count;
  int width = (flow->w - (columns - 1) * b->sizes.gap) / columns;
  RowShape shape = row_shape(b, offers, width, false);
  for (int i = 0; i < count; i++) {
    Rect rect = {flow->x + (i % columns) * (width + b->sizes.gap), flow->y + (i / columns) * (shape.height + b->sizes.gap), width,
                 shape.height};
    add_row(b, offers, &offers->items[i], rect, &shape, INK_CHOICE);
  }
  flow->y += count > 0 ? stack_height(b, &shape, (count + columns - 1) / columns) : 0;
}

void choices_layout_rows(Build *b, const Offers *offers, Flow *flow, int room_px) {
  add_rows(b, offers, flow, column_count(b, offers, flow, room_px));
}

static void add_face_rows(Build *b, const Offers *offers, Flow *flow) {
  RowShape shape = row_shape(b, offers, flow->w, true);
  int step = 0;
  for (size_t i = 0; i < offers->count; i++) {
    if (offers->items[i].choice->missing) {
      continue;
    }
    Rect rect = {flow->x, flow->y, flow->w, shape.height};
    add_row(b, offers, &offers->items[i], rect, &shape, INK_FACE);
    NodeInk *ink = &b->inks[b->count - 1];
    ink->step = step++;
    ink->steps = (int)offers->steps;
    flow->y += shape.height + b->sizes.gap;
  }
  flow->y -= b->sizes.gap;
  choices_add_missing(b, offers, flow, (Rect){0, 0, 0, 0});
}

void choices_layout_column(Build *b, const Offers *offers, Flow *flow, bool faces) {
  if (faces) {
    add_face_rows(b, offers, flow);
  } else {
    add_rows(b, offers, flow, 1);
  }
}
