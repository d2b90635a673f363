#include "paint.h"

#include <math.h>

enum { TIPS = 5, OUTLINE_POINTS = 2 * TIPS + 1, RINGS = 4 };

/* The outline of a star within the unit square, one tip up, drawn in towards its middle by `share`. */
static void outline(Point *points, double share) {
  static const double outer = 0.47, inner = 0.235, middle_y = 0.53;
  for (int i = 0; i < OUTLINE_POINTS; i++) {
    double angle = acos(-1.0) * (i / (double)TIPS - 0.5), radius = share * (i % 2 == 0 ? outer : inner);
    points[i] = (Point){(float)(0.5 + radius * cos(angle)), (float)(middle_y + radius * sin(angle))};
  }
}

/* A line as wide as a tenth of the star, round the edge and then closer and closer to the middle, leaves nothing of it unpainted. */
static void fill(const Painter *p, Rect rect, double width, ThemeColour colour) {
  Point points[RINGS * OUTLINE_POINTS];
  for (int ring = 0; ring < RINGS; ring++) {
    outline(points + ring * OUTLINE_POINTS, 1.0 - (double)ring / RINGS);
  }
  paint_stroke(p, rect, points, COUNT_OF(points), width, colour);
}

/* A full star is another shape than an empty one: colour is not needed to tell them apart. */
static void paint_star(const Painter *p, Rect rect, bool full) {
  Point points[OUTLINE_POINTS];
  double width = rect.w * 0.06;
  if (full) {
    fill(p, rect, rect.w * 0.12, THEME_ACCENT);
    return;
  }
  outline(points, 1.0);
  paint_stroke(p, rect, points, COUNT_OF(points), width < 1 ? 1 : width,
               paint_state(p, STATE_INVALID) ? THEME_ALERT : THEME_OUTLINE);
}

void paint_star_answer(const Painter *p) {
  if (paint_state(p, STATE_PRESSED)) {
    paint_fill(p, p->node->rect, p->b->sizes.radius, THEME_PRESSED);
  }
  paint_star(p, p->ink->icon_rect, p->ink->step < p->ink->steps);
}
