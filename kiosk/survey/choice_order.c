/* The order that choices are shown in: their list's, or, where the form says so, one drawn by chance. */
#include "survey_state.h"

enum { SEEDS = 2147483646 }; /* that give different orders */

static bool needs_chance(const Question *question) {
  return question->randomize && !question->seed;
}

void choice_order_begin(Survey *survey) {
  const Form *form = survey->setup.form;
  for (size_t i = 0; i < form->question_count; i++) {
    if (!needs_chance(&form->questions[i])) continue;
    survey->order_seed = survey->setup.random ? random_below(survey->setup.random, SEEDS) : 0;
    return;
  }
}

/* Another order for each cell, and the same whenever it is looked at. */
static int64_t seed_of(const Survey *survey, int cell, const Question *question, Arena *arena) {
  if (!question->seed) return (int64_t)survey->order_seed + cell;
  int frame = frame_of_cell(survey, cell);
  return expr_seed(rules_value(survey, question->seed, frame, question_of_cell(survey, frame, cell), arena));
}

const int *survey_choices(const Survey *survey, int cell, Arena *arena, size_t *count) {
  const Question *question = question_at(survey, survey_question(survey, cell));
  const ChoiceList *list = form_choices(survey->setup.form, question);
  int *items = ARENA_ARRAY(arena, int, list ? list->count : 0);
  *count = 0;
  for (size_t i = 0; list && i < list->count; i++)
    if (survey_offers(survey, cell, (int)i)) items[(*count)++] = (int)i;
  bool in_table = question->table_ix >= 0; /* whose rows stand below the same words */
  if (question->randomize && !in_table) expr_randomize(items, *count, seed_of(survey, cell, question, arena));
  return items;
}
