/* geometry: rectangles of whole pixels. */
#include "draw.h"

int px_smaller(int a, int b) {
  return a < b ? a : b;
}

int px_larger(int a, int b) {
  return a > b ? a : b;
}

bool rect_is_empty(Rect r) {
  return r.w <= 0 || r.h <= 0;
}

bool rect_contains(Rect r, int x, int y) {
  return x >= r.x && y >= r.y && x - r.x < r.w && y - r.y < r.h;
}

Rect rect_intersect(Rect a, Rect b) {
  int left = px_larger(a.x, b.x), top = px_larger(a.y, b.y);
  int right = px_smaller(a.x + a.w, b.x + b.w), bottom = px_smaller(a.y + a.h, b.y + b.h);
  Rect r = {left, top, right - left, bottom - top};
  return rect_is_empty(a) || rect_is_empty(b) || rect_is_empty(r) ? (Rect){0, 0, 0, 0} : r;
}

Rect rect_union(Rect a, Rect b) {
  if (rect_is_empty(a)) return rect_is_empty(b) ? (Rect){0, 0, 0, 0} : b;
  if (rect_is_empty(b)) return a;
  int left = px_smaller(a.x, b.x), top = px_smaller(a.y, b.y);
  int right = px_larger(a.x + a.w, b.x + b.w), bottom = px_larger(a.y + a.h, b.y + b.h);
  return (Rect){left, top, right - left, bottom - top};
}

Rect rect_inset(Rect r, int by) {
  return (Rect){r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by};
}
