/* fonts: faces ready to shape and to be drawn. A file is mapped when its first text comes, and once for all sizes. */
#ifndef FONTS_H
#define FONTS_H

#include "faces.h"

#include <freetype/freetype.h>
#include <ft2build.h>
#include <hb.h>

typedef struct Font {
  hb_font_t *shaper; /* NULL: not needed so far */
  hb_blob_t *file;   /* the file's bytes */
  FT_Face outlines;  /* NULL: not needed so far */
  int outlines_px;   /* the size they are set to; 0: none */
  bool unreadable;   /* has been complained of */
} Font;

typedef struct Fonts {
  Faces faces;
  Font items[FACES_MAX]; /* of the face of the same index */
  FT_Library library;    /* NULL: not needed so far */
  hb_buffer_t *buffer;   /* for whoever shapes */
  double cap_ratio;
} Fonts;

/* Failure: no-font. */
Status fonts_open(Fonts *fonts, const char *family, Err *err);
void fonts_close(Fonts *fonts); /* also after a failed open, and on {0} */
/* Positions come in 64ths of a pixel. Borrowed; its size is that of the last call. Has no glyphs when the file cannot be read. */
hb_font_t *fonts_shaper(Fonts *fonts, int face_ix, int size_px);
/* Borrowed; its size is that of the last call. NULL, and a line in the log: the file cannot be read. */
FT_Face fonts_outlines(Fonts *fonts, int face_ix, int size_px);
/* Of a line in the family's own face, px. */
int fonts_ascent(Fonts *fonts, int size_px, FontWeight weight);
int fonts_height(Fonts *fonts, int size_px, FontWeight weight);

#endif
