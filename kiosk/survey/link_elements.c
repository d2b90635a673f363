/* What a visitor is known by again: asked as everything else, and kept by nobody. */
#include "survey_state.h"

/* No element stands in a repeat, so all are the form's own. */
size_t survey_link_elements(const Survey *survey, Arena *arena, const Str **out) {
  const Form *form = survey->setup.form;
  Str *elements = NULL;
  size_t count = 0, capacity = 0;
  *out = NULL;
  for (int i = 0; i < (int)form->question_count; i++) {
    if (!form->questions[i].link_element || !cell_state(survey, 0, i)->relevant) continue;
    if (!rules_counts(survey, 0, i)) return 0;
    elements = room_for(arena, elements, count, count + 1, sizeof *elements, &capacity);
    elements[count++] = value_to_str(arena, cell_state(survey, 0, i)->answer.value);
  }
  *out = elements;
  return count;
}
