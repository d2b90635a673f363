#include "scale.h"

#include <math.h>

static const double MM_PER_INCH = 25.4;

double scale_diagonal(double w, double h) {
  return sqrt(w * w + h * h);
}

bool scale_is_sized(const PlatformSetup *setup) {
  return setup->width_px > 0 && setup->height_px > 0;
}

/* What a display says of itself, if it can be believed; 0 if not. */
static double believed(const SDL_Rect *bounds, double dpi, double across_dpi, double down_dpi) {
  if (!(dpi > 0 && across_dpi > 0 && down_dpi > 0)) return 0;
  double inches = scale_diagonal(bounds->w, bounds->h) / dpi;
  bool is_default = fabs(dpi - 96) < 0.7; /* what X servers say when they do not know */
  bool is_square = fabs(across_dpi / down_dpi - 1) < 0.1;
  return !is_default && is_square && inches >= 7 && inches <= 60 ? dpi / MM_PER_INCH : 0;
}

static double of_display(const SDL_Rect *bounds) {
  float dpi = 0, across_dpi = 0, down_dpi = 0;
  if (SDL_GetDisplayDPI(0, &dpi, &across_dpi, &down_dpi) != 0) return 0;
  return believed(bounds, (double)dpi, (double)across_dpi, (double)down_dpi);
}

/* Small screens are mostly tablets, the others wall or desk displays. */
static double guessed(double w_px, double h_px) {
  double inches = fmax(w_px, h_px) <= 1366 ? 10.1 : 21.5;
  return scale_diagonal(w_px, h_px) / (inches * MM_PER_INCH);
}

double scale_of_monitor(const XMonitorSize *size) {
  if (!(size->width_mm > 0 && size->height_mm > 0)) return 0;
  double across_dpi = size->bounds.w / size->width_mm * MM_PER_INCH, down_dpi = size->bounds.h / size->height_mm * MM_PER_INCH;
  double dpi = scale_diagonal(size->bounds.w, size->bounds.h) / scale_diagonal(size->width_mm, size->height_mm) * MM_PER_INCH;
  return believed(&size->bounds, dpi, across_dpi, down_dpi);
}

double scale_px_per_mm(const PlatformSetup *setup, const SDL_Rect *bounds, bool screenless) {
  bool sized = scale_is_sized(setup);
  double w_px = sized ? setup->width_px : bounds->w, h_px = sized ? setup->height_px : bounds->h;
  if (setup->width_mm > 0 && setup->height_mm > 0)
    return scale_diagonal(w_px, h_px) / scale_diagonal(setup->width_mm, setup->height_mm);
  if (setup->width_mm > 0) return w_px / setup->width_mm;
  if (screenless) return guessed(w_px, h_px);
  double said = of_display(bounds);
  return said > 0 ? said : guessed(bounds->w, bounds->h);
}
