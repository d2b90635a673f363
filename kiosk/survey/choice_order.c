/* The order that choices are shown in: their list's, or, where the form says so, one drawn by chance. */
#include "survey_state.h"

#include <math.h>

/* Park and Miller's minimal standard, and a shuffle that begins with nothing: ODK's, so that a seed gives everywhere the same order. */
enum { MULTIPLIER = 16807, MODULUS = 2147483647 };

static int64_t state_of(double seed) {
  int64_t state = isfinite(seed) ? (int64_t)fmod(trunc(seed), MODULUS) : 0;
  return state > 0 ? state : state + MODULUS - 1;
}

static int below(int64_t *state, int bound) {
  *state = *state * MULTIPLIER % MODULUS;
  return (int)((double)(*state - 1) / (MODULUS - 1) * bound);
}

static void shuffle(int *items, size_t count, double seed) {
  int64_t state = state_of(seed);
  for (size_t i = 0; i < count; i++) {
    const int item = items[i], at = below(&state, (int)i + 1);
    items[i] = items[at];
    items[at] = item;
  }
}

static bool needs_chance(const Question *question) {
  return question->randomize && !question->seed;
}

void choice_order_begin(Survey *survey) {
  const Form *form = survey->setup.form;
  for (size_t i = 0; i < form->question_count; i++) {
    if (!needs_chance(&form->questions[i])) continue;
    survey->order_seed = survey->setup.random ? random_below(survey->setup.random, MODULUS - 1) : 0;
    return;
  }
}

/* Another order for each cell, and the same whenever it is looked at. */
static double seed_of(const Survey *survey, int cell, const Question *question, Arena *arena) {
  if (!question->seed) return (double)survey->order_seed + cell;
  int frame = frame_of_cell(survey, cell);
  return expr_to_number(rules_value(survey, question->seed, frame, question_of_cell(survey, frame, cell), arena));
}

const int *survey_choices(const Survey *survey, int cell, Arena *arena, size_t *count) {
  const Question *question = question_at(survey, survey_question(survey, cell));
  const ChoiceList *list = form_choices(survey->setup.form, question);
  int *items = ARENA_ARRAY(arena, int, list ? list->count : 0);
  *count = 0;
  for (size_t i = 0; list && i < list->count; i++)
    if (survey_offers(survey, cell, (int)i)) items[(*count)++] = (int)i;
  bool in_table = question->table_ix >= 0; /* whose rows stand below the same words */
  if (question->randomize && !in_table) shuffle(items, *count, seed_of(survey, cell, question, arena));
  return items;
}
