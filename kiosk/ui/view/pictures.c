#include "choices.h"

/* Of one cell: its picture's place and its words' height are the same in all. */
typedef struct CellShape {
  int columns, gap;
  int picture_h, words_h;
} CellShape;

static bool any_picture(const Build *b, const Offers *offers) {
  for (size_t i = 0; i < offers->count; i++) {
    if (build_image(b, offers->items[i].choice->image) != NULL) {
      return true;
    }
  }
  return false;
}

static int cell_width(const CellShape *shape, const Flow *flow) {
  return (flow->w - (shape->columns - 1) * shape->gap) / shape->columns;
}

/* Words may be nearer the edge of their card than its picture. */
static int words_width(const Build *b, const CellShape *shape, const Flow *flow) {
  return cell_width(shape, flow) - 2 * b->sizes.gap_tight;
}

static bool words_fit(Build *b, const Offers *offers, int width_px) {
  bool fit = true;
  for (size_t i = 0; fit && i < offers->count; i++) {
    fit = text_words_fit(b->arena, b->metrics, offers->items[i].label, width_px, b->sizes.font_body, FONT_REGULAR);
  }
  return fit;
}

/* As many as are wide enough for a picture and for every word, in rows of about the same length. */
static int column_count(Build *b, const Offers *offers, const Flow *flow, CellShape shape) {
  int count = (int)offers->count, most = (flow->w + shape.gap) / (size_mm(&b->sizes, 38.0 * b->sizes.scale) + shape.gap);
  shape.columns = count < most ? count : most > 0 ? most : 1;
  while (shape.columns > 1 && !words_fit(b, offers, words_width(b, &shape, flow))) {
    shape.columns--;
  }
  int rows = (count + shape.columns - 1) / shape.columns;
  return (count + rows - 1) / rows;
}

/* Padding, words and the gap between them and the picture. */
static int height_without_picture(const Build *b, const CellShape *shape) {
  return shape->words_h + b->sizes.gap_tight + 2 * b->sizes.gap;
}

/* Pictures give way, as far as they can still be recognised, where all of them could not be seen at once. */
static void fit_height(const Build *b, size_t count, int room_px, CellShape *shape) {
  int rows = ((int)count + shape->columns - 1) / shape->columns, least = b->sizes.answer;
  int high = (room_px - (rows - 1) * shape->gap) / rows - height_without_picture(b, shape);
  if (high < shape->picture_h && shape->picture_h > least) {
    shape->picture_h = high > least ? high : least;
  }
}

static CellShape cell_shape(Build *b, const Offers *offers, const Flow *flow, int room_px) {
  CellShape shape = {.gap = cells_gap(b)};
  shape.columns = column_count(b, offers, flow, shape);
  int inside = cell_width(&shape, flow) - 2 * b->sizes.gap, words_w = words_width(b, &shape, flow);
  for (size_t i = 0; i < offers->count; i++) {
    const Image *image = build_image(b, offers->items[i].choice->image);
    TextBlock block = build_measure(b, offers->items[i].label, words_w, b->sizes.font_body, FONT_REGULAR);
    int high = image != NULL ? build_image_rect(b, image, (Rect){0, 0, inside, inside * 3 / 4}, 1.0).h : 0;
    shape.picture_h = high > shape.picture_h ? high : shape.picture_h;
    shape.words_h = block.height_px > shape.words_h ? block.height_px : shape.words_h;
  }
  fit_height(b, offers->count, room_px, &shape);
  return shape;
}

static void add_cell(Build *b, const Offers *offers, const Offer *offer, const CellShape *shape, Rect rect) {
  const Sizes *s = &b->sizes;
  Node *node = offer_node(b, offers, offer, rect, INK_CARD);
  NodeInk *ink = build_ink(b, node);
  ink->image = build_image(b, offer->choice->image);
  Rect place = {rect.x + s->gap, rect.y + s->gap, rect.w - 2 * s->gap, shape->picture_h};
  if (ink->image != NULL) {
    Rect picture = build_image_rect(b, ink->image, place, 1.0);
    picture.x += (place.w - picture.w) / 2;
    picture.y += (place.h - picture.h) / 2;
    ink->image_rect = picture;
  }
  int mark = s->answer * 2 / 5;
  ink->icon_rect = (Rect){rect.x + rect.w - mark - s->gap_tight, rect.y + s->gap_tight, mark, mark};
  Rect words = {rect.x + s->gap_tight, place.y + place.h + s->gap_tight, rect.w - 2 * s->gap_tight, shape->words_h};
  build_words(b, node, offer->label, words, s->font_body, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
}

bool choices_layout_pictures(Build *b, const Offers *offers, Flow *flow, int room_px) {
  if (!any_picture(b, offers)) {
    return false;
  }
  const Sizes *s = &b->sizes;
  CellShape shape = cell_shape(b, offers, flow, room_px);
  int height = shape.picture_h + height_without_picture(b, &shape);
  height = height > s->answer ? height : s->answer;
  for (size_t i = 0; i < offers->count; i++) {
    int column = (int)i % shape.columns;
    Rect rect = cells_rect(flow, column, shape.columns, shape.gap, flow->y, height);
    add_cell(b, offers, &offers->items[i], &shape, rect);
    flow->y += column == shape.columns - 1 || i + 1 == offers->count ? height + shape.gap : 0;
  }
  flow->y -= shape.gap;
  return true;
}
