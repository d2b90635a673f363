#include "survey_state.h"

static void add_stop(Outline *outline, Stop stop) {
  outline->stops[outline->count++] = stop;
}

/* Groups come in the form's order, outer before inner, and are known by the questions between their ends; open holds the repeats that
 * the walk is in. */
static void make_stops(Outline *outline, const Form *form, int *open) {
  size_t open_count = 0, group_ix = 0;
  for (size_t i = 0; i <= form->question_count; i++) {
    for (;;) {
      const Group *innermost = open_count > 0 ? &form->groups[open[open_count - 1]] : NULL;
      const Group *next = group_ix < form->group_count ? &form->groups[group_ix] : NULL;
      if (next && next->first_question_ix == (int)i && (!innermost || (int)group_ix < innermost->end_group_ix)) {
        if (next->repeats) {
          outline->begin_stop[group_ix] = outline->count;
          add_stop(outline, (Stop){.question_ix = -1, .repeat_ix = (int)group_ix});
          open[open_count++] = (int)group_ix;
        }
        group_ix++;
      } else if (innermost && innermost->end_question_ix == (int)i) {
        int repeat_ix = open[--open_count];
        outline->end_stop[repeat_ix] = outline->count;
        add_stop(outline, (Stop){.question_ix = -1, .repeat_ix = repeat_ix, .ends = true});
      } else {
        break;
      }
    }
    if (i == form->question_count) break;
    outline->question_stop[i] = outline->count;
    add_stop(outline, (Stop){.question_ix = (int)i, .repeat_ix = -1});
  }
}

static void find_field_lists(Outline *outline, const Form *form) {
  for (size_t i = 0; i < form->question_count; i++)
    outline->field_list[i] = -1;
  for (size_t i = 0; i < form->group_count; i++) {
    const Group *group = &form->groups[i];
    for (int q = group->first_question_ix; group->field_list && q < group->end_question_ix; q++)
      outline->field_list[q] = (int)i;
  }
}

static void find_triggered(Outline *outline, const Form *form) {
  for (size_t i = 0; i < form->question_count; i++)
    outline->first_triggered[i] = -1;
  for (size_t i = form->question_count; i-- > 0;) {
    int trigger_ix = form->questions[i].trigger_ix;
    if (trigger_ix < 0) continue;
    outline->next_triggered[i] = outline->first_triggered[trigger_ix];
    outline->first_triggered[trigger_ix] = (int)i;
  }
}

typedef struct Widening {
  Arena *arena;
  Outline *outline;
  const Form *form;
  int reference_ix; /* whose expression it is */
} Widening;

static void note_repeat_around(void *context, int named_ix) {
  const Widening *w = context;
  int group_ix = form_group_of(w->form, named_ix);
  if (group_ix < 0 || !w->form->groups[group_ix].repeats) return;
  const Group *repeat = &w->form->groups[group_ix];
  int question_ix = form_question_of(w->form, w->reference_ix), own_group_ix = form_group_of(w->form, w->reference_ix);
  bool around = question_ix >= 0 ? repeat->first_question_ix <= question_ix && question_ix < repeat->end_question_ix
                                 : group_ix < own_group_ix && own_group_ix < repeat->end_group_ix;
  int *widest = &w->outline->widest[w->reference_ix];
  if (around && (*widest < 0 || group_ix < *widest)) *widest = group_ix;
}

static bool depends(const Form *form, int reader_ix, int named_ix) {
  const Dependents *readers = &form->dependents[named_ix];
  for (size_t i = 0; i < readers->count; i++) {
    if (readers->items[i] == reader_ix) return true;
  }
  return false;
}

static void note_round(void *context, int named_ix) {
  const Widening *w = context;
  Outline *outline = w->outline;
  if (depends(w->form, w->reference_ix, named_ix)) return;
  size_t count = outline->round_count;
  outline->rounds = session_room(w->arena, outline->rounds, count, count + 1, sizeof(Round), &outline->round_capacity);
  outline->rounds[count] = (Round){w->reference_ix, outline->first_round[named_ix]};
  outline->first_round[named_ix] = (int)count;
  outline->round_count++;
}

/* The expressions that are worked out again when something changes. */
static void each_reference(Widening *w, void (*visit)(void *context, int named_ix)) {
  int question_ix = form_question_of(w->form, w->reference_ix), group_ix = form_group_of(w->form, w->reference_ix);
  const Expr *exprs[] = {NULL, NULL, NULL};
  if (question_ix >= 0) {
    const Question *question = &w->form->questions[question_ix];
    exprs[0] = question->relevant;
    exprs[1] = question->choice_filter;
    exprs[2] = question->trigger_ix < 0 ? question->calculation : NULL;
  } else if (group_ix >= 0) {
    exprs[0] = w->form->groups[group_ix].relevant;
    exprs[1] = w->form->groups[group_ix].repeat_count;
  }
  for (size_t i = 0; i < COUNT_OF(exprs); i++) {
    if (exprs[i]) expr_each_reference(exprs[i], visit, w);
  }
}

static void find_widest(Outline *outline, const Form *form, Arena *arena) {
  Widening w = {arena, outline, form, 0};
  size_t count = form_reference_count(form);
  for (size_t i = 0; i < count; i++)
    outline->widest[i] = outline->first_round[i] = -1;
  for (size_t i = 0; i < count && form->group_count > 0; i++) {
    w.reference_ix = (int)i;
    each_reference(&w, note_repeat_around);
    if (outline->widest[i] >= 0) each_reference(&w, note_round);
  }
}

static void find_ends(Outline *outline, const Form *form, int *ends) {
  outline->ends = ends;
  for (size_t i = 0; i < form->question_count; i++) {
    if (form->questions[i].kind == QUESTION_END) ends[outline->end_count++] = (int)i;
  }
}

Outline outline_make(Arena *arena, const Form *form) {
  size_t questions = form->question_count, groups = form->group_count;
  Outline outline = {
      .stops = ARENA_ARRAY(arena, Stop, questions + 2 * groups),
      .question_stop = ARENA_ARRAY(arena, int, questions),
      .begin_stop = ARENA_ARRAY(arena, int, groups),
      .end_stop = ARENA_ARRAY(arena, int, groups),
      .field_list = ARENA_ARRAY(arena, int, questions),
      .first_triggered = ARENA_ARRAY(arena, int, questions),
      .next_triggered = ARENA_ARRAY(arena, int, questions),
      .widest = ARENA_ARRAY(arena, int, form_reference_count(form)),
      .first_round = ARENA_ARRAY(arena, int, form_reference_count(form)),
  };
  make_stops(&outline, form, ARENA_ARRAY(arena, int, groups));
  find_field_lists(&outline, form);
  find_triggered(&outline, form);
  find_widest(&outline, form, arena);
  find_ends(&outline, form, ARENA_ARRAY(arena, int, questions));
  return outline;
}
