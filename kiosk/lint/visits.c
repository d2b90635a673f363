/* What robots find out by visiting: what none of them is asked, what all are, where none gets on, and how long visits take. That robots do
 * not come somewhere proves nothing, so it is a suggestion. */
#include <math.h>

#include "notes.h"
#include "robot.h"
#include "words.h"

enum {
  VISITS_MOST = 300,
  VISITS_LEAST = 8,
  CELLS_TRIED = 40000,  /* questions, repeated ones too, in all visits */
  REFUSALS_LEAST = 100, /* as often as a robot tries */
  ANSWERS_TELLING = 20, /* to what a condition looks at, before it is said never to be true */
  VISITS_TELLING = 50   /* so many and all alike are hardly by chance */
};

typedef struct Seen {       /* of a question, in all visits */
  bool asked;               /* it has been on a page */
  size_t accepted, refused; /* answers */
  size_t relevant, cells;
} Seen;

typedef struct Watch {
  Lint *lint;
  Seen *questions;
  int stuck_ix; /* the question that most recently let nobody on, or -1 */
  size_t stuck_count;
  double least_s, most_s, sum_s;
  size_t visits, cells;
} Watch;

static Seen *seen(Watch *watch, const Survey *survey, int cell) {
  return &watch->questions[survey_question(survey, cell)];
}

static void see_answers(Watch *watch, const RobotStep *step) {
  for (size_t i = 0; i < step->refused_count; i++)
    seen(watch, step->survey, step->refused[i].cell)->refused++;
  for (size_t i = 0; i < step->event_count && step->stuck_cell < 0; i++)
    if (step->events[i].kind == SURVEY_ANSWER && !value_is_empty(step->events[i].value))
      seen(watch, step->survey, step->events[i].cell)->accepted++;
}

static void see_step(void *context, const RobotStep *step) {
  Watch *watch = context;
  see_answers(watch, step);
  if (survey_is_over(step->survey)) return;
  const SurveyPage page = survey_page(step->survey);
  for (size_t i = 0; page.kind == PAGE_QUESTIONS && i < page.cell_count; i++)
    seen(watch, step->survey, page.cells[i])->asked = true;
}

static double seconds_of(const Form *form, const Survey *survey) {
  double seconds = 0;
  for (int cell = 0; cell < survey_cell_count(survey); cell++)
    if (survey_is_relevant(survey, cell)) seconds += form_type(form->questions[survey_question(survey, cell)].kind)->seconds;
  return seconds;
}

static void see_relevance(Watch *watch, const Survey *survey) {
  for (int cell = 0; cell < survey_cell_count(survey); cell++) {
    seen(watch, survey, cell)->cells++;
    seen(watch, survey, cell)->relevant += survey_is_relevant(survey, cell);
    seen(watch, survey, cell)->asked |= survey_is_relevant(survey, cell); /* it may have come and been answered within one page */
  }
}

static void take(Watch *watch, const Survey *survey, int stuck_cell) {
  const double seconds = seconds_of(watch->lint->form, survey);
  watch->cells += (size_t)survey_cell_count(survey);
  if (stuck_cell >= 0) {
    watch->stuck_ix = survey_question(survey, stuck_cell);
    watch->stuck_count++;
    return;
  }
  if (watch->visits == 0 || seconds < watch->least_s) watch->least_s = seconds;
  if (seconds > watch->most_s) watch->most_s = seconds;
  watch->sum_s += seconds;
  watch->visits++;
  see_relevance(watch, survey);
}

static bool goes_on(const Watch *watch, size_t visited) {
  const size_t wanted = watch->lint->setup->visits;
  if (wanted > 0) return visited < wanted;
  return visited < VISITS_LEAST || (visited < VISITS_MOST && watch->cells < CELLS_TRIED);
}

static bool is_hidden(const Lint *lint, const Question *question, size_t question_ix) {
  Value constant;
  if (lint->hidden[question_ix] || (question->relevant && expr_constant(question->relevant, &constant))) return true;
  for (int g = question->group_ix; g >= 0; g = lint->form->groups[g].parent_ix) {
    const Group *group = &lint->form->groups[g];
    if (lint->hidden[lint->form->question_count + (size_t)g] || (group->relevant && expr_constant(group->relevant, &constant)))
      return true;
  }
  return false;
}

/* A question with a condition, or whose group has one: another that is not reached stands behind one that stopped all. */
static const Expr *condition_of(const Form *form, const Question *question) {
  if (question->relevant) return question->relevant;
  for (int g = question->group_ix; g >= 0; g = form->groups[g].parent_ix)
    if (form->groups[g].relevant) return form->groups[g].relevant;
  return NULL;
}

typedef struct Sources { /* of a condition */
  const Watch *watch;
  size_t count, answers_least; /* what was answered least often of what visitors answer */
  bool asked; /* all of them are what visitors answer: the rest may differ from day to day, and from kiosk to kiosk */
} Sources;

static void look_at_source(void *context, int reference_ix) {
  Sources *sources = context;
  const Form *form = sources->watch->lint->form;
  const int question_ix = form_question_of(form, reference_ix);
  const Question *question = question_ix < 0 ? NULL : &form->questions[question_ix];
  const bool asked = question && lint_is_asked(question) && !question->calculation && !question->read_only;
  sources->count++;
  sources->asked &= asked;
  if (asked && sources->watch->questions[question_ix].accepted < sources->answers_least)
    sources->answers_least = sources->watch->questions[question_ix].accepted;
}

/* The robots' clock stands still: another day it may be otherwise. */
static bool waits_for_a_day(const Expr *expr) {
  return words_call(expr_text(expr), "today") || words_call(expr_text(expr), "now");
}

