/* A random form of groups, repeats, conditions and calculations, and an own reading of it. */
#ifndef TESTS_SURVEY_TRIAL_H
#define TESTS_SURVEY_TRIAL_H

#include "stage.h"

enum { TRIAL_PARTS_MAX = 26, TRIAL_DEPTH_MAX = 3, TRIAL_CELLS_MAX = 4000 };

typedef enum PartKind { PART_INTEGER, PART_CALCULATE, PART_GROUP, PART_FIELD_LIST, PART_FREE, PART_COUNTED } PartKind;

typedef enum Op { OP_NUMBER, OP_REFERENCE, OP_SUM, OP_COUNT, OP_POSITION, OP_ADD, OP_IF, OP_LESS, OP_IS, OP_AND, OP_OR, OP_NOT } Op;

typedef struct Term {
  Op op;
  int number; /* or the part it refers to */
  const struct Term *a, *b, *c;
} Term;

typedef struct Part {
  PartKind kind;
  int parent, repeat; /* parts, or -1 */
  int priority;       /* terms refer only to parts of lower ones */
  const Term *relevant, *work;
} Part;

typedef struct Cell { /* by the own reading */
  int part;
  Str frame, path;
  bool relevant;
  double value; /* NaN: empty */
} Cell;

typedef struct Reading {
  Cell *cells;
  size_t count;
} Reading;

typedef struct Trial {
  Stage stage;
  Arena *arena; /* of the form and its terms; rewound for each */
  Part parts[TRIAL_PARTS_MAX];
  int part_count;
  Random random;
  Cell *rooms[2]; /* for readings by turns, of TRIAL_CELLS_MAX each; the caller's */
} Trial;

int trial_below(Trial *trial, int bound);
void trial_make_form(Trial *trial); /* from trial->random, on the stage */
bool part_is_question(const Part *part);
bool part_is_repeat(const Part *part);
bool part_encloses(const Trial *trial, int outer, int part); /* the form (-1) encloses all */

/* What is relevant, and with which values, by working out everything again and again until nothing changes; the visitor's answers, and
 * the number of instances the visitor made, are the survey's. Lives in the session and the rooms, until the next one. */
Reading trial_read(const Trial *trial);

#endif
