/* The records of the question types, a file each, and the two ways of storing that several of them share. */
#ifndef QUESTION_TYPES_H
#define QUESTION_TYPES_H

#include "question.h"

extern const QuestionType question_note;
extern const QuestionType question_acknowledge;
extern const QuestionType question_select_one;
extern const QuestionType question_select_multiple;
extern const QuestionType question_integer;
extern const QuestionType question_text;
extern const QuestionType question_unasked;

/* .columns of a question whose answer is one cell. */
size_t question_whole_column(Arena *arena, const Form *form, const Question *question, const ExportColumn **out);
/* .to_json of an answer that is a VALUE_TEXT. */
void question_text_to_json(Value value, Sink *sink);

#endif
