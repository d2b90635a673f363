/* What an expression reads while it is evaluated: values, and labels in the visit's language. */
#include "survey_state.h"

static Value first_of_many(const Survey *survey, int ancestor, int question_ix, Arena *arena) {
  int level = question_at(survey, question_ix)->repeat_ix;
  for (int at = frame_next(survey, ancestor, level, -1); at >= 0; at = frame_next(survey, ancestor, level, at)) {
    if (cell_state(survey, at, question_ix)->relevant) return value_read(survey, at, question_ix, arena);
  }
  return VALUE_NONE;
}

static Value read_reference(void *context, int reference_ix) {
  const Standpoint *standpoint = context;
  const Survey *survey = standpoint->survey;
  int question_ix = form_question_of(survey->setup.form, reference_ix);
  if (question_ix < 0) return VALUE_NONE;
  int frame = frame_around(survey, standpoint->frame, reference_ix);
  if (survey->frames[frame].repeat_ix != question_at(survey, question_ix)->repeat_ix)
    return first_of_many(survey, frame, question_ix, standpoint->arena);
  return cell_state(survey, frame, question_ix)->relevant ? value_read(survey, frame, question_ix, standpoint->arena) : VALUE_NONE;
}

static Value read_self(void *context) {
  const Standpoint *standpoint = context;
  const Survey *survey = standpoint->survey;
  if (standpoint->cell < 0) return VALUE_NONE;
  int frame = frame_of_cell(survey, standpoint->cell);
  if (!survey->frames[frame].body) return VALUE_NONE;
  return value_read(survey, frame, question_of_cell(survey, frame, standpoint->cell), standpoint->arena);
}

static Str choice_label(void *context, int reference_ix, Str choice_name) {
  const Standpoint *standpoint = context;
  const Survey *survey = standpoint->survey;
  int question_ix = form_question_of(survey->setup.form, reference_ix);
  if (question_ix < 0) return (Str){0};
  const ChoiceList *list = form_choices(survey->setup.form, question_at(survey, question_ix));
  if (list && list->answers_ix >= 0) return choice_name; /* it reads as the answer already */
  return list ? choice_labels(survey, list, value_text(choice_name), standpoint->arena) : (Str){0};
}

static Str itext(void *context, Str id) {
  const Survey *survey = ((const Standpoint *)context)->survey;
  const Choice *choice = list_choice_of_itext(survey, id);
  return choice ? text_in(survey->setup.form, choice->label, survey->language_ix) : (Str){0};
}

static Str look_up(void *context, Str table, Str column, Str key_column, Str key) {
  return form_look_up(((const Standpoint *)context)->survey->setup.form, table, column, key_column, key);
}

ExprHost host_at(Standpoint *standpoint, ExprNode node, int64_t wall_ms) {
  const Survey *survey = standpoint->survey;
  return (ExprHost){
      .context = standpoint,
      .reference = read_reference,
      .self = read_self,
      .wall_ms = wall_ms,
      .begun_wall_ms = survey->begun_ms,
      .random = survey->setup.random,
      .tree = &survey_tree,
      .node = node,
      .current = node,
      .choice_label = choice_label,
      .itext = itext,
      .look_up = look_up,
  };
}
