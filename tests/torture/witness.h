/* witness: remembers of each visit what the kiosk has acknowledged by moving on, and holds it against the database. */
#ifndef WITNESS_H
#define WITNESS_H

#include "store.h"

/* The form's questions in their order; the last one's answer ends the visit. */
enum { STEP_MARK, STEP_TASTE, STEP_FOOD, STEP_SIGNATURE, STEP_WORDS, STEP_COUNT };

typedef struct WitnessVisit {
  int tried; /* this many questions' answers were handed to the kiosk, */
  int acked; /* and so many of them were answered by another screen */
} WitnessVisit;

typedef struct Witness {
  const char *db;
  const SealSecret *key; /* NULL: the answers are not sealed */
  WitnessVisit *visits;  /* their numbers are what they write down as their mark */
  size_t count, capacity;
} Witness;

WitnessVisit *witness_visit(Witness *witness); /* a new one; valid until the next */
/* What visit `number` answers to a step's question: what is typed, or names of choices joined by a space. In arena. */
const char *witness_answer(Arena *arena, size_t number, int step);
/* Is all there that was acknowledged, and nothing that was not handed in? Says what is wrong and returns false. */
bool witness_look(const Witness *witness);
/* And are file and ledger sound? */
bool witness_look_closely(const Witness *witness);

#endif
