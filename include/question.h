/* question: the half of a question type without pixels: which values it accepts, how an answer is stored and read out. One file and one
 * static record per type; the registry is pinned to QuestionKind. */
#ifndef QUESTION_H
#define QUESTION_H

#include "base.h"
#include "form.h"

typedef struct QuestionType {
  QuestionKind kind;
  bool saves_at_once; /* a tap answers it, so it is saved at the tap; typed answers are saved when the visitor moves on */
  bool attachment;    /* the answer is a sketch (sketch.h), kept as a file; the answers hold its name (survey_attachment) */
  const char *(*attachment_ending)(Str answer); /* of an attachment's name: ".png"; static. Of an empty answer too */
  /* Is the value in the type's domain for this question (a choice of its list, a whole number, ...)? VALUE_EMPTY always is. */
  bool (*accept)(const Form *form, const Question *question, Value value);
  /* The value that a text says: a plain default, a robot's trace, an answer read back. False: it says none for this question. The
   * value may borrow text, and live in the arena. Not for an empty text. */
  bool (*from_text)(Arena *arena, const Form *form, const Question *question, Str text, Value *out);
  /* Appends the answer as a JSON value: string, number, true, or array of strings. Never called with VALUE_EMPTY, nor of an attachment,
   * in whose place its name is written. */
  void (*to_json)(Value value, Sink *sink);
} QuestionType;

const QuestionType *question_type(QuestionKind kind); /* static */
bool question_accepts(const Form *form, const Question *question, Value value);
/* The whole value a text says: false also when the type would not accept it. An empty text is VALUE_EMPTY. */
bool question_from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out);

#endif
