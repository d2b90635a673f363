/* The records of the question types, a file each (what is never asked shares some), and what several of them have in common. */
#ifndef QUESTION_TYPES_H
#define QUESTION_TYPES_H

#include "question.h"

extern const QuestionType question_note;
extern const QuestionType question_acknowledge;
extern const QuestionType question_select_one;
extern const QuestionType question_select_multiple;
extern const QuestionType question_rank;
extern const QuestionType question_range;
extern const QuestionType question_integer;
extern const QuestionType question_decimal;
extern const QuestionType question_text;
extern const QuestionType question_date;
extern const QuestionType question_time;
extern const QuestionType question_datetime;
extern const QuestionType question_image;
extern const QuestionType question_calculate;
extern const QuestionType question_hidden;
extern const QuestionType question_start;
extern const QuestionType question_end;
extern const QuestionType question_today;
extern const QuestionType question_deviceid;
extern const QuestionType question_unasked;

/* json.c: .to_json of a value that says by its kind how it is written, and of one that never comes to be. */
void question_value_to_json(Value value, Sink *sink);
void question_nothing_to_json(Value value, Sink *sink);

/* choice_names.c: the names of choices that a text joins by spaces, as indices in the text's order, repetitions and all, into the
 * arena; false when it holds anything else. */
bool question_choices_from_text(Arena *arena, const ChoiceList *list, Str text, int **choices, size_t *count);

/* number.c: .from_text of a question whose answer is a number. */
bool question_number_from_text(Arena *arena, const Form *form, const Question *question, Str text, Value *out);

/* moment.c: is it a day, or a moment, of the years 1 to 9999? And a date or a moment as the text of either says it. */
bool question_is_day(Value value);
bool question_is_moment(Value value);
bool question_day_from_text(Str text, Value *out);
bool question_moment_from_text(Str text, Value *out);

#endif
