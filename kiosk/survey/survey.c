#include "survey_state.h"

/* A row in the database begins with the first answer; once it is there, every change goes into it, also the last answer taken back. */
static unsigned save_if_new(Survey *survey) {
  if (!survey->unsaved || !(survey->saved || survey_has_answers(survey))) return 0;
  survey->unsaved = false;
  survey->saved = true;
  return SURVEY_SAVE;
}

static void clear_problems(Survey *survey) {
  for (size_t i = 0; i < survey->page_cell_count; i++)
    cell_at(survey, survey->page_cells[i])->problem = PROBLEM_NONE;
}

static unsigned end_early(Survey *survey) {
  survey->over = true;
  if (survey->setup.form->kiosk.idle_outcome == IDLE_DISCARD) return SURVEY_DISCARD;
  return save_if_new(survey) | SURVEY_PARTIAL;
}

static void set_answered(Survey *survey, CellState *state, bool answered) {
  survey->answered_count += (int)answered - (int)state->answered;
  state->answered = answered;
}

/* What was held on the page because it was being answered may go now, all but one cell (-1: none). */
static void release_page(Survey *survey, int kept_cell) {
  for (size_t i = 0; i < survey->page_cell_count; i++) {
    int cell = survey->page_cells[i], frame = frame_of_cell(survey, cell);
    CellState *state = cell_at(survey, cell);
    if (!state->held || cell == kept_cell) continue;
    state->held = false;
    recompute_later(survey, frame, question_of_cell(survey, frame, cell), DUE_RELEVANCE);
  }
}

/* What was kept only because the page stood in it may go: a frame, or one around it. */
static void release_instances(Survey *survey, int frame) {
  for (int at = frame; survey->kept_instance && at > 0; at = survey->frames[at].parent) {
    const Frame *kept = &survey->frames[at];
    recompute_later(survey, kept->parent, (int)survey->setup.form->question_count + kept->repeat_ix, DUE_ALL);
  }
  survey->kept_instance = false;
  recompute(survey);
}

static void leave_page(Survey *survey) {
  release_page(survey, -1);
  release_instances(survey, survey->page.first.frame);
  for (size_t i = 0; i < survey->page_cell_count; i++) {
    if (!cell_at(survey, survey->page_cells[i])->relevant) survey->unsaved = true;
  }
}

/* Saves what there is to be saved. What was kept for the page that is left goes once the visitor stands elsewhere. */
static unsigned move_to(Survey *survey, Page page) {
  int left = survey->page.first.frame;
  clear_problems(survey);
  page_show(survey, page);
  if (survey->kept_instance) {
    survey->unsaved = true;
    release_instances(survey, left);
    if (page.kind == PAGE_REVIEW) page_refresh(survey);
  }
  return SURVEY_MOVED | save_if_new(survey);
}

/* What is being answered stays where it is, whatever the answer says about it: it cannot vanish under a finger. */
static unsigned take_answer(Survey *survey, const SurveyEvent *event) {
  if (!page_has_cell(survey, event->cell)) return 0;
  int frame = frame_of_cell(survey, event->cell), question_ix = question_of_cell(survey, frame, event->cell);
  const Question *question = question_at(survey, question_ix);
  CellState *state = cell_state(survey, frame, question_ix);
  if (!question_accepts(survey->setup.form, question, event->value) || value_equal(state->answer.value, event->value)) return 0;
  if (survey_is_read_only(survey, event->cell) || !rules_offers_all(survey, frame, question_ix, event->value)) return 0;

  survey->typing = !question_type(question->kind)->saves_at_once;
  release_page(survey, event->cell);
  state->held = true;
  state->problem = PROBLEM_NONE;
  value_put(survey, frame, question_ix, event->value);
  set_answered(survey, state, !value_is_empty(event->value));
  survey->unsaved = true;
  if (!state->relevant) recompute_later(survey, frame, question_ix, DUE_RELEVANCE); /* since the page was shown: it is held again */
  recompute_readers(survey, frame, question_ix);
  recompute_triggered(survey, frame, question_ix);
  recompute(survey);
  page_refresh(survey);
  return question_type(question->kind)->saves_at_once ? save_if_new(survey) : 0;
}

/* Marks what is wrong on the page. */
static bool check_page(Survey *survey) {
  bool good = true;
  for (size_t i = 0; i < survey->page_cell_count; i++) {
    int cell = survey->page_cells[i], frame = frame_of_cell(survey, cell);
    SurveyProblem problem = rules_problem(survey, frame, question_of_cell(survey, frame, cell));
    cell_at(survey, cell)->problem = problem;
    if (problem != PROBLEM_NONE) good = false;
  }
  return good;
}

