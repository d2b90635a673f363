/* panels: displays from 7 to 32 inches, and what must hold on each of them whatever is shown. */
#ifndef PANELS_H
#define PANELS_H

#include "stage.h"

typedef struct Panel {
  const char *what;
  int width_px, height_px;
  double width_mm;
} Panel;

enum { PANEL_COUNT = 9 };
extern const Panel panels[PANEL_COUNT];

/* Visits each panel in each language with each size of letters. */
typedef void PanelVisit(const Panel *panel, const char *language, TextSize text_size);
void panel_each(const char *const *languages, size_t language_count, PanelVisit *visit);
Stage panel_stage(const Panel *panel, const char *form_text, const char *language, TextSize text_size);
double panel_mm(const Panel *panel, int px); /* with a little more, for what rounding takes */
/* Fails the test when a node leaves the screen, overlaps another, or is too small to be touched, or words too small to be read. */
void panel_check_screen(Stage *stage, const Panel *panel);

#endif
