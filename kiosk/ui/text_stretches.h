/* text_stretches: a text cut wherever a line may end, each piece measured once. */
#ifndef TEXT_STRETCHES_H
#define TEXT_STRETCHES_H

#include "draw.h"

typedef struct TextStretch { /* mostly a word and the space behind it */
  size_t from, to;           /* bytes of the text */
  int width_px;              /* without the spaces at its end */
  int advance_px;            /* with them */
  bool must;                 /* a line has to end here */
} TextStretch;

typedef struct TextStretches {
  const TextStretch *items;
  size_t count; /* 0 for an empty text */
  const TextMetrics *metrics;
  Str text;
  int size_px;
  FontWeight weight;
} TextStretches;

/* Borrows metrics and text; lives in the arena. */
TextStretches text_stretches(Arena *arena, const TextMetrics *metrics, Str text, int size_px, FontWeight weight);
/* What is seen of a line from one byte to another: all but the spaces at its end. */
Str text_stretches_line(const TextStretches *stretches, size_t from, size_t to);
/* How wide that is, px, by the shaper. */
int text_stretches_width(const TextStretches *stretches, size_t from, size_t to);

#endif
