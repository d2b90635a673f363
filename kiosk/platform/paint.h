/* paint: a drawing list onto pixels. */
#ifndef PAINT_H
#define PAINT_H

#include "image_cache.h"
#include "raster.h"
#include "text.h"

typedef struct PaintCaches { /* borrowed */
  TextMaker *text;
  ImageCache *images;
} PaintCaches;

/* Paints what of the list is inside part, background first. */
void paint_part(const Raster *raster, Rect part, const DrawList *list, const PaintCaches *caches);

#endif
