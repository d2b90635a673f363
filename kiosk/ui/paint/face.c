#include "paint.h"

enum { MOUTH_POINTS = 17 };

/* A face without colour as its only carrier: the mouth tells, and the words beside it. */
void paint_face(const Painter *p, Rect rect, double mood, ThemeColour disc, ThemeColour line, bool outlined) {
  double r = rect.w / 2.0;
  double width = rect.w * 0.055;
  paint_fill(p, rect, r, disc);
  if (outlined) {
    paint_outline(p, rect, r, (int)width > 1 ? (int)width : 1, line);
  }
  int eye = (int)(rect.w * 0.12) > 1 ? (int)(rect.w * 0.12) : 2;
  int y = rect.y + (int)(rect.h * 0.34);
  paint_fill(p, (Rect){rect.x + (int)(rect.w * 0.32) - eye / 2, y, eye, eye + eye / 3}, eye / 2.0, line);
  paint_fill(p, (Rect){rect.x + (int)(rect.w * 0.68) - eye / 2, y, eye, eye + eye / 3}, eye / 2.0, line);
  Point mouth[MOUTH_POINTS];
  for (int i = 0; i < MOUTH_POINTS; i++) {
    double t = i / (double)(MOUTH_POINTS - 1);
    double bow = 1.0 - (2 * t - 1) * (2 * t - 1);
    mouth[i] = (Point){(float)(0.27 + 0.46 * t), (float)(0.68 + mood * (0.17 * bow - 0.07))};
  }
  paint_stroke(p, rect, mouth, MOUTH_POINTS, width * 1.15, line);
}
