#include "paint.h"

#include <math.h>

static uint8_t mixed(uint8_t behind, uint8_t shown, double clarity) {
  return (uint8_t)lround(behind + (shown - behind) * clarity);
}

Colour paint_colour(const Painter *p, ThemeColour colour) {
  Colour shown = p->b->theme->colours[colour], behind = p->b->theme->colours[THEME_BACKGROUND];
  return (Colour){mixed(behind.r, shown.r, p->motion.clarity), mixed(behind.g, shown.g, p->motion.clarity),
                  mixed(behind.b, shown.b, p->motion.clarity), shown.a};
}

bool paint_state(const Painter *p, NodeState state) {
  return (p->node->state & (unsigned)state) != 0;
}

static Rect moved(const Painter *p, Rect rect) {
  rect.x += p->motion.dx;
  rect.y += p->motion.dy;
  return rect;
}

void paint_fill(const Painter *p, Rect rect, double radius, ThemeColour colour) {
  draw_add(p->list, (DrawCommand){.kind = DRAW_FILL,
                                  .rect = moved(p, rect),
                                  .clip = p->node->clip,
                                  .colour = paint_colour(p, colour),
                                  .radius_px = (float)radius});
}

void paint_outline(const Painter *p, Rect rect, double radius, int width, ThemeColour colour) {
  draw_add(p->list, (DrawCommand){.kind = DRAW_OUTLINE,
                                  .rect = moved(p, rect),
                                  .clip = p->node->clip,
                                  .colour = paint_colour(p, colour),
                                  .radius_px = (float)radius,
                                  .width_px = (float)width});
}

void paint_stroke(const Painter *p, Rect rect, const Point *points, size_t count, double width, ThemeColour colour) {
  Point *placed = ARENA_ARRAY(p->b->arena, Point, count);
  Rect at = moved(p, rect);
  for (size_t i = 0; i < count; i++) {
    placed[i] = (Point){(float)at.x + points[i].x * (float)at.w, (float)at.y + points[i].y * (float)at.h};
  }
  draw_add(p->list, (DrawCommand){.kind = DRAW_STROKE,
                                  .rect = rect_inset(at, -(int)ceil(width)),
                                  .clip = p->node->clip,
                                  .colour = paint_colour(p, colour),
                                  .width_px = (float)width,
                                  .points = placed,
                                  .point_count = count});
}

static int line_x(const Painter *p, const TextLine *line, Rect rect) {
  if (p->ink->align == ALIGN_CENTRE) {
    return rect.x + (rect.w - line->width_px) / 2;
  }
  return p->b->rtl ? rect.x + rect.w - line->width_px : rect.x;
}

void paint_block(const Painter *p, const TextBlock *block, Rect rect, ThemeColour colour) {
  int y = rect.y + (rect.h - block->height_px) / 2;
  for (size_t i = 0; i < block->count; i++, y += block->line_px) {
    const TextLine *line = &block->lines[i];
    draw_add(p->list, (DrawCommand){.kind = DRAW_TEXT,
                                    .rect = moved(p, (Rect){line_x(p, line, rect), y, line->width_px, block->line_px}),
                                    .clip = p->node->clip,
                                    .colour = paint_colour(p, colour),
                                    .text = line->text,
                                    .size_px = block->size_px,
                                    .weight = block->weight,
                                    .rtl = line->rtl});
  }
}

void paint_text(const Painter *p) {
  paint_block(p, &p->ink->text, p->ink->text_rect, p->ink->text_colour);
}

void paint_line(const Painter *p, Str words, Rect rect, ThemeColour colour) {
  const TextMetrics *m = p->b->metrics;
  int size = p->b->sizes.font_body;
  int width = m->width(m->context, words, size, FONT_SEMIBOLD), height = m->height(m->context, size, FONT_SEMIBOLD);
  draw_add(p->list,
           (DrawCommand){.kind = DRAW_TEXT,
                         .rect = moved(p, (Rect){rect.x + (rect.w - width) / 2, rect.y + (rect.h - height) / 2, width, height}),
                         .clip = p->node->clip,
                         .colour = paint_colour(p, colour),
                         .text = words,
                         .size_px = size,
                         .weight = FONT_SEMIBOLD});
}

void paint_icon_of(const Painter *p) {
  if (p->ink->icon != ICON_NONE) {
    paint_icon(p, p->ink->icon, p->ink->icon_rect, p->ink->text_colour);
  }
}

void paint_image(const Painter *p, Rect rect) {
  draw_add(p->list, (DrawCommand){.kind = DRAW_IMAGE, .rect = moved(p, rect), .clip = p->node->clip, .image = p->ink->image});
}
