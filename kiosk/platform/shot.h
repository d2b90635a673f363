/* shot: pixels as a PNG file. */
#ifndef SHOT_H
#define SHOT_H

#include "raster.h"

/* Failure: no-shot. */
Status shot_write(const Raster *raster, const char *path, Err *err);

#endif
