/* findings: what is wrong with the screens that a test looked at: counted by rule, the first few of each told. */
#ifndef FINDINGS_H
#define FINDINGS_H

#include "ui.h"

#define RULES(X)                                                                                                                   \
  X(OFF_SCREEN, "a node leaves the screen or is empty")                                                                            \
  X(OVERLAP, "nodes overlap")                                                                                                      \
  X(TARGET, "a target is too small")                                                                                               \
  X(LABEL, "an input has no label")                                                                                                \
  X(ID, "two nodes have one id")                                                                                                   \
  X(CUT, "words are cut or leave their place")                                                                                     \
  X(TEXT_OVERLAP, "words stand on words")                                                                                          \
  X(UNREACHED, "a node cannot be scrolled to")                                                                                     \
  X(FOCUS, "the focus does not come to every input once")                                                                          \
  X(CONTRAST_TEXT, "words have too little contrast")                                                                               \
  X(CONTRAST_MARK, "an edge or a mark has too little contrast")                                                                    \
  X(MIRROR, "right to left is not the mirror image")                                                                               \
  X(CODE, "a phone cannot read a code")                                                                                            \
  X(PRIVACY, "an answer moves something")

typedef enum Rule {
#define X(id, words) RULE_##id,
  RULES(X)
#undef X
      RULE_COUNT
} Rule;

typedef struct Findings {
  const char *where; /* what is shown, and how it can be seen; said with each finding */
  size_t screens;
  size_t counts[RULE_COUNT];
  bool all; /* tell each of them */
} Findings;

void findings_add(Findings *findings, Rule rule, const char *format, ...) BASE_PRINTF(3, 4);
/* Prints how many there are of each rule; fails the test when there are any. */
void findings_end(const Findings *findings);

#endif
