/* Answers that something else in the form turns on: what conditions and calculations hold this question's answer against. Drawn by chance
 * alone, an age of exactly 67 or a day in 1999 would hardly ever come, nor what is asked only then. */
#include "question.h"
#include "robot_types.h"

enum { POINTS_MAX = 32, WANTED_PERCENT = 25, EXACT_PERCENT = 60 };

typedef struct Search {
  int question_ix;
  Value *points;
  size_t count;
} Search;

static void note(void *context, const ExprMeeting *meeting) {
  Search *search = context;
  if (meeting->reference_ix != search->question_ix || value_is_empty(meeting->literal) || search->count == POINTS_MAX) return;
  search->points[search->count++] = meeting->literal;
}

static void look(Search *search, const Expr *expr) {
  if (expr) expr_each_meeting(expr, note, search);
}

static void look_at_question(Search *search, const Question *question) {
  look(search, question->relevant);
  look(search, question->calculation);
  look(search, question->choice_filter);
}

static void look_at_group(Search *search, const Group *group) {
  look(search, group->relevant);
  look(search, group->repeat_count);
}

static void look_at_dependents(Search *search, const Form *form) {
  const Dependents dependents = form->dependents[search->question_ix];
  for (size_t i = 0; i < dependents.count; i++) {
    const int question_ix = form_question_of(form, dependents.items[i]), group_ix = form_group_of(form, dependents.items[i]);
    if (question_ix >= 0) look_at_question(search, &form->questions[question_ix]);
    if (group_ix >= 0) look_at_group(search, &form->groups[group_ix]);
  }
}

/* The point itself, mostly, or one to either side. */
static double beside(const Draw *draw, double number) {
  if (chance_percent(draw->random, EXACT_PERCENT)) return number;
  return number + (chance_percent(draw->random, 50) ? 1 : -1);
}

static Str words_of(const Draw *draw, Value point) {
  Value moment;
  if (point.kind == VALUE_NUMBER) return number_to_str(draw->arena, beside(draw, point.number));
  if (draw->question->kind != QUESTION_DATE || !value_from_iso(point.text, &moment) || moment.kind != VALUE_DATE) return point.text;
  moment.days = beside(draw, moment.days);
  return value_to_str(draw->arena, moment);
}

/* As far as it is a choice. */
static bool is_offered(const Draw *draw, Str name) {
  const ChoiceList *list = form_choices(draw->form, draw->question);
  if (!list) return true;
  const int choice_ix = list->answers_ix < 0 ? form_find_choice(list, name) : -1;
  return choice_ix >= 0 && survey_offers(draw->survey, draw->cell, choice_ix);
}

bool turning_point(const Draw *draw, Value *out) {
  Value points[POINTS_MAX];
  Search search = {.question_ix = survey_question(draw->survey, draw->cell), .points = points};
  if (draw->question->kind == QUESTION_RANK) return false; /* one choice is no ranking */
  look_at_dependents(&search, draw->form);
  if (search.count == 0 || !chance_percent(draw->random, WANTED_PERCENT)) return false;
  const Str words = str_trim(words_of(draw, points[random_below(draw->random, (uint32_t)search.count)]));
  return is_offered(draw, words) && question_from_text(draw->arena, draw->form, draw->question, words, out) &&
         !value_is_empty(*out);
}
