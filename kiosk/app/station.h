/* station: what every response from this kiosk says about where it was given. */
#ifndef STATION_H
#define STATION_H

#include "base.h"

typedef struct Station {
  Str device, round, event, place;
  bool trial;
} Station;

#endif
