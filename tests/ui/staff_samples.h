/* staff_samples: how a kiosk may stand, for tests of what its staff see. */
#ifndef STAFF_SAMPLES_H
#define STAFF_SAMPLES_H

#include "ui.h"

typedef struct StaffSample {
  const char *name;
  Staff staff;
} StaffSample;

enum { STAFF_SAMPLE_COUNT = 7 };
extern const StaffSample staff_samples[STAFF_SAMPLE_COUNT]; /* "pin", "wrong", "wait", "fine", "paused", "clock", "trouble" */
const Staff *staff_sample(const char *name);                /* fails the test when there is none of that name */

#endif
