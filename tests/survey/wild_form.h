/* Random forms in all of the language that depends on answers: to be held against themselves, not against another reading. */
#ifndef TESTS_SURVEY_WILD_FORM_H
#define TESTS_SURVEY_WILD_FORM_H

#include "base.h"

enum { WILD_PARTS_MAX = 24, WILD_DEPTH_MAX = 2 };

typedef enum WildKind {
  WILD_INTEGER,
  WILD_TEXT,
  WILD_ONE,    /* of the list "l" */
  WILD_MANY,   /* the same */
  WILD_ANSWER, /* select_one ${...} */
  WILD_NUMBER, /* calculated */
  WILD_WORDS,  /* the same */
  WILD_GROUP,
  WILD_FIELD_LIST,
  WILD_FREE, /* a repeat */
  WILD_COUNTED,
  WILD_KIND_COUNT
} WildKind;

typedef struct WildPart {
  WildKind kind;
  int parent, repeat; /* parts, or -1 */
  int priority;       /* expressions refer only to parts of lower ones, and to their own in earlier rounds */
} WildPart;

typedef struct WildForm {
  Arena *arena;
  const Random *random;
  WildPart parts[WILD_PARTS_MAX];
  int part_count;
} WildForm;

/* Survey and choices as YAML, without settings, in the arena. Its first row is of type end. */
const char *wild_form(Arena *arena, const Random *random);

#endif
