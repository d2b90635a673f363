#include "visit_answers.h"

#include <string.h>

/* What the visitor saw. */
typedef struct Shown {
  int cell;
  uint64_t offered; /* tells which choices there were */
} Shown;

typedef struct ShownPage {
  Shown *cells;
  size_t count;
} ShownPage;

static uint64_t tell_offered(const Survey *survey, int cell) {
  const Form *form = survey_form(survey);
  const Question *question = &form->questions[survey_question(survey, cell)];
  const ChoiceList *list = question->choice_filter ? form_choices(form, question) : NULL;
  uint64_t told = 0;
  for (size_t i = 0; list && i < list->count; i++)
    told = told * 31 + (survey_offers(survey, cell, (int)i) ? 2 : 1);
  return told;
}

static ShownPage look(const PhoneVisit *visit) {
  const Survey *survey = journal_survey(visit->journal);
  SurveyPage page = survey_page(survey);
  size_t count = page.kind == PAGE_QUESTIONS ? page.cell_count : 0;
  ShownPage shown = {ARENA_ARRAY(visit->turn->arena, Shown, count), count};
  for (size_t i = 0; i < count; i++)
    shown.cells[i] = (Shown){page.cells[i], tell_offered(survey, page.cells[i])};
  return shown;
}

static bool saw(const ShownPage *page, Shown wanted) {
  for (size_t i = 0; i < page->count; i++)
    if (page->cells[i].cell == wanted.cell) return page->cells[i].offered == wanted.offered;
  return false;
}

static bool has_more(const PhoneVisit *visit, const ShownPage *before) {
  ShownPage now = look(visit);
  for (size_t i = 0; i < now.count; i++)
    if (!saw(before, now.cells[i])) return true;
  return false;
}

/* True: the visit has taken something. */
static bool take(PhoneVisit *visit, int cell, PageTyped *typed, size_t *typed_count) {
  const Survey *survey = journal_survey(visit->journal);
  Value value;
  Str text;
  PageRead read = page_read(visit->turn->arena, survey, cell, visit->turn->request, &value, &text);
  if (read == PAGE_READ_NOT_ONE) typed[(*typed_count)++] = (PageTyped){cell, text};
  if (read != PAGE_READ_VALUE || value_equal(value, survey_answer(survey, cell))) return false;
  journal_step(visit->journal, &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = cell, .value = value});
  return value_equal(value, survey_answer(survey, cell));
}

/* An answer may bring another cell onto the page whose answer was posted with it, behind it or before it. */
VisitAnswers visit_answers_take(PhoneVisit *visit) {
  ShownPage before = look(visit), page = before;
  PageTyped *typed = NULL;
  size_t typed_count = 0;
  bool took = true;
  for (size_t round = 0; took && round <= before.count; round++) {
    took = false;
    typed = ARENA_ARRAY(visit->turn->arena, PageTyped, page.count);
    typed_count = 0;
    for (size_t i = 0; i < page.count; i++)
      took |= take(visit, page.cells[i].cell, typed, &typed_count);
    if (took) page = look(visit);
  }
  return (VisitAnswers){typed, typed_count, has_more(visit, &before)};
}

static bool is_lost(const PhoneVisit *visit, int cell) {
  const Survey *survey = journal_survey(visit->journal);
  Value value;
  Str text;
  PageRead read = page_read(visit->turn->arena, survey, cell, visit->turn->request, &value, &text);
  if (read == PAGE_READ_NOT_ONE) return true;
  return read == PAGE_READ_VALUE && !value_equal(value, survey_answer(survey, cell));
}

/* A page names each cell once. One that names it a thousand times is read once, too: what is posted to it may be a megabyte. */
bool visit_answers_are_lost(const PhoneVisit *visit) {
  const HttpRequest *request = visit->turn->request;
  int cells = survey_cell_count(journal_survey(visit->journal));
  bool *seen = ARENA_ARRAY(visit->turn->arena, bool, (size_t)cells);
  for (size_t i = 0; i < request->field_count; i++) {
    int64_t cell;
    bool names = str_is(request->fields[i].name, "cell") && str_to_int64(request->fields[i].value, &cell);
    if (!names || cell < 0 || cell >= cells || seen[cell]) continue;
    seen[cell] = true;
    if (is_lost(visit, (int)cell)) return true;
  }
  return false;
}
