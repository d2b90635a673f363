#include "survey_state.h"

void across_begin(Survey *survey) {
  Across *across = &survey->across;
  size_t count = form_reference_count(survey->setup.form);
  across->seen = ARENA_NEW(survey->session, int);
  across->widest = ARENA_ARRAY(survey->session, int, count);
  across->first_round = ARENA_ARRAY(survey->session, int, count);
  for (size_t i = 0; i < count; i++) {
    across->widest[i] = NOT_ACROSS;
    across->first_round[i] = -1;
  }
}

void across_note(const Survey *survey, int frame, int repeat_ix) {
  for (int at = frame; at > 0; at = survey->frames[at].parent) {
    if (survey->frames[at].repeat_ix == repeat_ix && repeat_ix < *survey->across.seen) *survey->across.seen = repeat_ix;
  }
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

void across_keep(Survey *survey, int reference_ix) {
  const Form *form = survey->setup.form;
  Across *across = &survey->across;
  int seen = *across->seen, before = across->widest[reference_ix];
  if (seen >= before) return;
  across->widest[reference_ix] = seen;
  Keeping keeping = {survey, reference_ix};
  note_round(&keeping, (int)form->question_count + seen);
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
