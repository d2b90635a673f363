#include "paint.h"

#include <math.h>

/* Five faces that differ in shape, each feature in two ways at most: brows that worry, a mouth from a deep bow down to an open smile, eyes
 * that laugh. Colour tells nothing, and from across the room all are dark lines on a disc. */
enum { ARC_POINTS = 17, RINGS = 5, SMILE_POINTS = 2 * ARC_POINTS + 1 };
static const double strong = 0.75; /* of a mood: from here on it is told by more than the mouth */

/* An arc from left to right, by `bow` below its ends in the middle. */
static void arc(Point *points, double x, double y, double half, double bow) {
  for (int i = 0; i < ARC_POINTS; i++) {
    double t = 2.0 * i / (ARC_POINTS - 1) - 1.0;
    points[i] = (Point){(float)(x + half * t), (float)(y + bow * (1.0 - t * t))};
  }
}

/* The same, round as a coin that is seen from aside. */
static void half_oval(Point *points, double x, double y, double half, double bow) {
  for (int i = 0; i < ARC_POINTS; i++) {
    double angle = acos(-1.0) * i / (ARC_POINTS - 1);
    points[i] = (Point){(float)(x - half * cos(angle)), (float)(y + bow * sin(angle))};
  }
}

static void paint_eye(const Painter *p, Rect rect, double x, bool laughs, double width, ThemeColour line) {
  if (laughs) {
    Point points[ARC_POINTS];
    half_oval(points, x, 0.425, 0.075, -0.08);
    paint_stroke(p, rect, points, ARC_POINTS, width, line);
  } else { /* a short stroke with round ends is an upright oval */
    Point points[] = {{(float)x, 0.385f}, {(float)x, 0.42f}};
    paint_stroke(p, rect, points, COUNT_OF(points), rect.w * 0.1, line);
  }
}

/* The inner ends are raised: it worries, and is not angry. */
static void paint_brow(const Painter *p, Rect rect, double x, double inwards, double width, ThemeColour line) {
  Point points[] = {{(float)(x - inwards * 0.085), 0.285f}, {(float)(x + inwards * 0.065), 0.225f}};
  paint_stroke(p, rect, points, COUNT_OF(points), width, line);
}

static void paint_mouth(const Painter *p, Rect rect, double mood, double width, ThemeColour line) {
  Point points[ARC_POINTS];
  arc(points, 0.5, 0.665 - mood * 0.07, 0.2, mood * 0.16);
  paint_stroke(p, rect, points, ARC_POINTS, width, line);
}

/* The outline of an open mouth, and smaller ones within it until nothing is left unpainted. */
static void paint_smile(const Painter *p, Rect rect, double width, ThemeColour line) {
  static const double x = 0.5, y = 0.64;
  Point points[RINGS * SMILE_POINTS];
  for (int ring = 0; ring < RINGS; ring++) {
    double share = 1.0 - (double)ring / RINGS;
    Point upper[ARC_POINTS], lower[ARC_POINTS];
    arc(upper, x, y - 0.07 * share, 0.22 * share, 0.025 * share);
    half_oval(lower, x, y - 0.07 * share, 0.22 * share, 0.225 * share);
    Point *out = points + ring * SMILE_POINTS;
    for (int i = 0; i < ARC_POINTS; i++) {
      out[i] = upper[i];
      out[ARC_POINTS + i] = lower[ARC_POINTS - 1 - i];
    }
    out[SMILE_POINTS - 1] = upper[0];
  }
  paint_stroke(p, rect, points, COUNT_OF(points), width, line);
}

void paint_face(const Painter *p, Rect rect, double mood, ThemeColour disc, ThemeColour line, bool outlined) {
  double width = rect.w * 0.052;
  paint_fill(p, rect, rect.w / 2.0, disc);
  if (outlined) {
    paint_outline(p, rect, rect.w / 2.0, lround(width) > 1 ? (int)lround(width * 0.85) : 1, line);
  }
  paint_eye(p, rect, 0.345, mood > strong, width, line);
  paint_eye(p, rect, 0.655, mood > strong, width, line);
  if (mood < -strong) {
    paint_brow(p, rect, 0.345, 1.0, width, line);
    paint_brow(p, rect, 0.655, -1.0, width, line);
  }
  if (mood > strong) {
    paint_smile(p, rect, width, line);
  } else {
    paint_mouth(p, rect, mood, width * 1.1, line);
  }
}
