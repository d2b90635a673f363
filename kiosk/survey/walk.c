/* From frame to frame: which one a reference means as seen from another, and all of a repeat in their order. */
#include "survey_state.h"

bool repeat_holds(const Survey *survey, int repeat_ix, int reference_ix) {
  if (repeat_ix < 0) return true;
  const Form *form = survey->setup.form;
  const Group *repeat = &form->groups[repeat_ix];
  int question_ix = form_question_of(form, reference_ix), group_ix = form_group_of(form, reference_ix);
  if (question_ix >= 0) return repeat->first_question_ix <= question_ix && question_ix < repeat->end_question_ix;
  return repeat_ix < group_ix && group_ix < repeat->end_group_ix;
}

int reference_level(const Survey *survey, int reference_ix) {
  const Form *form = survey->setup.form;
  int question_ix = form_question_of(form, reference_ix), group_ix = form_group_of(form, reference_ix);
  if (question_ix >= 0) return form->questions[question_ix].repeat_ix;
  return group_ix >= 0 ? form->groups[group_ix].repeat_ix : -1;
}

int frame_around(const Survey *survey, int frame, int reference_ix) {
  while (!repeat_holds(survey, survey->frames[frame].repeat_ix, reference_ix))
    frame = survey->frames[frame].parent;
  return frame;
}

/* The repeat directly in a frame that is, or that holds, another one. */
static int repeat_towards(const Survey *survey, int frame, int repeat_ix) {
  while (group_at(survey, repeat_ix)->repeat_ix != survey->frames[frame].repeat_ix)
    repeat_ix = group_at(survey, repeat_ix)->repeat_ix;
  return repeat_ix;
}

/* Down along the first instances, until at the repeat or where there is no instance. */
static int descend(const Survey *survey, int frame, int repeat_ix) {
  while (survey->frames[frame].repeat_ix != repeat_ix) {
    const Instances *instances = frame_instances(survey, frame, repeat_towards(survey, frame, repeat_ix));
    if (instances->count == 0) break;
    frame = instances->frames[0];
  }
  return frame;
}

/* The next instance behind a frame, or behind one of those around it that are beneath the ancestor; or -1. */
static int step_over(const Survey *survey, int ancestor, int frame) {
  for (; frame != ancestor; frame = survey->frames[frame].parent) {
    const Frame *f = &survey->frames[frame];
    const Instances *siblings = frame_instances(survey, f->parent, f->repeat_ix);
    if (f->instance + 1 < siblings->count) return siblings->frames[f->instance + 1];
  }
  return -1;
}

int frame_next(const Survey *survey, int ancestor, int repeat_ix, int from) {
  int at = from < 0 ? ancestor : step_over(survey, ancestor, from);
  while (at >= 0) {
    at = descend(survey, at, repeat_ix);
    if (survey->frames[at].repeat_ix == repeat_ix) return at;
    at = step_over(survey, ancestor, at);
  }
  return -1;
}