static void pass_repeat(Survey *survey, int frame, int repeat_ix) {
  HolderState *repeat = holder_state(survey, frame, repeat_ix);
  if (!repeat->passed) survey->unsaved = true;
  repeat->passed = true;
}

/* The next page. A repeat that is counted has no page at which Next could be pressed on it: who steps over its end has passed it. */
static bool walk_on(Survey *survey, Cursor at, Page *out) {
  while (cursor_step(survey, &at, 1)) {
    if (page_at(survey, at, out)) return true;
    int repeat_ix = survey->outline.stops[at.stop].repeat_ix;
    if (repeat_ix >= 0 && holder_relevant(survey, at.frame, repeat_ix)) pass_repeat(survey, at.frame, repeat_ix);
  }
  return false;
}

/* From behind all pages everything is passed, though the way there may have led past what became relevant since. */
static void pass_counted_repeats(Survey *survey) {
  for (Cursor at = cursor_outside(survey, 1); cursor_step(survey, &at, 1);) {
    int repeat_ix = survey->outline.stops[at.stop].repeat_ix;
    if (repeat_ix < 0 || !group_at(survey, repeat_ix)->repeat_count) continue;
    if (holder_relevant(survey, at.frame, repeat_ix)) pass_repeat(survey, at.frame, repeat_ix);
  }
}

/* What is passed over is kept too, and so is an answer that was there and was left as it is. */
static void pass_page(Survey *survey) {
  if (survey->page.kind == PAGE_REPEAT) pass_repeat(survey, survey->page.first.frame, survey->page.group_ix);
  for (size_t i = 0; i < survey->page_cell_count; i++) {
    CellState *state = cell_at(survey, survey->page_cells[i]);
    bool empty = value_is_empty(state->answer.value);
    if (empty ? !state->passed : !state->answered) survey->unsaved = true;
    state->passed = true;
    if (!empty) set_answered(survey, state, true);
  }
}

/* An answer given later may have made an earlier one impossible or necessary: back to that one, with its message. */
static bool find_problem(const Survey *survey, Page *out) {
  for (Cursor at = cursor_outside(survey, 1); cursor_step(survey, &at, 1);) {
    int question_ix = survey->outline.stops[at.stop].question_ix;
    if (question_ix < 0 || !cell_state(survey, at.frame, question_ix)->relevant) continue;
    if (rules_problem(survey, at.frame, question_ix) == PROBLEM_NONE) continue;
    *out = page_of_question(survey, at.frame, question_ix);
    return true;
  }
  return false;
}

static unsigned turn_back(Survey *survey, Page page) {
  unsigned effects = move_to(survey, page);
  check_page(survey);
  return effects | SURVEY_REFUSED;
}

static unsigned finish(Survey *survey) {
  Page page;
  if (find_problem(survey, &page)) {
    survey->returning = survey->page.kind == PAGE_REVIEW;
    return turn_back(survey, page);
  }
  pass_counted_repeats(survey);
  survey->over = true;
  survey->unsaved = false;
  survey->saved = true;
  return SURVEY_SAVE | SURVEY_COMPLETE;
}

static unsigned show_review(Survey *survey, Page review) {
  survey->returning = false;
  return move_to(survey, review);
}

static unsigned return_to_review(Survey *survey) {
  Page page;
  bool wrong;
  if (review_find_open(survey, &page, &wrong)) return wrong ? turn_back(survey, page) : move_to(survey, page);
  pass_counted_repeats(survey);
  return review_find(survey, &page) ? show_review(survey, page) : finish(survey);
}

static unsigned go_next(Survey *survey) {
  if (survey->page.kind == PAGE_REVIEW) return finish(survey);
  if (!check_page(survey)) return SURVEY_REFUSED;
  pass_page(survey);
  leave_page(survey);
  if (survey->returning) return return_to_review(survey);
  Page next;
  if (walk_on(survey, survey->page.last, &next)) return move_to(survey, next);
  return review_find(survey, &next) ? show_review(survey, next) : finish(survey);
}

static unsigned go_back(Survey *survey) {
  leave_page(survey);
  Page previous;
  if (survey->returning && review_find(survey, &previous)) return show_review(survey, previous);
  survey->returning = false;
  if (!page_find(survey, survey->page.first, -1, &previous)) return end_early(survey) | SURVEY_LEFT;
  return move_to(survey, previous);
}

static unsigned go_to(Survey *survey, int cell) {
  if (survey->page.kind != PAGE_REVIEW || !review_has_cell(survey, cell)) return 0;
  int frame = frame_of_cell(survey, cell);
  survey->returning = true;
  return move_to(survey, page_of_question(survey, frame, question_of_cell(survey, frame, cell)));
}

static unsigned change_language(Survey *survey, const SurveyEvent *event) {
  if (event->language_ix < 0 || (size_t)event->language_ix >= survey->setup.form->language_count) return 0;
  if (event->language_ix != survey->language_ix) survey->unsaved = true; /* the response says in which language it was given */
  survey->language_ix = event->language_ix;
  return save_if_new(survey);
}

