/* golden_cases: the screens that have a reference, in the order in which a visit comes to them. */
#ifndef GOLDEN_CASES_H
#define GOLDEN_CASES_H

#include "ui.h"

typedef struct GoldenCase {
  const char *name; /* of its file, golden/NAME.txt */
  Screen screen;
  const char *page; /* the page's first question; "repeat", "review" for such a page; NULL: no page */
  const char *opens
      [3]; /* what is tapped before anything is looked at, such as what opens a sheet; ids of nodes, ?ID only where it is there */
  const char *taps[6]; /* what answers it, in one variant: ids of nodes, or =TEXT to be typed; "next" to have it refused */
  const char *staff;   /* which of staff_samples; NULL: none */
  bool paused;
  bool phone; /* there is a way to visitors' own phones */
} GoldenCase;

extern const GoldenCase golden_cases[];
extern const size_t golden_case_count;

#endif
