#include "paint.h"

#include <math.h>

/* A part of the square, in thousandths of its side; mirrored with the script. */
static Rect part(const Painter *p, Rect square, int x, int y, int w, int h) {
  Rect rect = {square.w * x / 1000, square.y + square.h * y / 1000, square.w * w / 1000, square.h * h / 1000};
  rect.x = square.x + (p->b->rtl ? square.w - rect.x - rect.w : rect.x);
  return rect;
}

/* A speech bubble: a rounded plate with one pointed corner, at its start or its end. */
static void paint_bubble(const Painter *p, Rect rect, ThemeColour colour, bool corner_at_start) {
  double radius = rect.h / 3.2;
  paint_fill(p, rect, radius, colour);
  int side = (int)radius + 2;
  bool left = corner_at_start != p->b->rtl;
  paint_fill(p, (Rect){left ? rect.x : rect.x + rect.w - side, rect.y + rect.h - side, side, side}, side / 8.0, colour);
}

/* Three contributions to a conversation: a word, a face and a nod. */
void paint_drawing(const Painter *p) {
  Rect square = p->node->rect;
  paint_bubble(p, part(p, square, 210, 60, 720, 300), THEME_SELECTED, false);
  for (int i = 0; i < 3; i++) {
    Rect line = part(p, square, 310, 135 + i * 62, i == 2 ? 300 : 520, 26);
    paint_fill(p, line, line.h / 2.0, THEME_ACCENT);
  }
  int lift = (int)(p->turning * 25);
  paint_bubble(p, part(p, square, 40, 400 - lift, 400, 360), THEME_ACCENT, true);
  paint_face(p, part(p, square, 120, 460 - lift, 240, 240), 1.0, THEME_ON_ACCENT, THEME_ACCENT, false);
  Rect nod = part(p, square, 490, 430, 400, 270);
  paint_bubble(p, nod, THEME_SURFACE, false);
  paint_icon(p, ICON_CHECK, part(p, square, 620, 490, 150, 150), THEME_ACCENT);
}

/* A hand of a clock, from its middle; turn: 0 .. 1, clockwise from the top. */
static void paint_hand(const Painter *p, Rect square, double turn, double from, double to, double width) {
  double angle = turn * 6.283185307179586, x = sin(angle), y = -cos(angle);
  Point points[] = {{(float)(0.5 + x * from), (float)(0.5 + y * from)}, {(float)(0.5 + x * to), (float)(0.5 + y * to)}};
  paint_stroke(p, square, points, COUNT_OF(points), width, THEME_ACCENT);
}

void paint_clock(const Painter *p) {
  Rect disc = rect_inset(p->node->rect, p->node->rect.w / 8);
  paint_fill(p, disc, disc.w / 2.0, THEME_SELECTED);
  for (int i = 0; i < 12; i++) {
    paint_hand(p, disc, i / 12.0, i % 3 == 0 ? 0.40 : 0.42, 0.44, disc.w * (i % 3 == 0 ? 0.022 : 0.012));
  }
  paint_hand(p, disc, p->ink->step % 720 / 720.0, 0, 0.22, disc.w * 0.034);
  paint_hand(p, disc, p->ink->step % 60 / 60.0, 0, 0.34, disc.w * 0.024);
}

/* Steam, a cup and its saucer. */
void paint_cup(const Painter *p) {
  Rect square = p->node->rect;
  static const Point steam[] = {{0.50f, 1.0f}, {0.32f, 0.9f}, {0.24f, 0.8f}, {0.28f, 0.7f}, {0.40f, 0.6f}, {0.5f, 0.5f},
                                {0.60f, 0.4f}, {0.72f, 0.3f}, {0.76f, 0.2f}, {0.68f, 0.1f}, {0.50f, 0.0f}};
  for (int i = 0; i < 3; i++) {
    Rect wisp = part(p, square, 300 + i * 120, i == 1 ? 90 : 130, 80, i == 1 ? 210 : 170);
    paint_stroke(p, wisp, steam, COUNT_OF(steam), square.w * 0.022, THEME_OUTLINE);
  }
  Rect handle = part(p, square, 600, 420, 240, 240), cup = part(p, square, 200, 360, 520, 420), foot = cup;
  paint_outline(p, handle, handle.w / 2.0, square.w / 16, THEME_ACCENT);
  paint_fill(p, cup, cup.w / 3.0, THEME_ACCENT);
  foot.h /= 2;
  paint_fill(p, foot, square.w / 40.0, THEME_ACCENT); /* its rim is flat */
  Rect saucer = part(p, square, 110, 810, 700, 60);
  paint_fill(p, saucer, saucer.h / 2.0, THEME_SELECTED);
}

void paint_hero(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  paint_fill(p, p->ink->icon_rect, p->ink->icon_rect.h / 2.0, paint_state(p, STATE_PRESSED) ? THEME_ACCENT_PRESSED : THEME_ACCENT);
  if (paint_state(p, STATE_FOCUSED)) {
    Rect ring = rect_inset(p->ink->icon_rect, -2 * s->focus_width);
    paint_outline(p, ring, ring.h / 2.0, s->focus_width, THEME_FOCUS);
  }
  paint_text(p);
}
