/* fonts: faces opened at a size, as many as are in use; the one that was not used for longest makes room for the next. */
#ifndef FONTS_H
#define FONTS_H

#include "faces.h"

#include <SDL_ttf.h>

enum { FONTS_OPEN_MAX = 24 };

typedef struct OpenFont {
  int face_ix, size_px;
  TTF_Font *font;
  uint64_t used_at;
} OpenFont;

typedef struct Fonts {
  Faces faces;
  OpenFont open[FONTS_OPEN_MAX];
  uint64_t now; /* counts uses */
  double cap_ratio;
} Fonts;

/* Failure: no-font. */
Status fonts_open(Fonts *fonts, const char *family, Err *err);
void fonts_close(Fonts *fonts); /* also after a failed open, and on {0} */
/* Valid until FONTS_OPEN_MAX others have been asked for. NULL, and a line in the log: the file cannot be read any more. */
TTF_Font *fonts_at_size(Fonts *fonts, int face_ix, int size_px);
/* Of a line in the family's own face, px. */
int fonts_ascent(Fonts *fonts, int size_px, FontWeight weight);
int fonts_height(Fonts *fonts, int size_px, FontWeight weight);

#endif
