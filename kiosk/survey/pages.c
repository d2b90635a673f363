/* The way through the form: from stop to stop, in and out of instances, and what makes a page. */
#include "survey_state.h"

static const Stop *stop_at(const Survey *survey, Cursor at) {
  return &survey->outline.stops[at.stop];
}

static bool has_instances(const Survey *survey, int frame, int repeat_ix) {
  return holder_relevant(survey, frame, repeat_ix) && frame_instances(survey, frame, repeat_ix)->count > 0;
}

/* Stands on a repeat's begin, seen from the frame around it. */
static bool enter_first(const Survey *survey, Cursor *at, int repeat_ix) {
  if (!has_instances(survey, at->frame, repeat_ix)) {
    at->stop = survey->outline.end_stop[repeat_ix];
    return false;
  }
  at->frame = frame_instances(survey, at->frame, repeat_ix)->frames[0];
  return true;
}

/* Stands on a repeat's end in one of its instances. */
static bool leave_forwards(const Survey *survey, Cursor *at, int repeat_ix) {
  const Frame *frame = &survey->frames[at->frame];
  if (frame->repeat_ix != repeat_ix) return true; /* the first question of all, asked without an instance of its repeat */
  const Instances *siblings = frame_instances(survey, frame->parent, repeat_ix);
  if (frame->instance + 1 < siblings->count) {
    at->frame = siblings->frames[frame->instance + 1];
    at->stop = survey->outline.begin_stop[repeat_ix];
    return false;
  }
  at->frame = frame->parent;
  return true;
}

static bool step_forwards(const Survey *survey, Cursor *at) {
  while (++at->stop < survey->outline.count) {
    const Stop *stop = stop_at(survey, *at);
    if (stop->repeat_ix < 0) return true;
    if (!stop->ends) {
      if (!enter_first(survey, at, stop->repeat_ix)) return true;
    } else if (leave_forwards(survey, at, stop->repeat_ix)) {
      return true;
    }
  }
  return false;
}

/* Behind a repeat: into its last instance, or over it. */
static void enter_last(const Survey *survey, Cursor *at) {
  if (at->stop >= survey->outline.count) return;
  int repeat_ix = stop_at(survey, *at)->repeat_ix;
  if (repeat_ix < 0 || !stop_at(survey, *at)->ends || survey->frames[at->frame].repeat_ix == repeat_ix) return;
  if (has_instances(survey, at->frame, repeat_ix)) {
    const Instances *instances = frame_instances(survey, at->frame, repeat_ix);
    at->frame = instances->frames[instances->count - 1];
  } else {
    at->stop = survey->outline.begin_stop[repeat_ix];
  }
}

static bool step_backwards(const Survey *survey, Cursor *at) {
  enter_last(survey, at);
  while (--at->stop >= 0) {
    const Stop *stop = stop_at(survey, *at);
    if (stop->repeat_ix < 0 || stop->ends) return true;
    const Frame *frame = &survey->frames[at->frame];
    if (frame->repeat_ix != stop->repeat_ix) continue;
    if (frame->instance > 0) {
      at->frame = frame_instances(survey, frame->parent, stop->repeat_ix)->frames[frame->instance - 1];
      at->stop = survey->outline.end_stop[stop->repeat_ix];
    } else {
      at->frame = frame->parent;
    }
  }
  return false;
}

bool cursor_step(const Survey *survey, Cursor *at, int direction) {
  return direction > 0 ? step_forwards(survey, at) : step_backwards(survey, at);
}

Cursor cursor_outside(const Survey *survey, int direction) {
  return (Cursor){0, direction > 0 ? -1 : survey->outline.count};
}

Page page_of_question(const Survey *survey, int frame, int question_ix) {
  int group_ix = survey->outline.field_list[question_ix];
  int first_ix = group_ix < 0 ? question_ix : group_at(survey, group_ix)->first_question_ix;
  int last_ix = group_ix < 0 ? question_ix : group_at(survey, group_ix)->end_question_ix - 1;
  return (Page){.kind = PAGE_QUESTIONS,
                .first = {frame, survey->outline.question_stop[first_ix]},
                .last = {frame, survey->outline.question_stop[last_ix]},
                .group_ix = group_ix};
}

bool page_at(const Survey *survey, Cursor at, Page *out) {
  const Stop *stop = stop_at(survey, at);
  if (stop->question_ix >= 0) {
    if (!form_type(question_at(survey, stop->question_ix)->kind)->asked) return false;
    if (!cell_state(survey, at.frame, stop->question_ix)->relevant) return false;
    *out = page_of_question(survey, at.frame, stop->question_ix);
    return true;
  }
  if (group_at(survey, stop->repeat_ix)->repeat_count || !holder_relevant(survey, at.frame, stop->repeat_ix)) return false;
  *out = (Page){.kind = PAGE_REPEAT, .first = at, .last = at, .group_ix = stop->repeat_ix};
  return true;
}

