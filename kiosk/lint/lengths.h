/* How the kiosk will lay out words at its largest letters, guessed without a font: its own sizes in millimetres, and letters of a middling
 * width. tests/lint/test_lengths.c holds the guesses against the kiosk with real fonts. */
#ifndef LINT_LENGTHS_H
#define LINT_LENGTHS_H

#include "form.h"

typedef struct LengthsDisplay {
  double width_mm, height_mm; /* lying */
} LengthsDisplay;

extern const LengthsDisplay lengths_ten_inch, lengths_seven_inch;

typedef struct LengthsModel { /* of a display, at the largest letters; all mm */
  double body, title;         /* ems of choices and of questions */
  double column;              /* width of questions and answers */
  double content;             /* height of both, without what stands above and below them */
  double answer;              /* the least height of an answer */
  double gap, gap_tight, gap_wide;
  double mark; /* the disc of an answer */
  bool tight;  /* a low display: questions in letters of the body's size */
} LengthsModel;

typedef struct LengthsGuess {
  int lines;
  Str broken; /* the widest word, where it is wider than a line; else empty */
} LengthsGuess;

LengthsModel lengths_model(LengthsDisplay display);
double lengths_text_mm(Str text, double em_mm);
LengthsGuess lengths_guess(Str text, double em_mm, double width_mm);
/* The width that is left for a choice's words where the question shows its list. */
double lengths_choice_mm(const LengthsModel *model, const Form *form, const Question *question, int language_ix);

#endif
