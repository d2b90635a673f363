/* scale: how big a display's pixels are: as configured, as the display says where that can be believed, or as guessed. */
#ifndef SCALE_H
#define SCALE_H

#include "platform.h"
#include "x_monitor.h"

double scale_diagonal(double w, double h);
bool scale_is_sized(const PlatformSetup *setup); /* it says how many pixels the window has */
/* At the start. screenless: the display is one that only keeps pixels, and what it says of itself is made up. */
double scale_px_per_mm(const PlatformSetup *setup, const SDL_Rect *bounds, bool screenless);
double scale_of_monitor(const XMonitorSize *size); /* 0: what it says cannot be believed */

#endif
