#include "choices.h"

#include <limits.h>

enum { COLUMNS_MAX = 3, MEASURED_MAX = 32 };
static const double roomy_mm = 70.0; /* a column that nobody asked for is not narrower */

static RowShape row_shape(const Build *b, int width, bool faces) {
  return (RowShape){.width = width,
                    .mark = faces ? b->sizes.answer * 7 / 10 : px_larger(b->sizes.answer * 2 / 5, b->sizes.font_body * 7 / 6),
                    .pad = width < size_mm(&b->sizes, roomy_mm) ? b->sizes.gap : b->sizes.gap_wide};
}

static int row_text_width(const Build *b, const RowShape *shape) {
  return shape->width - 2 * shape->pad - shape->mark - b->sizes.gap;
}

static int height_of(Build *b, const Offer *offer, const RowShape *shape) {
  TextBlock block = build_measure(b, offer->label, row_text_width(b, shape), b->sizes.font_body, FONT_REGULAR);
  return px_larger(b->sizes.answer, block.height_px + 2 * b->sizes.gap_tight);
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

/* Breaking thousands of labels into lines would take a tenth of a second each time; so only the longest are measured, and the rest,
 * which are shorter, take no more than the shortest of them. */
static void measure_rows(Build *b, const Offers *offers, Rows *rows) {
  const Offer *measured[MEASURED_MAX];
  size_t count = longest(offers, measured);
  int least = count < offers->count ? height_of(b, measured[count - 1], &rows->shape) : b->sizes.answer;
  for (int i = 0; i < rows->count; i++) {
    rows->heights[i] = least;
  }
  for (size_t i = 0; i < count; i++) {
    int *height = &rows->heights[(measured[i] - offers->items) / rows->columns];
    *height = px_larger(*height, height_of(b, measured[i], &rows->shape));
  }
}

Rows choices_rows(Build *b, const Offers *offers, int columns, int width_px) {
  int width = (width_px - (columns - 1) * b->sizes.gap) / columns;
  Rows rows = {.shape = row_shape(b, width, false), .columns = columns, .count = ((int)offers->count + columns - 1) / columns};
  rows.heights = ARENA_ARRAY(b->arena, int, (size_t)rows.count + 1);
  measure_rows(b, offers, &rows);
  rows.total = rows.count > 0 ? -b->sizes.gap : 0;
  for (int i = 0; i < rows.count; i++) {
    rows.total += rows.heights[i] + b->sizes.gap;
  }
  return rows;
}

static void add_row(Build *b, const Offers *offers, const Offer *offer, Rect rect, const RowShape *shape, InkKind kind) {
  Node *node = offer_node(b, offers, offer, rect, kind);
  Rect mark = {rect.x + shape->pad, rect.y + (rect.h - shape->mark) / 2, shape->mark, shape->mark};
  build_ink(b, node)->icon_rect = mark;
  Rect words = {mark.x + shape->mark + b->sizes.gap, rect.y, row_text_width(b, shape), rect.h};
  build_words_late(b, node, offer->label, words, ALIGN_START);
}

static int column_width(const Build *b, int columns, int width_px) {
  return (width_px - (columns - 1) * b->sizes.gap) / columns;
}

/* Does every word keep its shape? */
static bool words_stay_whole(Build *b, const Offers *offers, int width) {
  RowShape shape = row_shape(b, width, false);
  const Offer *measured[MEASURED_MAX];
  for (size_t i = 0, count = longest(offers, measured); i < count; i++) {
    if (!text_words_fit(b->arena, b->metrics, measured[i]->label, row_text_width(b, &shape), b->sizes.font_body, FONT_REGULAR)) {
      return false;
    }
  }
  return true;
}

/* The same, and has every answer enough width for its letters? */
static bool columns_fit(Build *b, const Offers *offers, int columns, int width_px) {
  int width = column_width(b, columns, width_px);
  return width >= b->sizes.font_body * 20 / 3 && /* 45 mm where letters are of their normal size */
         words_stay_whole(b, offers, width);
}

/* The fewest columns in which the answers fit the room; when they fit in none, as many as stay wide enough: then fewer are out of
 * sight. */
static Rows fitting_rows(Build *b, const Offers *offers, const Flow *flow, int room_px) {
  Rows rows = choices_rows(b, offers, 1, flow->w);
  for (int columns = 2; columns <= COLUMNS_MAX && rows.total > room_px; columns++) {
    int width = column_width(b, columns, flow->w);
    if (width < size_mm(&b->sizes, roomy_mm) || !words_stay_whole(b, offers, width)) {
      break;
    }
    rows = choices_rows(b, offers, columns, flow->w);
  }
  bool left_over = rows.columns == 2 && offers->count == 3; /* one row looks better than two and a hole */
  return left_over && columns_fit(b, offers, 3, flow->w) ? choices_rows(b, offers, 3, flow->w) : rows;
}

/* As many as the author asks for, or as many as fit, in rows of about the same length. */
static Rows asked_rows(Build *b, const Offers *offers, int asked, int width_px) {
  int count = (int)offers->count, most = asked < count && asked > 0 ? asked : count;
  while (most > 1 && !columns_fit(b, offers, most, width_px)) {
    most--;
  }
  if (asked == COLUMNS_AUTO && most > 1) {
    int rows = (count + most - 1) / most;
    most = (count + rows - 1) / rows;
  }
  return choices_rows(b, offers, most > 0 ? most : 1, width_px);
}

void choices_add_rows(Build *b, const Offers *offers, Flow *flow, const Rows *rows, int from_y, int to_y) {
  int y = flow->y;
  for (int row = 0; row < rows->count && y < to_y; row++) {
    int height = rows->heights[row];
    for (int column = 0; y + height > from_y && column < rows->columns; column++) {
      size_t at = (size_t)row * (size_t)rows->columns + (size_t)column;
      if (at < offers->count) {
        Rect rect = {flow->x + column * (rows->shape.width + b->sizes.gap), y, rows->shape.width, height};
        add_row(b, offers, &offers->items[at], rect, &rows->shape, INK_CHOICE);
      }
    }
    y += height + b->sizes.gap;
  }
  flow->y += rows->total;
}

void choices_layout_rows(Build *b, const Offers *offers, Flow *flow, int room_px, int columns) {
  Rows rows = columns == 0 ? fitting_rows(b, offers, flow, room_px) : asked_rows(b, offers, columns, flow->w);
  choices_add_rows(b, offers, flow, &rows, INT_MIN, INT_MAX);
}

/* Those that are part of the scale, or those that are not. */
static Offers part_of(Build *b, const Offers *offers, bool missing) {
  Offers part = *offers;
  part.items = ARENA_ARRAY(b->arena, Offer, offers->count + 1);
  part.count = 0;
  for (size_t i = 0; i < offers->count; i++) {
    if (offers->items[i].choice->missing == missing) {
      part.items[part.count++] = offers->items[i];
    }
  }
  return part;
}

static void add_face_rows(Build *b, const Offers *offers, Flow *flow) {
  RowShape shape = row_shape(b, flow->w, true);
  for (size_t i = 0; i < offers->count; i++) {
    flow->y += i > 0 ? b->sizes.gap : 0;
    Rect rect = {flow->x, flow->y, flow->w, height_of(b, &offers->items[i], &shape)};
    add_row(b, offers, &offers->items[i], rect, &shape, INK_FACE);
    NodeInk *ink = &b->inks[b->count - 1];
    ink->step = (int)i;
    ink->steps = (int)offers->count;
    flow->y += rect.h;
  }
}

static void add_plain_rows(Build *b, const Offers *offers, Flow *flow) {
  Rows rows = choices_rows(b, offers, 1, flow->w);
  choices_add_rows(b, offers, flow, &rows, INT_MIN, INT_MAX);
}

void choices_layout_column(Build *b, const Offers *offers, Flow *flow, bool faces) {
  Offers steps = part_of(b, offers, false), missing = part_of(b, offers, true);
  if (faces) {
    add_face_rows(b, &steps, flow);
  } else {
    add_plain_rows(b, &steps, flow);
  }
  if (missing.count > 0) {
    flow->y += steps.count > 0 ? b->sizes.gap_wide : 0;
    add_plain_rows(b, &missing, flow);
  }
}
