#include "paint.h"

void paint_button(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  paint_fill(p, p->node->rect, s->radius, paint_state(p, STATE_PRESSED) ? THEME_PRESSED : THEME_SURFACE);
  paint_outline(p, p->node->rect, s->radius, s->hairline, THEME_OUTLINE);
  paint_icon_of(p);
  paint_text(p);
}

void paint_reviewed(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  paint_fill(p, p->node->rect, s->radius, paint_state(p, STATE_PRESSED) ? THEME_PRESSED : THEME_SURFACE);
  paint_outline(p, p->node->rect, s->radius, s->hairline, THEME_OUTLINE);
  paint_block(p, &p->ink->above, p->ink->above_rect, THEME_MUTED);
  paint_text(p);
  paint_icon(p, p->ink->icon, p->ink->icon_rect, THEME_ACCENT);
}

void paint_hidden(const Painter *p) {
  paint_icon(p, p->ink->icon, p->ink->icon_rect, THEME_MUTED);
  paint_text(p);
}

void paint_primary(const Painter *p) {
  paint_fill(p, p->node->rect, p->b->sizes.radius, paint_state(p, STATE_PRESSED) ? THEME_ACCENT_PRESSED : THEME_ACCENT);
  paint_icon_of(p);
  paint_text(p);
}

void paint_quiet(const Painter *p) {
  if (paint_state(p, STATE_PRESSED)) {
    paint_fill(p, p->node->rect, p->b->sizes.radius, THEME_PRESSED);
  } else if (paint_state(p, STATE_SELECTED)) {
    paint_fill(p, p->node->rect, p->b->sizes.radius, THEME_SELECTED);
  }
  paint_icon_of(p);
  paint_text(p);
}

/* A row of them among other things is lighter than what can be touched of it. */
Rect paint_chip_face(const Painter *p) {
  Rect face = p->node->rect;
  int slim = p->b->sizes.font_small * 2;
  if (face.h == p->b->sizes.target && slim < face.h) {
    face.y += (face.h - slim) / 2;
    face.h = slim;
  }
  return face;
}

void paint_chip(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  Rect face = paint_chip_face(p);
  double radius = face.h / 2.0;
  bool selected = paint_state(p, STATE_SELECTED);
  paint_fill(p, face, radius, paint_state(p, STATE_PRESSED) ? THEME_PRESSED : selected ? THEME_SELECTED : THEME_SURFACE);
  paint_outline(p, face, radius, selected ? s->edge : s->hairline, selected ? THEME_ACCENT : THEME_OUTLINE);
  paint_icon_of(p);
  paint_text(p);
}
