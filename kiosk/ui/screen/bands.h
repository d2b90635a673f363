/* bands: the bands of a question's screen, from top to bottom; on a wide screen the number pad of a page of one question stands beside
 * the content instead. */
#ifndef BANDS_H
#define BANDS_H

#include "../build.h"
#include "../view/view.h"

typedef struct Bands {
  Rect header, content, keys, bottom_keys, back, next;
  Rect between; /* Back and Next, where nothing else stands there */
  Rect menu;    /* beside Back, where there is no header and no keyboard in the footer; else empty */
  KeyboardKind keyboard;
  bool back_brief; /* there is room for Back's arrow only */
  bool strip;      /* digits stand in a row or two, not in a pad */
  bool list;       /* several questions */
  bool covers;     /* the letters leave no room for all that is asked: there must be a way to put them away */
  bool tight;      /* a low screen with a keyboard on it, or the lowest: there is no row for the header */
} Bands;

/* nexts: all that Next may say on this page, so that it never changes under a finger. */
Bands bands_for(Build *b, Rect screen, const UiString *nexts, size_t count);
/* Scrolls the content; its strip stands between Back and Next where there is room for it. */
void bands_scroll(Build *b, const Bands *bands, size_t first, int height, Rect area, double share);
/* Where keys stand from side to side: they may be nearer the edge of the screen than words. */
Rect bands_keys(const Sizes *sizes, int y, int height);
/* Too low for everything to have its own row. */
bool bands_are_low(const Sizes *sizes);

#endif
