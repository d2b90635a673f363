/* stars: a scale of stars: the one that is pressed and all before it are full. */
#ifndef STARS_H
#define STARS_H

#include "../build.h"

typedef struct Star {
  Str id;
  Str words; /* what so many stars mean, or empty */
  Act act;
} Star;

/* "4 of 5 stars", and what they mean, if anything. */
Str stars_words(Build *b, size_t full, size_t count, Str words);
/* Do so many have the width of an answer each, in one row or two? */
bool stars_fit(const Build *b, const Flow *flow, size_t count);
/* chosen: how many are full. */
void stars_layout(Build *b, Flow *flow, const Star *stars, size_t count, size_t chosen);

#endif
