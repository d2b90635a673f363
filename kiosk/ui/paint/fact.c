#include "paint.h"

void paint_fact(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  bool wrong = paint_state(p, STATE_INVALID);
  ThemeColour quiet = wrong ? THEME_ALERT : THEME_MUTED;
  paint_fill(p, p->node->rect, s->radius, wrong ? THEME_ALERT_SURFACE : THEME_SURFACE);
  paint_outline(p, p->node->rect, s->radius, s->hairline, wrong ? THEME_ALERT : THEME_OUTLINE);
  paint_block(p, &p->ink->above, p->ink->above_rect, quiet);
  paint_text(p);
  paint_block(p, &p->ink->below, p->ink->below_rect, quiet);
  paint_icon_of(p);
}

/* As many dots as digits were typed, in the middle. */
void paint_pin(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  Rect field = p->node->rect;
  bool wrong = paint_state(p, STATE_INVALID);
  paint_fill(p, field, s->radius, paint_state(p, STATE_DISABLED) ? THEME_BACKGROUND : THEME_SURFACE);
  paint_outline(p, field, s->radius, s->edge, wrong ? THEME_ALERT : THEME_OUTLINE);
  int pitch = field.w / (PIN_DIGITS_MAX + 1), widest = s->font_body, count = p->ink->step;
  pitch = pitch < widest ? pitch : widest;
  int side = pitch * 3 / 5;
  Rect dot = {field.x + (field.w - (count - 1) * pitch - side) / 2, field.y + (field.h - side) / 2, side, side};
  for (int i = 0; i < count; i++, dot.x += pitch) {
    paint_fill(p, dot, side / 2.0, THEME_TEXT);
  }
}
