#include "question_types.h"

/* In the order of the choice list, so that equal answers are equal bytes; each once; an exclusive choice stands alone. */
static bool accept(const Form *form, const Question *question, Value value) {
  if (value.kind != VALUE_LIST) return false;
  const ChoiceList *list = form_choices(form, question);
  int before_ix = -1;
  for (size_t i = 0; i < value.list.count; i++) {
    int choice_ix = form_find_choice(list, value.list.items[i]);
    if (choice_ix <= before_ix) return false;
    if (list->choices[choice_ix].exclusive && value.list.count > 1) return false;
    before_ix = choice_ix;
  }
  return true;
}

static void to_json(Value value, Sink *sink) {
  sink_z(sink, "[");
  for (size_t i = 0; i < value.list.count; i++) {
    if (i > 0) sink_z(sink, ",");
    sink_json_str(sink, value.list.items[i]);
  }
  sink_z(sink, "]");
}

static size_t columns(Arena *arena, const Form *form, const Question *question, const ExportColumn **out) {
  const ChoiceList *list = form_choices(form, question);
  ExportColumn *made = ARENA_ARRAY(arena, ExportColumn, list->count + 1);
  made[0] = (ExportColumn){.name = question->name, .choice_ix = -1};
  for (size_t i = 0; i < list->count; i++) {
    Str name = arena_printf(arena, STR_FMT "/" STR_FMT, STR_ARG(question->name), STR_ARG(list->choices[i].name));
    made[i + 1] = (ExportColumn){.name = name, .choice_ix = (int)i};
  }
  *out = made;
  return list->count + 1;
}

const QuestionType question_select_multiple = {
    .kind = QUESTION_SELECT_MULTIPLE,
    .saves_at_once = true,
    .accept = accept,
    .to_json = to_json,
    .columns = columns,
};
