#include "paint.h"

enum { STROKES_MAX = 6, POINTS_MAX = 17 };

typedef struct IconShape {
  struct {
    Point points[POINTS_MAX];
    size_t count;
  } strokes[STROKES_MAX];
} IconShape;

/* In the unit square, as they stand in a script that runs from left to right. */
static const IconShape shapes[ICON_COUNT] = {
    [ICON_CHECK] = {{{{{0.12f, 0.54f}, {0.40f, 0.80f}, {0.88f, 0.22f}}, 3}}},
    [ICON_BACK] = {{{{{0.66f, 0.12f}, {0.30f, 0.50f}, {0.66f, 0.88f}}, 3}}},
    [ICON_FORWARD] = {{{{{0.34f, 0.12f}, {0.70f, 0.50f}, {0.34f, 0.88f}}, 3}}},
    [ICON_DOWN] = {{{{{0.12f, 0.32f}, {0.50f, 0.70f}, {0.88f, 0.32f}}, 3}}},
    [ICON_UP] = {{{{{0.12f, 0.68f}, {0.50f, 0.30f}, {0.88f, 0.68f}}, 3}}},
    [ICON_BACKSPACE] = {{{{{0.32f, 0.18f}, {0.98f, 0.18f}, {0.98f, 0.82f}, {0.32f, 0.82f}, {0.02f, 0.50f}, {0.32f, 0.18f}}, 6},
                         {{{0.48f, 0.36f}, {0.78f, 0.64f}}, 2},
                         {{{0.78f, 0.36f}, {0.48f, 0.64f}}, 2}}},
    [ICON_SHIFT] = {{{{{0.50f, 0.08f},
                       {0.92f, 0.50f},
                       {0.68f, 0.50f},
                       {0.68f, 0.90f},
                       {0.32f, 0.90f},
                       {0.32f, 0.50f},
                       {0.08f, 0.50f},
                       {0.50f, 0.08f}},
                      8}}},
    [ICON_CAPITALS] = {{{{{0.50f, 0.02f},
                          {0.92f, 0.42f},
                          {0.68f, 0.42f},
                          {0.68f, 0.74f},
                          {0.32f, 0.74f},
                          {0.32f, 0.42f},
                          {0.08f, 0.42f},
                          {0.50f, 0.02f}},
                         8},
                        {{{0.30f, 0.96f}, {0.70f, 0.96f}}, 2}}},
    [ICON_ENTER] = {{{{{0.92f, 0.18f}, {0.92f, 0.60f}, {0.10f, 0.60f}}, 3}, {{{0.36f, 0.34f}, {0.10f, 0.60f}, {0.36f, 0.86f}}, 3}}},
    [ICON_ALERT] = {{{{{0.50f, 0.08f}, {0.96f, 0.90f}, {0.04f, 0.90f}, {0.50f, 0.08f}}, 4},
                     {{{0.50f, 0.38f}, {0.50f, 0.60f}}, 2},
                     {{{0.50f, 0.745f}, {0.50f, 0.75f}}, 2}}},
    [ICON_PLUS] = {{{{{0.50f, 0.10f}, {0.50f, 0.90f}}, 2}, {{{0.10f, 0.50f}, {0.90f, 0.50f}}, 2}}},
    [ICON_MINUS] = {{{{{0.10f, 0.50f}, {0.90f, 0.50f}}, 2}}},
    [ICON_CALENDAR] = {{{{{0.08f, 0.18f}, {0.92f, 0.18f}, {0.92f, 0.94f}, {0.08f, 0.94f}, {0.08f, 0.18f}}, 5},
                        {{{0.08f, 0.42f}, {0.92f, 0.42f}}, 2},
                        {{{0.30f, 0.04f}, {0.30f, 0.26f}}, 2},
                        {{{0.70f, 0.04f}, {0.70f, 0.26f}}, 2}}},
    [ICON_INFO] = {{{{{0.50f, 0.02f},
                      {0.68f, 0.055f},
                      {0.84f, 0.16f},
                      {0.945f, 0.32f},
                      {0.98f, 0.50f},
                      {0.945f, 0.68f},
                      {0.84f, 0.84f},
                      {0.68f, 0.945f},
                      {0.50f, 0.98f},
                      {0.32f, 0.945f},
                      {0.16f, 0.84f},
                      {0.055f, 0.68f},
                      {0.02f, 0.50f},
                      {0.055f, 0.32f},
                      {0.16f, 0.16f},
                      {0.32f, 0.055f},
                      {0.50f, 0.02f}},
                     17},
                    {{{0.50f, 0.46f}, {0.50f, 0.74f}}, 2},
                    {{{0.50f, 0.265f}, {0.50f, 0.27f}}, 2}}},
    [ICON_MENU] = {{{{{0.08f, 0.20f}, {0.92f, 0.20f}}, 2},
                    {{{0.08f, 0.50f}, {0.92f, 0.50f}}, 2},
                    {{{0.08f, 0.80f}, {0.92f, 0.80f}}, 2}}},
    [ICON_HIDE] = {{{{{0.00f, 0.50f},
                      {0.10f, 0.365f},
                      {0.22f, 0.265f},
                      {0.36f, 0.20f},
                      {0.50f, 0.18f},
                      {0.64f, 0.20f},
                      {0.78f, 0.265f},
                      {0.90f, 0.365f},
                      {1.00f, 0.50f},
                      {0.90f, 0.635f},
                      {0.78f, 0.735f},
                      {0.64f, 0.80f},
                      {0.50f, 0.82f},
                      {0.36f, 0.80f},
                      {0.22f, 0.735f},
                      {0.10f, 0.635f},
                      {0.00f, 0.50f}},
                     17},
                    {{{0.50f, 0.36f},
                      {0.60f, 0.40f},
                      {0.64f, 0.50f},
                      {0.60f, 0.60f},
                      {0.50f, 0.64f},
                      {0.40f, 0.60f},
                      {0.36f, 0.50f},
                      {0.40f, 0.40f},
                      {0.50f, 0.36f}},
                     9},
                    {{{0.12f, 0.94f}, {0.88f, 0.06f}}, 2}}},
    [ICON_TEXT_SIZE] = {{{{{0.00f, 0.88f}, {0.18f, 0.42f}, {0.36f, 0.88f}}, 3},
                         {{{0.065f, 0.73f}, {0.295f, 0.73f}}, 2},
                         {{{0.42f, 0.88f}, {0.71f, 0.12f}, {1.00f, 0.88f}}, 3},
                         {{{0.53f, 0.63f}, {0.89f, 0.63f}}, 2}}},
    [ICON_KEYS_AWAY] = {{{{{0.00f, 0.02f}, {1.00f, 0.02f}, {1.00f, 0.64f}, {0.00f, 0.64f}, {0.00f, 0.02f}}, 5},
                         {{{0.245f, 0.24f}, {0.25f, 0.24f}}, 2},
                         {{{0.495f, 0.24f}, {0.50f, 0.24f}}, 2},
                         {{{0.745f, 0.24f}, {0.75f, 0.24f}}, 2},
                         {{{0.30f, 0.44f}, {0.70f, 0.44f}}, 2},
                         {{{0.34f, 0.82f}, {0.50f, 0.98f}, {0.66f, 0.82f}}, 3}}},
};

static bool points_sideways(Icon icon) {
  return icon == ICON_BACK || icon == ICON_FORWARD || icon == ICON_ENTER;
}

void paint_icon(const Painter *p, Icon icon, Rect rect, ThemeColour colour) {
  bool flip = p->b->rtl && points_sideways(icon);
  for (size_t i = 0; i < STROKES_MAX; i++) {
    size_t count = shapes[icon].strokes[i].count;
    Point points[POINTS_MAX];
    for (size_t k = 0; k < count; k++) {
      Point at = shapes[icon].strokes[i].points[k];
      points[k] = (Point){flip ? 1.0f - at.x : at.x, at.y};
    }
    if (count > 0) {
      paint_stroke(p, rect, points, count, rect.h * 0.11, colour);
    }
  }
}
