#include "size.h"

#include <math.h>

static double clamp(double value, double low, double high) {
  return value < low ? low : value > high ? high : value;
}

int size_mm(const Sizes *sizes, double mm) {
  int px = (int)lround(mm * sizes->px_per_mm);
  return px < 1 ? 1 : px;
}

/* Floors are in millimetres, so a size that must not fall below one is rounded up. */
static int size_mm_up(const Sizes *sizes, double mm) {
  return (int)ceil(mm * sizes->px_per_mm - 1e-6);
}

static const double lowest_mm = 100.0;
/* A phone's camera looks 70 degrees wide, and a cheap one has 1,280 pixels across while it looks for codes: at an arm's length, 250 mm from
 * the kiosk to a phone held towards it, that is 0.27 mm a pixel, and decoders want three of them. Larger displays are scanned from further
 * away. */
static const double module_mm = 0.8;
static const double module_close_mm = 0.65; /* the same phone at 200 mm */
static const double line_ems = 1.45; /* of body letters: a line of them with what hangs below it, or the letters of a title */
/* A low display is held or stood closer to, and larger letters would leave no room on it for a question with its answers. */
static double text_factor(TextSize text, double short_mm) {
  static const double factors[TEXT_SIZE_COUNT] = {1.0, 1.25, 1.5};
  double most = clamp(short_mm * 0.065 / 4.9, 1.0, 1.5);
  return 1 + (factors[text] - 1) * (most - 1) / 0.5;
}

Sizes sizes_for(Display display, double cap_ratio, double radius_mm, TextSize text) {
  Sizes s = {.width = display.width_px, .height = display.height_px, .px_per_mm = display.px_per_mm, .text = text};
  double short_mm = px_smaller(s.width, s.height) / s.px_per_mm;
  s.scale = clamp(short_mm / 175.0, 1.0, 1.8);
  s.portrait = s.height > s.width;
  s.margin = size_mm(&s, clamp(short_mm * 0.045, 4.0, 14.0));
  s.gap_tight = size_mm(&s, 1.6 * s.scale);
  s.gap = size_mm(&s, 3.0 * s.scale);
  s.gap_wide = size_mm(&s, 6.0 * s.scale);
  s.answer = size_mm_up(&s, 20.0 * clamp(s.scale, 1.0, s.portrait ? 1.5 : 1.2)); /* a tall screen has the height */
  s.target = size_mm_up(&s, 15.0 * clamp(s.scale, 1.0, 1.2));
  /* Lying hand-held displays have no height for three rows of 15 mm and a field above them. */
  double least_key_mm = s.height < lowest_mm * s.px_per_mm && !s.portrait ? 11.5 : 15.0;
  s.key_height = size_mm_up(&s, clamp(least_key_mm * s.scale, least_key_mm, 20.0));
  s.key_gap = size_mm(&s, 1.2);
  for (int i = 0; i < TEXT_SIZE_COUNT; i++) {
    s.text_percent[i] = (int)lround(100 * text_factor((TextSize)i, short_mm));
  }
  double body_mm = 4.9 * s.scale * text_factor(text, short_mm) / cap_ratio;
  s.font_body = size_mm_up(&s, body_mm);
  s.font_small = size_mm_up(&s, body_mm * 0.76);
  s.font_title = size_mm_up(&s, body_mm * 1.28);
  s.font_hero = size_mm_up(&s, body_mm * 2.3);
  int line = size_mm_up(&s, body_mm * line_ems); /* letters made larger need larger buttons */
  s.target = px_larger(s.target, line);
  s.key_height = px_larger(s.key_height, line);
  s.radius = size_mm(&s, radius_mm * s.scale);
  s.hairline = size_mm(&s, 0.35);
  s.edge = size_mm(&s, 0.8);
  s.focus_width = size_mm(&s, 1.0);
  s.module = size_mm_up(&s, module_mm * s.scale);
  s.module_close = size_mm_up(&s, module_close_mm * s.scale);
  s.column = px_smaller(s.width - 2 * s.margin, size_mm(&s, 205.0 * s.scale));
  return s;
}
