#include "answer_kind.h"

#include <math.h>

const VariableKind parts_variable_kinds[PARTS_KIND_COUNT] = {[PARTS_FLAGS] = VARIABLE_FLAG, [PARTS_PLACES] = VARIABLE_PLACE};

enum { CALCULATIONS_DEEP = 8 }; /* that read each other; further on any may be a text */

typedef struct Reading {
  const Form *form;
  int depth;
} Reading;

static bool question_gives_number(const Form *form, const Question *question, int depth);

static bool reference_gives_number(void *context, int reference_ix) {
  const Reading *reading = context;
  const int question_ix = form_question_of(reading->form, reference_ix);
  return question_ix >= 0 && question_gives_number(reading->form, &reading->form->questions[question_ix], reading->depth);
}

static bool question_gives_number(const Form *form, const Question *question, int depth) {
  if (question->kind == QUESTION_INTEGER || question->kind == QUESTION_DECIMAL || question->kind == QUESTION_RANGE) return true;
  if (question->kind != QUESTION_CALCULATE || question->calculation == NULL || depth == CALCULATIONS_DEEP) return false;
  Reading reading = {form, depth + 1};
  return expr_gives_number(question->calculation, reference_gives_number, &reading);
}

VariableKind answer_kind_of_moment(const Form *form) {
  return form->kiosk.time_grain == TIME_DAY ? VARIABLE_DATE : VARIABLE_DATETIME;
}

static VariableKind kind_of_moment(const Form *form, const Question *question) {
  (void)question;
  return answer_kind_of_moment(form);
}

static bool is_whole(double number) {
  return trunc(number) == number;
}

static VariableKind kind_of_range(const Form *form, const Question *question) {
  (void)form;
  return is_whole(question->range.start) && is_whole(question->range.step) ? VARIABLE_INTEGER : VARIABLE_DECIMAL;
}

static VariableKind kind_of_calculation(const Form *form, const Question *question) {
  return question_gives_number(form, question, 0) ? VARIABLE_DECIMAL : VARIABLE_TEXT;
}

/* Answers so far that the form sets no bound to: a column for each would be mostly empty. */
static bool is_endless(const Form *form, const Question *question) {
  const ChoiceList *list = form_choices(form, question);
  return list != NULL && list->answers_ix >= 0 && list->count == FORM_ANSWER_CHOICES_MAX;
}

/* What no other variable says must be in every format. */
static VariableKind kind_of_names(const Form *form, const Question *question) {
  return is_endless(form, question) ? VARIABLE_TEXT : VARIABLE_NAMES;
}

typedef struct AnswerKind {
  VariableKind kind;
  PartsKind parts;
  VariableKind (*look_closer)(const Form *form, const Question *question); /* NULL: it is always .kind */
} AnswerKind;

static const AnswerKind kinds[QUESTION_KIND_COUNT] = {
    [QUESTION_NOTE] = {VARIABLE_TEXT, PARTS_NONE, NULL}, /* takes no answer */
    [QUESTION_ACKNOWLEDGE] = {VARIABLE_FLAG, PARTS_NONE, NULL},
    [QUESTION_SELECT_ONE] = {VARIABLE_CHOICE, PARTS_NONE, NULL},
    [QUESTION_SELECT_MULTIPLE] = {VARIABLE_NAMES, PARTS_FLAGS, kind_of_names},
    [QUESTION_RANK] = {VARIABLE_NAMES, PARTS_PLACES, kind_of_names},
    [QUESTION_RANGE] = {VARIABLE_INTEGER, PARTS_NONE, kind_of_range},
    [QUESTION_INTEGER] = {VARIABLE_INTEGER, PARTS_NONE, NULL},
    [QUESTION_DECIMAL] = {VARIABLE_DECIMAL, PARTS_NONE, NULL},
    [QUESTION_TEXT] = {VARIABLE_TEXT, PARTS_NONE, NULL},
    [QUESTION_DATE] = {VARIABLE_DATE, PARTS_NONE, NULL},
    [QUESTION_TIME] = {VARIABLE_TIME, PARTS_NONE, NULL},
    [QUESTION_DATETIME] = {VARIABLE_DATETIME, PARTS_NONE, NULL},
    [QUESTION_IMAGE] = {VARIABLE_TEXT, PARTS_NONE, NULL},
    [QUESTION_CALCULATE] = {VARIABLE_TEXT, PARTS_NONE, kind_of_calculation},
    [QUESTION_HIDDEN] = {VARIABLE_TEXT, PARTS_NONE, NULL},
    [QUESTION_START] = {VARIABLE_DATE, PARTS_NONE, kind_of_moment},
    [QUESTION_END] = {VARIABLE_DATE, PARTS_NONE, kind_of_moment},
    [QUESTION_TODAY] = {VARIABLE_DATE, PARTS_NONE, NULL},
    [QUESTION_DEVICEID] = {VARIABLE_TEXT, PARTS_NONE, NULL},
    [QUESTION_UNASKED] = {VARIABLE_TEXT, PARTS_NONE, NULL},
};
_Static_assert(QUESTION_UNASKED == QUESTION_KIND_COUNT - 1, "a row for each type");

VariableKind answer_kind(const Form *form, const Question *question) {
  const AnswerKind *kind = &kinds[question->kind];
  return kind->look_closer != NULL ? kind->look_closer(form, question) : kind->kind;
}

PartsKind answer_parts(const Form *form, const Question *question) {
  return is_endless(form, question) ? PARTS_NONE : kinds[question->kind].parts;
}

static bool are(VariableKind a, VariableKind b, VariableKind less, VariableKind more) {
  return (a == less && b == more) || (a == more && b == less);
}

VariableKind answer_kind_of_both(VariableKind a, VariableKind b) {
  if (a == b) return a;
  if (are(a, b, VARIABLE_INTEGER, VARIABLE_DECIMAL)) return VARIABLE_DECIMAL;
  if (are(a, b, VARIABLE_DATE, VARIABLE_DATETIME)) return VARIABLE_DATETIME; /* a day is a moment, at its beginning */
  return VARIABLE_TEXT;
}

Measure answer_measure(VariableKind kind, const Question *question) {
  static const Measure measures[VARIABLE_KIND_COUNT] = {
      [VARIABLE_INTEGER] = MEASURE_SCALE, [VARIABLE_DECIMAL] = MEASURE_SCALE, [VARIABLE_PLACE] = MEASURE_ORDINAL,
      [VARIABLE_DATE] = MEASURE_SCALE,    [VARIABLE_TIME] = MEASURE_SCALE,    [VARIABLE_DATETIME] = MEASURE_SCALE,
  };
  static const unsigned scales = APPEARANCE_SMILEYS | APPEARANCE_STARS | APPEARANCE_LIKERT | APPEARANCE_NPS;
  const bool ordered = kind == VARIABLE_CHOICE && question != NULL && (question->appearance & scales) != 0;
  return ordered ? MEASURE_ORDINAL : measures[kind];
}
