/* moment_steppers: where the steppers of a date or time stand: in columns, which are the easier to read, or in rows, which are lower. */
#ifndef MOMENT_STEPPERS_H
#define MOMENT_STEPPERS_H

#include "moment.h"

/* Where the things of a part stand. */
typedef struct Stepper {
  MomentPart part;
  Rect caption, less, shown, more;
  Rect panel; /* not empty: what is mirrored as a whole */
} Stepper;

typedef struct Steppers {
  Stepper items[PART_COUNT];
  size_t count;
  int height, last_w; /* of all; of the last row */
  bool in_rows;       /* - and + at the sides of what they set, not below and above it */
} Steppers;

/* Its name, +, what it is set to, and -, under one another. */
Steppers steppers_in_columns(Build *b, const MomentParts *parts, const Flow *flow);
/* -, what it is set to, and +, side by side. */
Steppers steppers_in_rows(const Build *b, const MomentParts *parts, const Flow *flow);
/* Would a part be broken inside its column? */
bool steppers_are_narrow(const Build *b, const Steppers *steppers);

#endif
