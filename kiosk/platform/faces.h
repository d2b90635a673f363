/* faces: font files found by fontconfig: one for each weight of the family that was asked for, and others found on demand for
 * characters which those lack. */
#ifndef FACES_H
#define FACES_H

#include "draw.h"

#include <fontconfig/fontconfig.h>

enum { FACES_MAX = 32 }; /* those beyond are not looked for: their characters show as boxes */

typedef struct Face {
  char *path;
  int index_in_file;
  FontWeight weight;
  FcCharSet *covers;
} Face;

typedef struct Faces {
  Face items[FACES_MAX]; /* the first FONT_WEIGHT_COUNT are the family's own, by weight */
  int count;
  char *family;
} Faces;

/* Failure: no-font. Warns in the log when the family is not installed and another takes its place. */
Status faces_open(Faces *faces, const char *family, Err *err);
void faces_close(Faces *faces); /* also after a failed open, and on {0} */
bool faces_cover(const Faces *faces, int face_ix, uint32_t cp);
/* The face to show cp in: the family's own if it can, else the nearest that does, else the family's own after all. */
int faces_for_cp(Faces *faces, FontWeight weight, uint32_t cp);

#endif
