#include "paint.h"

/* A day of a month is quiet: only the chosen one has a face, and today a ring. */
void paint_day(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  bool pressed = paint_state(p, STATE_PRESSED), selected = paint_state(p, STATE_SELECTED);
  if (pressed || selected) {
    ThemeColour face = !selected ? THEME_PRESSED : pressed ? THEME_ACCENT_PRESSED : THEME_ACCENT;
    paint_fill(p, p->node->rect, s->radius, face);
  }
  if (p->ink->ringed && !selected) {
    paint_outline(p, p->node->rect, s->radius, s->edge, THEME_ACCENT);
  }
  paint_text(p);
}
