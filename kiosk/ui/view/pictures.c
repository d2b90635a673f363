#include "choices.h"

/* Of one cell: its picture's place and its words' height are the same in all. */
typedef struct CellShape {
  int columns, width, gap;
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

static CellShape cell_shape(Build *b, const Offers *offers, const Flow *flow) {
  const Sizes *s = &b->sizes;
  CellShape shape = {.gap = cells_gap(b), .columns = (int)offers->count};
  int most = (flow->w + shape.gap) / (size_mm(s, 46.0 * s->scale) + shape.gap);
  shape.columns = shape.columns < most ? shape.columns : most > 0 ? most : 1;
  int rows = ((int)offers->count + shape.columns - 1) / shape.columns;
  shape.columns = ((int)offers->count + rows - 1) / rows; /* rows of about the same length */
  shape.width = (flow->w - (shape.columns - 1) * shape.gap) / shape.columns;
  int inside = shape.width - 2 * s->gap;
  for (size_t i = 0; i < offers->count; i++) {
    const Image *image = build_image(b, offers->items[i].choice->image);
    TextBlock block = build_measure(b, offers->items[i].label, inside, s->font_body, FONT_REGULAR);
    int high = image != NULL ? build_image_rect(b, image, (Rect){0, 0, inside, inside * 3 / 4}).h : 0;
    shape.picture_h = high > shape.picture_h ? high : shape.picture_h;
    shape.words_h = block.height_px > shape.words_h ? block.height_px : shape.words_h;
  }
  return shape;
}

static void add_cell(Build *b, const Offers *offers, const Offer *offer, const CellShape *shape, Rect rect) {
  const Sizes *s = &b->sizes;
  Node *node = offer_node(b, offers, offer, rect, INK_CARD);
  NodeInk *ink = build_ink(b, node);
  ink->image = build_image(b, offer->choice->image);
  Rect place = {rect.x + s->gap, rect.y + s->gap, rect.w - 2 * s->gap, shape->picture_h};
  if (ink->image != NULL) {
    Rect picture = build_image_rect(b, ink->image, place);
    picture.x += (place.w - picture.w) / 2;
    picture.y += (place.h - picture.h) / 2;
    ink->image_rect = picture;
  }
  int mark = s->answer * 2 / 5;
  ink->icon_rect = (Rect){rect.x + rect.w - mark - s->gap_tight, rect.y + s->gap_tight, mark, mark};
  Rect words = {place.x, place.y + place.h + s->gap_tight, place.w, shape->words_h};
  build_words(b, node, offer->label, words, s->font_body, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
}

bool choices_layout_pictures(Build *b, const Offers *offers, Flow *flow) {
  if (!any_picture(b, offers)) {
    return false;
  }
  const Sizes *s = &b->sizes;
  CellShape shape = cell_shape(b, offers, flow);
  int height = shape.picture_h + shape.words_h + s->gap_tight + 2 * s->gap;
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
