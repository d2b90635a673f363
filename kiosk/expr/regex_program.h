/* A pattern as steps of a machine that follows all its ways at once. */
#ifndef EXPR_REGEX_PROGRAM_H
#define EXPR_REGEX_PROGRAM_H

#include "regex.h"

typedef struct CpRange {
  uint32_t first, last;
} CpRange;

typedef struct CpSet {
  const CpRange *ranges;
  size_t count;
  bool negated;
} CpSet;

typedef enum StepKind {
  STEP_SET,          /* takes a character of .set */
  STEP_FORK,         /* goes on at .to[0] and at .to[1] */
  STEP_JUMP,         /* goes on at .to[0] */
  STEP_START,        /* passes at the start of the text */
  STEP_END,          /* passes at its end */
  STEP_BOUNDARY,     /* passes where a word begins or ends */
  STEP_NOT_BOUNDARY, /* passes elsewhere */
  STEP_MATCH
} StepKind;

typedef struct Step {
  StepKind kind;
  uint16_t to[2];
  const CpSet *set; /* borrowed */
} Step;

struct Regex {
  const Step *steps;
  size_t count;
};

bool cp_set_has(const CpSet *set, uint32_t cp);
extern const CpSet cp_digits, cp_word, cp_space, cp_any; /* any but the end of a line */
/* The set behind \d and its like, with c the letter; capital letters mean all others. NULL: c is no such letter. */
const CpSet *cp_set_escaped(uint32_t c);
/* The set of a bracket's [:name:] that s begins with, and its bytes; NULL: there is none. */
const CpSet *cp_set_named(Str s, size_t *bytes);

/* A pattern as its grammar sees it. */
typedef enum PieceKind { PIECE_STEP, PIECE_SEQUENCE, PIECE_CHOICE, PIECE_REPEAT } PieceKind;

enum { REPEAT_MAX = 1000, REPEAT_UNLIMITED = REPEAT_MAX + 1 };

typedef struct Piece Piece;
struct Piece {
  PieceKind kind;
  Step step;       /* PIECE_STEP */
  int least, most; /* PIECE_REPEAT; most may be REPEAT_UNLIMITED */
  Piece *first;    /* the parts of a sequence, the ways of a choice, what is repeated */
  Piece *next;
};

/* NULL when the pattern is wrong; then *problem says why (static). */
const Piece *regex_parse(Arena *arena, Str pattern, const char **problem);

#endif
