/* faces: font files found by fontconfig: one for each weight of the family that was asked for, and others found on demand for
 * characters which those lack. */
#ifndef FACES_H
#define FACES_H

#include "draw.h"

#include <fontconfig/fontconfig.h>

enum {
  FACES_MAX = 32,         /* those beyond are not looked for: their characters show as boxes */
  FACES_MISSING_MAX = 128 /* characters that no font has, known as such; a newer one takes the place of the oldest */
};

typedef struct Face {
  char *path;
  int index_in_file;
  FontWeight weight;
  bool coloured; /* emoji: one weight, and no letters are taken from it */
  FcCharSet *covers;
} Face;

typedef struct Faces {
  Face items[FACES_MAX]; /* the first FONT_WEIGHT_COUNT are the family's own, by weight */
  int count;
  char *family;
  uint32_t missing[FACES_MISSING_MAX]; /* looking for a font takes a thousand times as long as using one */
  size_t missing_count;                /* ever */
} Faces;

/* Failure: no-font. Warns in the log when the family is not installed and another takes its place. */
Status faces_open(Faces *faces, const char *family, Err *err);
void faces_close(Faces *faces); /* also after a failed open, and on {0} */
/* Does the face have all of these characters, those that are never seen aside? */
bool faces_cover(const Faces *faces, int face_ix, const uint32_t *cps, size_t count);
/* The face to show a character with its marks in: the family's own if it can, else the nearest that has all, else the one that has
 * the character, else the family's own after all. */
int faces_for_cps(Faces *faces, FontWeight weight, const uint32_t *cps, size_t count);
/* The face to show an emoji in: a coloured one, if there is any that has it. */
int faces_for_emoji(Faces *faces, FontWeight weight, const uint32_t *cps, size_t count);

#endif