/* The new instance's first page; where it has none, the same page again. */
static unsigned add_instance(Survey *survey) {
  int frame = survey->page.first.frame, repeat_ix = survey->page.group_ix;
  if (survey->page.kind != PAGE_REPEAT || !frames_have_room(survey, frame, repeat_ix)) return 0;
  int count = frame_instances(survey, frame, repeat_ix)->count;
  frames_set_count(survey, frame, repeat_ix, count + 1);
  recompute(survey);
  survey->unsaved = true;
  Page next;
  int added = frame_instances(survey, frame, repeat_ix)->frames[count];
  bool found = page_find(survey, (Cursor){added, survey->outline.begin_stop[repeat_ix]}, 1, &next);
  return found ? move_to(survey, next) : save_if_new(survey);
}

static unsigned remove_instance(Survey *survey) {
  if (survey->page.kind != PAGE_REPEAT) return 0;
  int frame = survey->page.first.frame, repeat_ix = survey->page.group_ix;
  int count = frame_instances(survey, frame, repeat_ix)->count;
  if (count == 0) return 0;
  frames_set_count(survey, frame, repeat_ix, count - 1);
  recompute(survey);
  survey->unsaved = true;
  return save_if_new(survey);
}

/* When nothing is relevant, the first question there is to ask is asked all the same. */
static void show_first(Survey *survey) {
  const Form *form = survey->setup.form;
  Page first;
  if (!walk_on(survey, cursor_outside(survey, 1), &first)) {
    int question_ix = 0;
    for (size_t i = form->question_count; i-- > 0;) {
      if (form_type(form->questions[i].kind)->asked) question_ix = (int)i;
    }
    CellState *state = cell_state(survey, 0, question_ix);
    state->relevant = state->held = true;
    first = page_of_question(survey, 0, question_ix);
    recompute_readers(survey, 0, question_ix);
    recompute(survey);
  }
  page_show(survey, first);
}

Survey *survey_new(Arena *session, const SurveySetup *setup) {
  BUG_UNLESS(setup->form->question_count > 0);
  Survey *survey = ARENA_NEW(session, Survey);
  survey->setup = *setup;
  survey->session = session;
  survey->language_ix = setup->language_ix;
  survey->begun_ms = survey->now_ms = setup->clock->wall_ms(setup->clock);
  survey->outline = outline_make(session, setup->form);
  survey->page.group_ix = -1;
  choice_order_begin(survey);
  frames_begin(survey);
  recompute(survey);
  show_first(survey);
  return survey;
}

unsigned survey_step(Survey *survey, const SurveyEvent *event) {
  if (survey->over) return 0;
  survey->now_ms = survey->setup.clock->wall_ms(survey->setup.clock);
  value_refresh_ends(survey);
  if (event->kind != SURVEY_ANSWER) frames_settle(survey);
  recompute(survey);
  if (survey->page.kind == PAGE_REVIEW) page_refresh(survey);
  switch (event->kind) {
  case SURVEY_ANSWER:
    return take_answer(survey, event);
  case SURVEY_NEXT:
    return go_next(survey);
  case SURVEY_BACK:
    return go_back(survey);
  case SURVEY_LANGUAGE:
    return change_language(survey, event);
  case SURVEY_ABANDON:
    return end_early(survey);
  case SURVEY_ADD:
    return add_instance(survey);
  case SURVEY_GO:
    return go_to(survey, event->cell);
  case SURVEY_REMOVE:
    return remove_instance(survey);
  }
  BUG("an event of no kind");
}

const Form *survey_form(const Survey *survey) {
  return survey->setup.form;
}

int survey_language(const Survey *survey) {
  return survey->language_ix;
}

bool survey_is_over(const Survey *survey) {
  return survey->over;
}

SurveyProblem survey_problem(const Survey *survey) {
  int cell = survey_current(survey);
  return cell < 0 ? PROBLEM_NONE : cell_at(survey, cell)->problem;
}

bool survey_has_answers(const Survey *survey) {
  for (int frame = 0; survey->answered_count > 0 && frame < survey->frame_count; frame++) {
    int level = survey->frames[frame].repeat_ix;
    const Group *repeat = level < 0 ? NULL : group_at(survey, level);
    int end_ix = repeat ? repeat->end_question_ix : (int)survey->setup.form->question_count;
    for (int i = repeat ? repeat->first_question_ix : 0; survey->frames[frame].body && i < end_ix; i++) {
      if (question_at(survey, i)->link_element) continue;
      if (cell_state(survey, frame, i)->answered && rules_counts(survey, frame, i)) return true;
    }
  }
  return false;
}
