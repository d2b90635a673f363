/* paint: a drawing list onto pixels. */
#ifndef PAINT_H
#define PAINT_H

#include "raster.h"
#include "text.h"

/* Paints what of the list is inside part, background first. */
void paint_part(const Raster *raster, Rect part, const DrawList *list, TextMaker *text);

#endif
