/* view: the half of a question type with pixels: a record per type, in a file of the type's name. */
#ifndef VIEW_H
#define VIEW_H

#include "../build.h"
#include "../gesture.h"

typedef enum KeyboardKind { KEYBOARD_NONE, KEYBOARD_LETTERS, KEYBOARD_NUMBERS, KEYBOARD_DECIMALS } KeyboardKind;

typedef enum StrokePhase { STROKE_BEGIN, STROKE_ON, STROKE_END } StrokePhase;

typedef struct QuestionView {
  QuestionKind kind;
  KeyboardKind keyboard; /* which on-screen keyboard stands below it */
  bool names_itself;     /* among other questions its answer says the question's words, and no title stands above it */
  /* What the interface says to do, where the form's hint does not. NULL: nothing. */
  Str (*hint)(const Build *b, const Question *question);
  /* What is missing, where the form does not say it. NULL: as of any other question. */
  Str (*required)(const Build *b);
  /* Adds the answers' nodes below what the flow has; room_px is the height left on the screen, a hint only: what is taller scrolls. */
  void (*layout)(Build *b, const Asked *asked, Flow *flow, int room_px);
  /* What lies over the whole page while state->sheet_cell is its cell; area is between the margins, above the sheet's keyboard. NULL:
   * it has none. */
  void (*sheet)(Build *b, const Asked *asked, Rect area);
  /* Which on-screen keyboard stands below it. NULL: none. */
  KeyboardKind (*sheet_keyboard)(const Scene *scene, const Asked *asked);
  /* Text came from a physical keyboard while the sheet is open. NULL: it takes none. */
  void (*sheet_type)(Gesture *gesture, Str text);
  /* Next was pressed: false where something is half done, which the view says from then on. NULL: never. */
  bool (*leave)(Gesture *gesture);
  /* A node of this view was pressed, or one of the keyboard's. */
  void (*act)(Gesture *gesture, Act act);
  /* A finger on a node of ACT_SKETCH: the place is a share of the node's icon_rect, 0 .. 1 from its left and upper edge. NULL: has none. */
  void (*draw)(Gesture *gesture, StrokePhase phase, double x, double y);
  /* Text came from a physical keyboard. NULL: it takes none. */
  void (*type)(Gesture *gesture, Str text);
  /* The answer in words, where it is only shown; into the frame's arena. Not for VALUE_EMPTY. */
  Str (*words)(Build *b, const Asked *asked);
} QuestionView;

const QuestionView *question_view(QuestionKind kind); /* static */
/* Which on-screen keyboard stands below the cell's sheet. */
KeyboardKind view_sheet_keyboard(const Scene *scene, int cell);

/* A button without a face at the end of the row that takes the answer back. Its words have a gap around them: a row that goes on by a gap
 * beyond the column has them at the column's edge. Returns its width; rect.w of 0: only measures. */
int clear_button(Build *b, UiString says, Rect row);

extern const QuestionView view_note, view_acknowledge, view_select_one, view_select_multiple, view_rank, view_range, view_integer,
    view_decimal, view_text, view_date, view_time, view_datetime, view_image, view_unasked;

#endif
