#include "robot_types.h"
#include "visit.h"

enum { ADD_PERCENT = 50, REMOVE_PERCENT = 5, INSTANCES_MAX = 8 };

typedef struct Snapshot { /* which cells were relevant */
  bool *relevant;
  int count;
} Snapshot;

static Snapshot take_snapshot(const Visit *visit) {
  int count = survey_cell_count(visit->survey);
  Snapshot snapshot = {.relevant = ARENA_ARRAY(visit->session, bool, (size_t)count), .count = count};
  for (int cell = 0; cell < count; cell++)
    snapshot.relevant[cell] = survey_is_relevant(visit->survey, cell);
  return snapshot;
}

/* A cell of the repeat that came or went: it stands in the instance that was added or removed. */
static int changed_cell(const Visit *visit, const Group *group, Snapshot before) {
  for (int cell = 0; cell < survey_cell_count(visit->survey); cell++) {
    int question_ix = survey_question(visit->survey, cell);
    if (question_ix < group->first_question_ix || question_ix >= group->end_question_ix) continue;
    bool was = cell < before.count && before.relevant[cell];
    if (was != survey_is_relevant(visit->survey, cell)) return cell;
  }
  return -1;
}

/* The front of a cell's path that has as many steps as its repeat's. */
static Str instance_path(const Visit *visit, const Group *group, int cell) {
  if (cell < 0) return group->path;
  Str path = survey_path(visit->survey, cell, visit->session);
  size_t steps = 0, end = 0;
  for (size_t i = 0; i < group->path.len; i++)
    steps += group->path.ptr[i] == '/';
  while (end < path.len && (path.ptr[end] != '/' || steps-- > 0))
    end++;
  return (Str){path.ptr, end};
}

static void change(Visit *visit, SurveyEventKind kind) {
  const Group *group = &visit->setup->form->groups[survey_page(visit->survey).group_ix];
  Snapshot before = take_snapshot(visit);
  visit_do(visit, (SurveyEvent){.kind = kind});
  visit_tell(visit, instance_path(visit, group, changed_cell(visit, group, before)));
}

void repeat_decide(Visit *visit) {
  int instances = survey_page(visit->survey).instance_count;
  if (instances < INSTANCES_MAX && chance_percent(&visit->random, ADD_PERCENT)) {
    change(visit, SURVEY_ADD);
  } else if (instances > 0 && chance_percent(&visit->random, REMOVE_PERCENT)) {
    change(visit, SURVEY_REMOVE);
  } else {
    page_answer(visit);
  }
}
