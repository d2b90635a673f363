/* size: the spacing scale and the type scale, in pixels, from the display's millimetres.
 *
 * Floors come from EN 301 549 and kiosk studies: answers 20 mm, other targets 15 mm, keys 10 mm wide, a capital H of body text
 * 4.9 mm. Larger displays stand further from the eye, so everything grows with the shorter side, up to 1.8 times. */
#ifndef SIZE_H
#define SIZE_H

#include "draw.h"
#include "ui.h"

typedef struct Sizes {
  int width, height; /* of the screen, px, as all of these */
  double px_per_mm;
  double scale;                                     /* 1 .. 1.8 */
  int margin;                                       /* between content and the screen's edge */
  int gap_tight, gap, gap_wide;                     /* the spacing scale */
  int answer, target, key_height, key_gap;          /* heights */
  int font_small, font_body, font_title, font_hero; /* the type scale: em sizes */
  int radius, hairline, edge, focus_width;
  int module;       /* smallest module of a code */
  int module_close; /* the same where there is no room for that, and who scans it has to come closer */
  int column;       /* widest a column of text and answers may be */
  bool portrait;    /* taller than wide */
  TextSize text;
  int text_percent[TEXT_SIZE_COUNT]; /* how large letters are in each */
} Sizes;

Sizes sizes_for(Display display, double cap_ratio, double radius_mm, TextSize text);
int size_mm(const Sizes *sizes, double mm); /* px, at least 1 */

#endif
