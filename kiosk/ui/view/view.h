/* view: the half of a question type with pixels: a record per type, in a file of the type's name. */
#ifndef VIEW_H
#define VIEW_H

#include "../build.h"
#include "../gesture.h"

typedef enum KeyboardKind { KEYBOARD_NONE, KEYBOARD_LETTERS, KEYBOARD_NUMBERS } KeyboardKind;

typedef struct QuestionView {
  QuestionKind kind;
  KeyboardKind keyboard; /* which on-screen keyboard stands below it */
  /* Adds the answers' nodes below what the flow has; room_px is the height left on the screen, a hint only: what is taller scrolls. */
  void (*layout)(Build *b, const Question *question, Flow *flow, int room_px);
  /* A node of this view was pressed, or one of the keyboard's. */
  void (*act)(Gesture *gesture, Act act);
  /* Text came from a physical keyboard. NULL: it takes none. */
  void (*type)(Gesture *gesture, Str text);
} QuestionView;

const QuestionView *question_view(QuestionKind kind); /* static */

/* The answers of a list under one another, in columns where they would not fit otherwise. */
void choices_layout_rows(Build *b, const Question *question, Flow *flow, int room_px, bool several);
/* A scale in one row where its words fit, else under one another. faces: with faces. */
void choices_layout_scale(Build *b, const Question *question, Flow *flow, int room_px, bool faces);
/* 0 to 10 in one or two rows, with words at the ends. */
void choices_layout_numbers(Build *b, const Question *question, Flow *flow);
bool choice_is_selected(const Build *b, const Question *question, const Choice *choice);

extern const QuestionView view_note, view_acknowledge, view_select_one, view_select_multiple, view_integer, view_text;

#endif
