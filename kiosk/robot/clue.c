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
  Str *texts;
  size_t text_count;
} Search;

static void add(Search *search, double number) {
  if (search->count < CLUES_MAX && fabs(number) < MOST) search->items[search->count++] = number;
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* The numbers in a text, as a visitor reads them: "Write a number from 0 to 7.", or '[0-9]{8}'. */
static void read_words(Search *search, Str words) {
  for (size_t i = 0; i < words.len;) {
    size_t end = i;
    while (end < words.len && is_digit(words.ptr[end]))
      end++;
    double number;
    if (end > i && end - i <= DIGITS_MAX && str_to_double((Str){words.ptr + i, end - i}, &number)) add(search, number);
    i = end + 1;
  }
}

static void read_text(Search *search, Text text) {
  const Form *form = survey_form(search->survey);
  read_words(search, text_in(form, text, survey_language(search->survey)));
}

static void read_literal(void *context, Value literal) {
  Search *search = context;
  Value moment;
  double number;
  if (literal.kind == VALUE_NUMBER) {
    add(search, literal.number);
    return;
  }
  if (search->text_count < CLUES_MAX) search->texts[search->text_count++] = literal.text;
  if (value_from_iso(literal.text, &moment))
    add(search, moment.days);
  else if (str_to_double(literal.text, &number))
    add(search, number);
  else
    read_words(search, literal.text);
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
  Search search = {
      .survey = survey, .cell = cell, .items = ARENA_ARRAY(arena, double, CLUES_MAX), .texts = ARENA_ARRAY(arena, Str, CLUES_MAX)};
  expr_each_literal(question->constraint, read_literal, &search);
  expr_each_reference(question->constraint, read_answer, &search);
  size_t bound_count = search.count;
  read_text(&search, question->constraint_message);
  read_text(&search, question->hint);
  read_text(&search, question->label);
  return (Clues){.items = search.items,
                 .count = search.count,
                 .bound_count = bound_count,
                 .texts = search.texts,
                 .text_count = search.text_count};
}
