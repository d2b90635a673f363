/* text_runs: a line of text cut into pieces that one font can shape in one direction, in the order in which they stand on the
 * screen (Unicode Bidirectional Algorithm, UAX #9). */
#ifndef TEXT_RUNS_H
#define TEXT_RUNS_H

#include "faces.h"

#include <hb.h>

typedef struct TextRun {
  size_t from, to; /* code points of the line */
  int face_ix;
  bool rtl;
  hb_script_t script;
} TextRun;

typedef struct TextRuns {
  const uint32_t *cps;
  const size_t *bytes;   /* where each code point begins in the text, and at count where it ends */
  const char *graphemes; /* 1: a grapheme begins with this code point */
  size_t count;          /* code points */
  const TextRun *items;  /* from left to right as on the screen */
  size_t run_count;
} TextRuns;

typedef enum TextDirection { /* of the line as a whole */
                             TEXT_LEFT_TO_RIGHT,
                             TEXT_RIGHT_TO_LEFT,
                             TEXT_AS_ITS_FIRST_LETTER
} TextDirection;

/* Malformed bytes become U+FFFD and control characters spaces. A grapheme is never cut: what makes one emoji, or a letter with its
 * marks, has one font and one direction. Everything lives in the arena. */
TextRuns text_runs(Arena *arena, Faces *faces, Str text, FontWeight weight, TextDirection direction);

#endif
