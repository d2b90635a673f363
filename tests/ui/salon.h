/* salon: interfaces in every theme and size of letters, on displays from 7 to 32 inches, for tests that show screen after screen.
 *
 * What costs time (themes, strings) is read once; a form or a survey comes and goes. */
#ifndef SALON_H
#define SALON_H

#include "ui.h"

typedef struct SalonDisplay {
  const char *what;
  int width_px, height_px;
  double width_mm;
} SalonDisplay;

enum { SALON_THEMES_MAX = 8, SALON_DISPLAY_COUNT = 9 };
extern const SalonDisplay salon_displays[SALON_DISPLAY_COUNT];

typedef struct Salon {
  Arena *arena;
  const Phrases *strings;
  const Theme *themes[SALON_THEMES_MAX]; /* every file of assets/themes, by name */
  size_t theme_count;
  Ui *uis[SALON_THEMES_MAX][TEXT_SIZE_COUNT];
  Ui *pairs[SALON_THEMES_MAX][2]; /* with normal letters, to be compared with one another */
  UiImages images;                /* of two sizes, whatever they are called */
  size_t measured;
} Salon;

Salon *salon_new(void);
void salon_free(Salon *salon);
/* Nothing of a form outlives it in the interfaces. */
void salon_wipe(Salon *salon);
Display salon_display(size_t ix); /* of salon_displays */
/* The form that random_form gives; NULL and its mistakes on stderr when it has any: that is a mistake of the test's. */
const Form *salon_form(Arena *arena, Str source);

#endif