static Sources sources_of(const Watch *watch, const Expr *expr) {
  Sources sources = {.watch = watch, .asked = true, .answers_least = SIZE_MAX};
  Value constant;
  if (!expr_constant(expr, &constant)) expr_each_reference(expr, look_at_source, &sources);
  return sources;
}

static void say_unreached(const Watch *watch) {
  Lint *lint = watch->lint;
  const Expr *said = NULL; /* of a group it is said once */
  for (size_t i = 0; i < lint->form->question_count; i++) {
    const Question *question = &lint->form->questions[i];
    const Expr *condition = condition_of(lint->form, question);
    if (watch->questions[i].asked || !condition || condition == said || !form_type(question->kind)->asked ||
        is_hidden(lint, question, i))
      continue;
    if (waits_for_a_day(condition) || sources_of(watch, condition).answers_least < ANSWERS_TELLING)
      continue; /* what it looks at is the one to look at */
    said = condition;
    lint_say(lint, ADVICE_NOT_REACHED, question->place,
             SAY(lint, "none of %zu played visits was asked " STR_FMT ", whose condition is " STR_FMT, watch->visits,
                 STR_ARG(question->path), STR_ARG(expr_text(condition))),
             STR("can it be true? If it is only rare, all is well"));
  }
}

static bool is_of_answers(const Watch *watch, const Expr *expr) {
  const Sources sources = sources_of(watch, expr);
  return sources.count > 0 && sources.asked;
}

static void say_certain(const Watch *watch) {
  Lint *lint = watch->lint;
  for (size_t i = 0; i < lint->form->question_count && watch->visits >= VISITS_TELLING; i++) {
    const Question *question = &lint->form->questions[i];
    const Seen *of = &watch->questions[i];
    if (of->cells < VISITS_TELLING || of->relevant < of->cells || lint->certain[i] || !form_type(question->kind)->asked) continue;
    if (!question->relevant || waits_for_a_day(question->relevant) || !is_of_answers(watch, question->relevant)) continue;
    lint_say(lint, ADVICE_ALWAYS_REACHED, question->place,
             SAY(lint, "all of %zu played visits were asked " STR_FMT ", though its condition is " STR_FMT, watch->visits,
                 STR_ARG(question->path), STR_ARG(expr_text(question->relevant))),
             STR("can it be false? If it is only rare, all is well"));
  }
}

static bool say_refused(const Watch *watch) {
  Lint *lint = watch->lint;
  bool said = false;
  for (size_t i = 0; i < lint->form->question_count; i++) {
    const Question *question = &lint->form->questions[i];
    const Seen *of = &watch->questions[i];
    if (of->accepted > 0 || of->refused < REFUSALS_LEAST || !question->constraint) continue;
    lint_say(lint, ADVICE_NO_WAY_ON, question->place,
             SAY(lint, "played visits tried %zu answers to " STR_FMT ", and its constraint takes none of them: " STR_FMT,
                 of->refused, STR_ARG(question->path), STR_ARG(expr_text(question->constraint))),
             STR("can it be met, and does its constraint_message say how?"));
    said = true;
  }
  return said;
}

static void say_minutes(const Watch *watch) {
  Lint *lint = watch->lint;
  const double mean_s = watch->sum_s / (double)watch->visits;
  const int mean = (int)fmax(1, ceil(mean_s / 60)), least = (int)fmax(1, ceil(watch->least_s / 60)),
            most = (int)fmax(1, ceil(watch->most_s / 60)), told = lint->form->kiosk.minutes, promised = form_minutes(lint->form);
  const Str range = least == most ? (Str){0} : SAY(lint, " (from %d to %d, by what is answered)", least, most);
  const Str promise = mean == promised ? (Str){0} : SAY(lint, "; the first screen says %d", promised);
  lint_fact(lint, ADVICE_FACT_MINUTES, (Place){0}, mean,
            SAY(lint, "a visit takes about %d minute%s" STR_FMT ", by %zu played visits" STR_FMT, mean, mean == 1 ? "" : "s",
                STR_ARG(range), watch->visits, STR_ARG(promise)));
  if (told > 0 && mean > told)
    lint_say(lint, ADVICE_MINUTES, (Place){.file = lint->form->file},
             SAY(lint, "the first screen says %d minute%s, and visits take about %d", told, told == 1 ? "" : "s", mean),
             STR("promise what it takes: who is told too little leaves in the middle"));
}

static void say_stuck(const Watch *watch) {
  Lint *lint = watch->lint;
  const Question *question = &lint->form->questions[watch->stuck_ix];
  lint_say(lint, ADVICE_NO_WAY_ON, question->place,
           SAY(lint, "none of %zu played visits came beyond " STR_FMT, watch->stuck_count, STR_ARG(question->path)),
           STR("has it something to choose, and can it be answered so that the visit goes on?"));
}

void lint_visits(Lint *lint) {
  const RobotSetup setup = {.form = lint->form, .seed = lint->setup->seed, .wall_ms = lint->setup->wall_ms, .device = STR("robot")};
  Watch watch = {.lint = lint, .questions = ARENA_ARRAY(lint->arena, Seen, lint->form->question_count + 1), .stuck_ix = -1};
  Arena *session = arena_new(0), *scratch = arena_new(0);
  for (size_t i = 0; goes_on(&watch, i); i++) {
    int stuck_cell;
    const Survey *survey = robot_visit(session, scratch, &setup, i, see_step, &watch, &stuck_cell);
    take(&watch, survey, stuck_cell);
    arena_rewind(session);
    arena_rewind(scratch);
  }
  arena_free(scratch);
  arena_free(session);
  const bool refused = say_refused(&watch);
  if (watch.visits > 0) {
    say_unreached(&watch);
    say_certain(&watch);
    say_minutes(&watch);
  } else if (!refused) {
    say_stuck(&watch);
  }
}
