/* text_runs: a line of text cut into pieces that one font can shape in one direction, in the order in which they stand on the
 * screen (Unicode Bidirectional Algorithm, UAX #9). */
#ifndef TEXT_RUNS_H
#define TEXT_RUNS_H

#include "faces.h"

typedef struct TextRun {
  const char *text; /* terminated UTF-8 */
  int face_ix;
  bool rtl;
  char script[5]; /* ISO 15924, for the shaper */
} TextRun;

typedef enum TextDirection { /* of the line as a whole */
                             TEXT_LEFT_TO_RIGHT,
                             TEXT_RIGHT_TO_LEFT,
                             TEXT_AS_ITS_FIRST_LETTER
} TextDirection;

/* Malformed bytes become U+FFFD and control characters spaces. Returns how many; everything lives in the arena. */
size_t text_runs(Arena *arena, Faces *faces, Str text, FontWeight weight, TextDirection direction, TextRun **out);

#endif
