/* caret: a text that is typed into a field, as it stands there, and its caret: in the text and on the screen.
 *
 * What stands in the field is the text with what is being composed at the caret, or, where it is masked, a bullet for each grapheme. The
 * caret goes by graphemes and as the eye sees it: in a line that runs both ways, left is left. Positions are those of the shaper. */
#ifndef CARET_H
#define CARET_H

#include "build.h"

typedef struct FieldText {
  Str text;                      /* what has been typed */
  Str shown;                     /* what stands in the field */
  size_t caret;                  /* bytes into shown */
  size_t composed, composed_end; /* what is not yet typed: bytes of shown; equal: nothing */
  bool masked;
  bool rtl;            /* its main direction: that of its first letter, else the language's */
  TextBlock block;     /* all lines of shown; one, empty, when there is nothing */
  size_t first, count; /* the lines in sight */
} FieldText;

/* caret: bytes into text, on a grapheme's edge. Every line is in sight. Lives in the frame's arena. */
FieldText *field_text(Build *b, Str text, size_t caret, Str composing, bool masked, int width_px);
/* A bullet for each grapheme. */
Str field_bullets(Arena *arena, Str text);
/* The line that the caret stands in. */
size_t field_caret_line(const FieldText *field);
/* Leaves at most `most` lines in sight: from the one that stood first before, or as near to it as the caret and a line around it need. */
void field_scroll(FieldText *field, size_t most, size_t was_first);

/* `words` below is where the lines in sight stand on the screen, a line below the other from its top. */

int field_line_x(const FieldText *field, size_t line, Rect words);
Rect field_caret(const FieldText *field, const TextMetrics *metrics, Rect words, int width_px);
/* The stretch of a line in sight that is being composed, from top to bottom of the line; empty: nothing of it stands there. */
Rect field_composed(const FieldText *field, const TextMetrics *metrics, size_t line, Rect words);
/* The place in the text that is nearest to a point. */
size_t field_at(const FieldText *field, const TextMetrics *metrics, Rect words, int x, int y);

/* Where an arrow, Home or End leads from the caret, in bytes of text. goal_px: how far from the left edge of `words` up and down aim, to
 * be kept while they follow each other; -1: at the caret. False: the key leads nowhere in this text. */
bool field_move(const FieldText *field, const TextMetrics *metrics, Rect words, Key key, int *goal_px, size_t *to);

#endif
