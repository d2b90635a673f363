/* glyph: the picture of one glyph, from the font's outlines or its pictures in colour. */
#ifndef GLYPH_H
#define GLYPH_H

#include "fonts.h"
#include "picture_cache.h"

enum { GLYPH_PHASES = 4 }; /* how finely a glyph is placed across: parts of a pixel. Up and down it stands on whole ones. */

/* Relative to the pen on the baseline; the caller owns what is malloced. Empty when nothing is to be seen. */
Picture glyph_picture(Fonts *fonts, int face_ix, uint32_t glyph, int size_px, int phase);

#endif
