#include "paint.h"

typedef void Painter(const Raster *raster, Rect clip, const DrawCommand *c, const PaintCaches *caches);

static void paint_fill(const Raster *raster, Rect clip, const DrawCommand *c, const PaintCaches *caches) {
  (void)caches;
  raster_fill(raster, clip, c->rect, c->radius_px, c->colour);
}

static void paint_outline(const Raster *raster, Rect clip, const DrawCommand *c, const PaintCaches *caches) {
  (void)caches;
  raster_outline(raster, clip, c->rect, c->radius_px, c->width_px, c->colour);
}

static void paint_stroke(const Raster *raster, Rect clip, const DrawCommand *c, const PaintCaches *caches) {
  (void)caches;
  raster_stroke(raster, clip, c->points, c->point_count, c->width_px, c->colour);
}

static Rect moved(Rect box, Rect line) {
  return (Rect){box.x + line.x, box.y + line.y, box.w, box.h};
}

static void paint_text(const Raster *raster, Rect clip, const DrawCommand *c, const PaintCaches *caches) {
  const Picture *picture = text_picture(caches->text, c->text, c->size_px, c->weight, c->rtl);
  if (picture->coverage) raster_mask(raster, clip, moved(picture->box, c->rect), picture->coverage, c->colour);
  if (picture->pixels) raster_pixels(raster, clip, moved(picture->colour_box, c->rect), picture->pixels, c->colour.a);
}

static void paint_modules(const Raster *raster, Rect clip, const DrawCommand *c, const PaintCaches *caches) {
  (void)caches;
  raster_modules(raster, clip, c->rect, c->modules, c->modules_side, c->colour);
}

static void paint_image(const Raster *raster, Rect clip, const DrawCommand *c, const PaintCaches *caches) {
  bool own_size = c->image->width_px == c->rect.w && c->image->height_px == c->rect.h;
  const uint32_t *scaled = own_size ? NULL : image_cache_scaled(caches->images, c->image, c->rect.w, c->rect.h);
  if (scaled)
    raster_pixels(raster, clip, c->rect, scaled, 255);
  else
    raster_image(raster, clip, c->rect, c->image);
}

static Painter *const painters[] = {
    [DRAW_FILL] = paint_fill, [DRAW_OUTLINE] = paint_outline, [DRAW_STROKE] = paint_stroke,
    [DRAW_TEXT] = paint_text, [DRAW_MODULES] = paint_modules, [DRAW_IMAGE] = paint_image,
};
_Static_assert(COUNT_OF(painters) == DRAW_KIND_COUNT, "a way to paint every kind of command");

static bool hides_all(const DrawCommand *c, Rect part) {
  Rect seen = rect_intersect(draw_visible(c), part);
  bool opaque = c->kind == DRAW_FILL && c->colour.a == 255 && c->radius_px <= 0;
  return opaque && seen.x == part.x && seen.y == part.y && seen.w == part.w && seen.h == part.h;
}

void paint_part(const Raster *raster, Rect part, const DrawList *list, const PaintCaches *caches) {
  size_t first = list->count; /* nothing shows of what lies under a sheet that fills the part */
  while (first > 0 && !hides_all(&list->items[first - 1], part))
    first--;
  if (first == 0) raster_fill(raster, part, part, 0, list->background);
  for (size_t i = first > 0 ? first - 1 : 0; i < list->count; i++) {
    const DrawCommand *c = &list->items[i];
    Rect clip = rect_intersect(draw_visible(c), part);
    if (!rect_is_empty(clip)) painters[c->kind](raster, clip, c, caches);
  }
}
