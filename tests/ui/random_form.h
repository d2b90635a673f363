/* random_form: questionnaires made of chance: every type and appearance, words from one letter to a whole paragraph, several scripts. */
#ifndef RANDOM_FORM_H
#define RANDOM_FORM_H

#include "base.h"

typedef enum FormDirection {
  FORM_BY_CHANCE, /* of any language, in its direction */
  FORM_PLAIN,     /* in bokmål */
  FORM_MIRRORED,  /* the same words, said to run from right to left */
} FormDirection;

/* A form as YAML; the same seed gives the same, and but for the direction the same questions. */
Str random_form(Arena *arena, uint64_t seed, FormDirection direction);

#endif
