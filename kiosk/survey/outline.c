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
  };
  make_stops(&outline, form, ARENA_ARRAY(arena, int, groups));
  find_field_lists(&outline, form);
  find_triggered(&outline, form);
  find_ends(&outline, form, ARENA_ARRAY(arena, int, questions));
  return outline;
}
