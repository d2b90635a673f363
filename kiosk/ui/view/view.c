#include "view.h"

static const QuestionView *const views[] = {
    [QUESTION_NOTE] = &view_note,
    [QUESTION_ACKNOWLEDGE] = &view_acknowledge,
    [QUESTION_SELECT_ONE] = &view_select_one,
    [QUESTION_SELECT_MULTIPLE] = &view_select_multiple,
    [QUESTION_INTEGER] = &view_integer,
    [QUESTION_TEXT] = &view_text,
    [QUESTION_RANK] = &view_note,
    [QUESTION_RANGE] = &view_note,
    [QUESTION_DECIMAL] = &view_note,
    [QUESTION_DATE] = &view_note,
    [QUESTION_TIME] = &view_note,
    [QUESTION_DATETIME] = &view_note,
    [QUESTION_CALCULATE] = &view_note,
    [QUESTION_HIDDEN] = &view_note,
    [QUESTION_START] = &view_note,
    [QUESTION_END] = &view_note,
    [QUESTION_TODAY] = &view_note,
    [QUESTION_DEVICEID] = &view_note,
    [QUESTION_UNASKED] = &view_note,
};
_Static_assert(COUNT_OF(views) == QUESTION_KIND_COUNT, "every question type has its view");

const QuestionView *question_view(QuestionKind kind) {
  return views[kind];
}
