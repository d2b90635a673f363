#include "survey_state.h"

void across_begin(Survey *survey) {
  Across *across = &survey->across;
  size_t count = form_reference_count(survey->setup.form);
  across->seen = ARENA_NEW(survey->session, Reach);
  across->reaches = ARENA_ARRAY(survey->session, Reach, count);
  across->first_round = ARENA_ARRAY(survey->session, int, count);
  for (size_t i = 0; i < count; i++) {
    across->reaches[i].widest = NOT_ACROSS;
    across->first_round[i] = -1;
  }
}

void across_watch(const Survey *survey) {
  *survey->across.seen = (Reach){.widest = NOT_ACROSS};
}

/* Distances are told of one repeat: who looks across two may look anywhere in the outer one. */
static void widen(Reach *reach, int repeat_ix) {
  if (reach->widest == repeat_ix) return;
  if (reach->widest != NOT_ACROSS) reach->distance_count = ANY_DISTANCE;
  if (repeat_ix < reach->widest) reach->widest = repeat_ix;
}

static void add_distance(Reach *reach, int distance) {
  if (reach->distance_count == ANY_DISTANCE) return;
  for (int i = 0; i < reach->distance_count; i++) {
    if (reach->distances[i] == distance) return;
  }
  if (reach->distance_count == DISTANCES_MAX)
    reach->distance_count = ANY_DISTANCE;
  else
    reach->distances[reach->distance_count++] = distance;
}

void across_note(const Survey *survey, int frame, int repeat_ix) {
  for (int at = frame; at > 0; at = survey->frames[at].parent) {
    if (survey->frames[at].repeat_ix == repeat_ix) widen(survey->across.seen, repeat_ix);
  }
}

void across_look_anywhere(const Survey *survey, int frame, int repeat_ix) {
  across_note(survey, frame, repeat_ix);
  survey->across.seen->distance_count = ANY_DISTANCE;
}

static int depth_of(const Survey *survey, int frame) {
  int depth = 0;
  for (int at = frame; at > 0; at = survey->frames[at].parent)
    depth++;
  return depth;
}

/* Up from both to where they part: instances of one repeat, unless one stands in the other, or they are of different repeats. */
void across_look(const Survey *survey, int frame, int into) {
  const Frame *frames = survey->frames;
  if (frame == 0 || into == 0 || frame == into) return;
  int depth = depth_of(survey, frame), other = depth_of(survey, into);
  for (; depth > other; depth--)
    frame = frames[frame].parent;
  for (; other > depth; other--)
    into = frames[into].parent;
  while (frame != into && frames[frame].parent != frames[into].parent) {
    frame = frames[frame].parent;
    into = frames[into].parent;
  }
  if (frame == into || frames[frame].repeat_ix != frames[into].repeat_ix) return;
  widen(survey->across.seen, frames[frame].repeat_ix);
  add_distance(survey->across.seen, frames[into].instance - frames[frame].instance);
}

static bool depends(const Form *form, int reader_ix, int named_ix) {
  const Dependents *readers = &form->dependents[named_ix];
  for (size_t i = 0; i < readers->count; i++) {
    if (readers->items[i] == reader_ix) return true;
  }
  return false;
}

typedef struct Keeping {
  Survey *survey;
  int reader_ix;
} Keeping;

static void note_round(void *context, int named_ix) {
  const Keeping *keeping = context;
  Survey *survey = keeping->survey;
  Across *across = &survey->across;
  if (depends(survey->setup.form, keeping->reader_ix, named_ix)) return;
  size_t count = across->round_count;
  across->rounds = room_for(survey->session, across->rounds, count, count + 1, sizeof(Round), &across->round_capacity);
  across->rounds[count] = (Round){keeping->reader_ix, across->first_round[named_ix]};
  across->first_round[named_ix] = (int)count;
  across->round_count++;
}

static void each_reference(Keeping *keeping, const Expr *expr) {
  if (expr) expr_each_reference(expr, note_round, keeping);
}

static void merge(Reach *reach, const Reach *seen) {
  if (seen->widest == NOT_ACROSS) return;
  widen(reach, seen->widest);
  if (seen->distance_count == ANY_DISTANCE) reach->distance_count = ANY_DISTANCE;
  for (int i = 0; i < seen->distance_count; i++)
    add_distance(reach, seen->distances[i]);
}

void across_keep(Survey *survey, int reference_ix) {
  const Form *form = survey->setup.form;
  Across *across = &survey->across;
  Reach *reach = &across->reaches[reference_ix];
  int before = reach->widest;
  merge(reach, across->seen);
  if (reach->widest == before) return;
  Keeping keeping = {survey, reference_ix};
  note_round(&keeping, (int)form->question_count + reach->widest);
  if (before != NOT_ACROSS) return;
  int question_ix = form_question_of(form, reference_ix), group_ix = form_group_of(form, reference_ix);
  if (question_ix >= 0) {
    const Question *question = question_at(survey, question_ix);
    each_reference(&keeping, question->relevant);
    each_reference(&keeping, question->choice_filter);
    if (question->trigger_ix < 0) each_reference(&keeping, question->calculation);
  } else if (group_ix >= 0) {
    each_reference(&keeping, group_at(survey, group_ix)->relevant);
    each_reference(&keeping, group_at(survey, group_ix)->repeat_count);
  }
}
