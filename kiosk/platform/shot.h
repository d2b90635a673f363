/* shot: pixels as a PNG file. */
#ifndef SHOT_H
#define SHOT_H

#include "raster.h"

/* Replaces a file that is there, and only when the picture is whole; its owner alone may read it: it can show answers. Failure:
 * no-shot, with STATUS_INPUT when something else than a file is there, which is left as it is. */
Status shot_write(const Raster *raster, const char *path, Err *err);

#endif
