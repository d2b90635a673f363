#include "robot_types.h"

#include <math.h>

enum { CLUES_MAX = 16, DIGITS_MAX = 9 };

/* Of fifteen digits, and one beside it is another number. */
static const double MOST = 1e15;

typedef struct Search {
  const Survey *survey;
  int cell;
  double *items;
  size_t count;
} Search;

static void add(Search *search, double number) {
  if (search->count < CLUES_MAX && fabs(number) < MOST) search->items[search->count++] = number;
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* A robot reads as a visitor would: "Write a number from 0 to 7." */
static void read_words(Search *search, Text text) {
  const Form *form = survey_form(search->survey);
  Str words = text_in(form, text, survey_language(search->survey));
  for (size_t i = 0; i < words.len;) {
    size_t end = i;
    while (end < words.len && is_digit(words.ptr[end]))
      end++;
    double number;
    if (end > i && end - i <= DIGITS_MAX && str_to_double((Str){words.ptr + i, end - i}, &number)) add(search, number);
    i = end + 1;
  }
}

static void read_answer(void *context, int reference_ix) {
  Search *search = context;
  int question_ix = form_question_of(survey_form(search->survey), reference_ix);
  int cell = question_ix < 0 ? -1 : survey_cell(search->survey, search->cell, question_ix);
  if (cell < 0 || cell == search->cell) return;
  Value answer = survey_answer(search->survey, cell);
  if (!value_is_empty(answer)) add(search, expr_to_number(answer));
}

Clues clues_find(Arena *arena, const Survey *survey, int cell) {
  const Question *question = &survey_form(survey)->questions[survey_question(survey, cell)];
  if (question->constraint == NULL) return (Clues){0};
  Search search = {.survey = survey, .cell = cell, .items = ARENA_ARRAY(arena, double, CLUES_MAX)};
  expr_each_reference(question->constraint, read_answer, &search);
  read_words(&search, question->constraint_message);
  read_words(&search, question->hint);
  read_words(&search, question->label);
  return (Clues){.items = search.items, .count = search.count};
}
