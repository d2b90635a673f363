#include "paint.h"

void paint_progress(const Painter *p) {
  Rect bar = p->ink->icon_rect, done = bar;
  double radius = bar.w < p->b->sizes.width ? bar.h / 2.0 : 0.0; /* from edge to edge it has no ends */
  paint_text(p);
  paint_fill(p, bar, radius, THEME_TRACK);
  done.w = (int)(bar.w * p->ink->share);
  if (p->b->rtl) {
    done.x = bar.x + bar.w - done.w;
  }
  paint_fill(p, done, radius, THEME_ACCENT);
}

void paint_alert(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  paint_fill(p, p->node->rect, s->radius, THEME_ALERT_SURFACE);
  paint_outline(p, p->node->rect, s->radius, s->hairline, THEME_ALERT);
  paint_icon(p, ICON_ALERT, p->ink->icon_rect, THEME_ALERT);
  paint_text(p);
}

void paint_banner(const Painter *p) {
  paint_fill(p, p->node->rect, 0, THEME_TRIAL);
  paint_text(p);
}

void paint_picture(const Painter *p) {
  paint_image(p, p->node->rect);
}

/* Dark on light in every theme: many readers cannot do the reverse. */
void paint_qr(const Painter *p) {
  draw_add(p->list, (DrawCommand){.kind = DRAW_FILL,
                                  .rect = p->node->rect,
                                  .clip = p->node->clip,
                                  .colour = {255, 255, 255, 255},
                                  .radius_px = (float)p->b->sizes.hairline});
  draw_add(p->list, (DrawCommand){.kind = DRAW_MODULES,
                                  .rect = p->ink->icon_rect,
                                  .clip = p->node->clip,
                                  .colour = {0, 0, 0, 255},
                                  .modules = p->ink->modules,
                                  .modules_side = p->ink->modules_side});
}

/* From nothing at the inner edge to the background at the outer, step by step. */
void paint_fade(const Painter *p) {
  enum { STEPS = 8 };
  Rect rect = p->node->rect;
  for (int i = 0; i < STEPS; i++) {
    int top = rect.y + rect.h * i / STEPS, bottom = rect.y + rect.h * (i + 1) / STEPS;
    int outward = p->ink->step > 0 ? i + 1 : STEPS - i;
    Colour colour = paint_colour(p, THEME_BACKGROUND);
    colour.a = (uint8_t)(255 * outward / (STEPS + 1));
    draw_add(p->list, (DrawCommand){
                          .kind = DRAW_FILL, .rect = {rect.x, top, rect.w, bottom - top}, .clip = p->node->clip, .colour = colour});
  }
}