bool page_find(const Survey *survey, Cursor from, int direction, Page *out) {
  while (cursor_step(survey, &from, direction)) {
    if (page_at(survey, from, out)) return true;
  }
  return false;
}

void page_add_cell(Survey *survey, int cell) {
  size_t count = survey->page_cell_count;
  survey->page_cells = room_for(survey->session, survey->page_cells, count, count + 1, sizeof(int), &survey->page_cell_capacity);
  survey->page_cells[survey->page_cell_count++] = cell;
}

/* A review is gathered anew each time: an instance that goes leaves no mark on the page. */
void page_refresh(Survey *survey) {
  if (!survey->page_stale && survey->page.kind != PAGE_REVIEW) return;
  survey->page_stale = false;
  survey->page_cell_count = 0;
  if (survey->page.kind == PAGE_REVIEW) review_add_cells(survey);
  if (survey->page.kind != PAGE_QUESTIONS) return;
  for (Cursor at = survey->page.first; at.stop <= survey->page.last.stop; at.stop++) {
    int question_ix = stop_at(survey, at)->question_ix;
    bool asked = form_type(question_at(survey, question_ix)->kind)->asked;
    if (asked && cell_state(survey, at.frame, question_ix)->relevant)
      page_add_cell(survey, cell_number(survey, at.frame, question_ix));
  }
}

void page_show(Survey *survey, Page page) {
  survey->page = page;
  survey->page_stale = true;
  page_refresh(survey);
}

/* Its cells ascend. */
bool page_has_cell(const Survey *survey, int cell) {
  if (survey->page.kind != PAGE_QUESTIONS) return false;
  size_t low = 0, high = survey->page_cell_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (survey->page_cells[middle] < cell)
      low = middle + 1;
    else
      high = middle;
  }
  return low < survey->page_cell_count && survey->page_cells[low] == cell;
}

static int page_serial(const Survey *survey, const Page *page) {
  if (page->kind == PAGE_REVIEW) return -1;
  if (page->group_ix < 0) return 2 * survey->page_cells[0];
  return 2 * holder_number(survey, page->first.frame, page->group_ix) + 1;
}

/* What only is read has no number. */
static bool is_counted(const Survey *survey, int frame, int question_ix) {
  const FormType *type = form_type(question_at(survey, question_ix)->kind);
  return type->asked && type->takes_answer && cell_state(survey, frame, question_ix)->relevant &&
         !survey_is_read_only(survey, cell_number(survey, frame, question_ix));
}

SurveyPage survey_page(const Survey *survey) {
  const Page *page = &survey->page;
  const Frame *frame = &survey->frames[page->first.frame];
  SurveyPage shown = {.kind = page->kind,
                      .cells = survey->page_cells,
                      .cell_count = survey->page_cell_count,
                      .group_ix = page->group_ix,
                      .serial = page_serial(survey, page)};
  if (page->kind == PAGE_REPEAT) {
    shown.instance_count = frame_instances(survey, page->first.frame, page->group_ix)->count;
  } else if (frame->repeat_ix >= 0) {
    shown.instance = frame->instance + 1;
    shown.instance_count = frame_instances(survey, frame->parent, frame->repeat_ix)->count;
  }
  return shown;
}

int survey_current(const Survey *survey) {
  if (survey->page_cell_count == 0) return -1;
  for (size_t i = 0; i < survey->page_cell_count; i++) {
    if (cell_at(survey, survey->page_cells[i])->problem != PROBLEM_NONE) return survey->page_cells[i];
  }
  return survey->page_cells[0];
}

bool survey_is_last(const Survey *survey) {
  Page next;
  if (survey->page.kind == PAGE_REVIEW) return true;
  return !survey->returning && !page_find(survey, survey->page.last, 1, &next) && !review_find(survey, &next);
}

bool survey_is_returning(const Survey *survey) {
  return survey->returning;
}

void survey_progress(const Survey *survey, size_t *done, size_t *total) {
  bool before = true;
  *done = *total = 0;
  for (Cursor at = cursor_outside(survey, 1); cursor_step(survey, &at, 1);) {
    const Cursor *first = &survey->page.first;
    if (at.frame == first->frame && at.stop == first->stop) before = false;
    int question_ix = stop_at(survey, at)->question_ix;
    if (question_ix < 0) continue;
    if (!is_counted(survey, at.frame, question_ix)) continue;
    ++*total;
    if (before) ++*done;
  }
  if (*total == 0) *total = 1;
}
