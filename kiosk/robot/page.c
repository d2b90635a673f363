#include "robot_types.h"
#include "visit.h"

enum { SKIP_PERCENT = 15, KEEP_PERCENT = 50 };

typedef struct Answered { /* a cell of the page that has been dealt with */
  int cell;
  int tries; /* answers that were refused */
  bool settled;
} Answered;

typedef struct Page {
  Visit *visit;
  Answered *cells; /* in the order in which they were met; an answer can bring more */
  size_t count, capacity;
} Page;

static Answered *find(Page *page, int cell) {
  for (size_t i = page->count; i-- > 0;)
    if (page->cells[i].cell == cell) return &page->cells[i];
  if (page->count == page->capacity) {
    size_t capacity = page->capacity == 0 ? 8 : 2 * page->capacity;
    Answered *cells = ARENA_ARRAY(page->visit->session, Answered, capacity);
    for (size_t i = 0; i < page->count; i++)
      cells[i] = page->cells[i];
    page->cells = cells;
    page->capacity = capacity;
  }
  page->cells[page->count] = (Answered){.cell = cell};
  return &page->cells[page->count++];
}

static const Question *question_of(const Visit *visit, int cell) {
  return &visit->setup->form->questions[survey_question(visit->survey, cell)];
}

static bool takes_answer(const Visit *visit, int cell) {
  return form_type(question_of(visit, cell)->kind)->takes_answer && !survey_is_read_only(visit->survey, cell);
}

/* What was said about the cell in this step before no longer counts. */
static void forget(Visit *visit, int cell) {
  size_t kept = 0;
  for (size_t i = 0; i < visit->done.count; i++)
    if (visit->done.items[i].kind != SURVEY_ANSWER || visit->done.items[i].cell != cell)
      visit->done.items[kept++] = visit->done.items[i];
  visit->done.count = kept;
}

static Value draw_answer(Visit *visit, const Answered *answered) {
  const Question *question = question_of(visit, answered->cell);
  const Draw draw = {.survey = visit->survey,
                     .cell = answered->cell,
                     .form = visit->setup->form,
                     .question = question,
                     .random = &visit->random,
                     .arena = visit->session,
                     .clues = clues_find(visit->session, visit->survey, answered->cell),
                     .attempt = answered->tries,
                     .today_days = visit->today_days};
  Value value;
  if (answered->tries == 0 && turning_point(&draw, &value)) return value;
  return robot_type(question->kind)->draw(&draw);
}

static bool is_answered(const Visit *visit, int cell) {
  return !value_is_empty(survey_answer(visit->survey, cell));
}

static bool can_skip(const Visit *visit, int cell) {
  bool stays = robot_type(question_of(visit, cell)->kind)->stays && is_answered(visit, cell);
  return !stays && !survey_is_required(visit->survey, cell);
}

/* Passed over now and then, and when nothing else helps. */
static bool skips(Visit *visit, const Answered *answered) {
  if (!can_skip(visit, answered->cell)) return false;
  return answered->tries >= TRIES_MAX || (answered->tries == 0 && chance_percent(&visit->random, SKIP_PERCENT));
}

static void answer_cell(Visit *visit, Answered *answered) {
  answered->settled = true;
  if (answered->tries == 0 && is_answered(visit, answered->cell) && chance_percent(&visit->random, KEEP_PERCENT)) return;
  Value value = skips(visit, answered) ? VALUE_NONE : draw_answer(visit, answered);
  forget(visit, answered->cell);
  visit_do(visit, (SurveyEvent){.kind = SURVEY_ANSWER, .cell = answered->cell, .value = value});
}

/* The page is looked at anew after each answer: it may have brought another cell, or taken one away. */
static Answered *next_open(Page *page) {
  SurveyPage shown = survey_page(page->visit->survey);
  for (size_t i = 0; i < shown.cell_count; i++) {
    Answered *answered = find(page, shown.cells[i]);
    if (!answered->settled && takes_answer(page->visit, answered->cell)) return answered;
  }
  return NULL;
}

static const SurveyEvent *find_said(const Visit *visit, int cell) {
  for (size_t i = visit->done.count; i-- > 0;)
    if (visit->done.items[i].kind == SURVEY_ANSWER && visit->done.items[i].cell == cell) return &visit->done.items[i];
  return NULL;
}

static void take_refusal(Page *page, int cell) {
  Visit *visit = page->visit;
  Answered *answered = find(page, cell);
  const SurveyEvent *said = find_said(visit, cell);
  if (said && !value_is_empty(said->value)) visit_keep(visit, &visit->refused, *said);
  answered->settled = false;
  answered->tries++;
  bool given_up = answered->tries > TRIES_MAX || (answered->tries == TRIES_MAX && !can_skip(visit, cell));
  if (given_up) visit->stuck_cell = cell;
}

static void take_refusals(Page *page) {
  const Survey *survey = page->visit->survey;
  SurveyPage shown = survey_page(survey);
  bool found = false;
  for (size_t i = 0; i < shown.cell_count; i++) {
    if (survey_cell_problem(survey, shown.cells[i]) == PROBLEM_NONE) continue;
    take_refusal(page, shown.cells[i]);
    found = true;
  }
  if (!found) take_refusal(page, survey_current(survey));
}

void page_answer(Visit *visit) {
  const SurveyEvent next = {.kind = SURVEY_NEXT};
  Page page = {.visit = visit};
  unsigned effects;
  do {
    for (Answered *answered; (answered = next_open(&page)) != NULL;)
      answer_cell(visit, answered);
    effects = survey_step(visit->survey, &next);
    if (!(effects & SURVEY_REFUSED)) break;
    if (effects & SURVEY_MOVED) { /* an answer on another page no longer goes with these */
      if (++visit->turned_back > TURNS_MAX) visit->stuck_cell = survey_current(visit->survey);
      break;
    }
    take_refusals(&page);
  } while (visit->stuck_cell < 0);
  visit_keep(visit, &visit->done, next);
  visit_tell(visit, (Str){0});
}
