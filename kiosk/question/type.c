#include "question_types.h"

static const QuestionType *const types[] = {
    [QUESTION_NOTE] = &question_note,
    [QUESTION_ACKNOWLEDGE] = &question_acknowledge,
    [QUESTION_SELECT_ONE] = &question_select_one,
    [QUESTION_SELECT_MULTIPLE] = &question_select_multiple,
    [QUESTION_RANK] = &question_unasked,
    [QUESTION_RANGE] = &question_unasked,
    [QUESTION_INTEGER] = &question_integer,
    [QUESTION_DECIMAL] = &question_unasked,
    [QUESTION_TEXT] = &question_text,
    [QUESTION_DATE] = &question_unasked,
    [QUESTION_TIME] = &question_unasked,
    [QUESTION_DATETIME] = &question_unasked,
    [QUESTION_CALCULATE] = &question_unasked,
    [QUESTION_HIDDEN] = &question_unasked,
    [QUESTION_START] = &question_unasked,
    [QUESTION_END] = &question_unasked,
    [QUESTION_TODAY] = &question_unasked,
    [QUESTION_DEVICEID] = &question_unasked,
    [QUESTION_UNASKED] = &question_unasked,
};
_Static_assert(COUNT_OF(types) == QUESTION_KIND_COUNT, "a record for every question type");

size_t question_whole_column(Arena *arena, const Form *form, const Question *question, const ExportColumn **out) {
  (void)form;
  ExportColumn *column = ARENA_NEW(arena, ExportColumn);
  *column = (ExportColumn){.name = question->name, .choice_ix = -1};
  *out = column;
  return 1;
}

void question_text_to_json(Value value, Sink *sink) {
  sink_json_str(sink, value.text);
}

const QuestionType *question_type(QuestionKind kind) {
  return types[kind];
}

bool question_accepts(const Form *form, const Question *question, Value value) {
  return value_is_empty(value) || question_type(question->kind)->accept(form, question, value);
}
