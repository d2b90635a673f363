#include "choices.h"

/* Five faces that differ in shape, as on the kiosk: brows that worry, a mouth from a deep bow to an open smile, eyes that laugh. Colour tells
 * nothing. In a square of 100 units. */
static const double strong = 0.75; /* of a mood: from here on it is told by more than the mouth */

static void add_mouth(Page *page, double mood) {
  int y = (int)(66.5 - mood * 7.0), bow = (int)(mood * 32.0);
  HTML(&page->html, "<path d=\"M30 {}q20 {} 40 0\"/>", page_int(page, y), page_int(page, bow));
}

void web_face(Page *page, int step, int steps) {
  Html *h = &page->html;
  double mood = steps > 1 ? 2.0 * step / (steps - 1) - 1.0 : 0.0;
  html_put(h, "<svg class=\"face\" viewBox=\"0 0 100 100\" aria-hidden=\"true\" focusable=\"false\"><circle cx=\"50\" cy=\"50\" "
              "r=\"47\"/>");
  html_put(h, mood > strong ? "<path d=\"M27 43q7.5-14 15 0M58 43q7.5-14 15 0\"/>"
                            : "<path class=\"eyes\" d=\"M34.5 38v4M65.5 38v4\"/>");
  if (mood < -strong) html_put(h, "<path d=\"M26 28.5l15-6M74 28.5l-15-6\"/>");
  if (mood > strong)
    html_put(h, "<path class=\"smile\" d=\"M28 57q22 5 44 0q-2 23-22 23t-22-23z\"/>");
  else
    add_mouth(page, mood);
  html_put(h, "</svg>");
}
