/* What robots find out by visiting: what none of them is asked, where none gets on, and how long visits take. That a robot does not come
 * somewhere proves nothing, so it is a suggestion. */
#include <math.h>

#include "notes.h"
#include "robot.h"

enum { VISITS_MOST = 300, VISITS_LEAST = 8, CELLS_TRIED = 40000 /* questions, repeated ones too, in all visits */ };

typedef struct Watch {
  Lint *lint;
  bool *asked;  /* by question: it has been on a page */
  int stuck_ix; /* the question that most recently let nobody on, or -1 */
  size_t stuck_count;
  double least_s, most_s, sum_s;
  size_t visits, cells;
} Watch;

static void see_page(void *context, const RobotStep *step) {
  Watch *watch = context;
  if (survey_is_over(step->survey)) return;
  const SurveyPage page = survey_page(step->survey);
  for (size_t i = 0; page.kind == PAGE_QUESTIONS && i < page.cell_count; i++)
    watch->asked[survey_question(step->survey, page.cells[i])] = true;
}

static double seconds_of(const Form *form, const Survey *survey) {
  double seconds = 0;
  for (int cell = 0; cell < survey_cell_count(survey); cell++)
    if (survey_is_relevant(survey, cell)) seconds += form_type(form->questions[survey_question(survey, cell)].kind)->seconds;
  return seconds;
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

static void say_unreached(const Watch *watch) {
  Lint *lint = watch->lint;
  for (size_t i = 0; i < lint->form->question_count; i++) {
    const Question *question = &lint->form->questions[i];
    const Expr *condition = condition_of(lint->form, question);
    if (watch->asked[i] || !condition || !form_type(question->kind)->asked || is_hidden(lint, question, i)) continue;
    lint_say(lint, ADVICE_NOT_REACHED, question->place,
             SAY(lint, "none of %zu played visits was asked " STR_FMT ", whose condition is " STR_FMT, watch->visits,
                 STR_ARG(question->path), STR_ARG(expr_text(condition))),
             STR("can it be true? If it is only rare, all is well"));
  }
}

static void say_minutes(const Watch *watch) {
  Lint *lint = watch->lint;
  const double mean_s = watch->sum_s / (double)watch->visits;
  const int mean = (int)fmax(1, ceil(mean_s / 60)), least = (int)fmax(1, ceil(watch->least_s / 60)),
            most = (int)fmax(1, ceil(watch->most_s / 60)), told = lint->form->kiosk.minutes;
  lint_fact(lint, ADVICE_FACT_MINUTES, (Place){0}, mean,
            least == most
                ? SAY(lint, "a visit takes about %d minute%s, by %zu played visits", mean, mean == 1 ? "" : "s", watch->visits)
                : SAY(lint, "a visit takes about %d minute%s, from %d to %d by what is answered, by %zu played visits", mean,
                      mean == 1 ? "" : "s", least, most, watch->visits));
  if (told > 0 && mean > told)
    lint_say(lint, ADVICE_MINUTES, (Place){.file = lint->form->file},
             SAY(lint, "the first screen says %d minute%s, and visits take about %d", told, told == 1 ? "" : "s", mean),
             STR("promise what it takes: who is told too little leaves in the middle"));
}

void lint_visits(Lint *lint) {
  const RobotSetup setup = {.form = lint->form, .seed = lint->setup->seed, .wall_ms = lint->setup->wall_ms, .device = STR("robot")};
  Watch watch = {.lint = lint, .asked = ARENA_ARRAY(lint->arena, bool, lint->form->question_count + 1), .stuck_ix = -1};
  Arena *session = arena_new(0), *scratch = arena_new(0);
  for (size_t i = 0; goes_on(&watch, i); i++) {
    int stuck_cell;
    const Survey *survey = robot_visit(session, scratch, &setup, i, see_page, &watch, &stuck_cell);
    take(&watch, survey, stuck_cell);
    arena_rewind(session);
    arena_rewind(scratch);
  }
  arena_free(scratch);
  arena_free(session);
  if (watch.visits > 0) {
    say_unreached(&watch);
    say_minutes(&watch);
    return;
  }
  const Question *question = &lint->form->questions[watch.stuck_ix];
  lint_say(
      lint, ADVICE_NO_WAY_ON, question->place,
      SAY(lint, "none of %zu played visits found an answer that " STR_FMT " takes", watch.stuck_count, STR_ARG(question->path)),
      STR("can its constraint be met, and does its message say how?"));
}
