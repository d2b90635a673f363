#include "view.h"

static const QuestionView *const views[] = {
    [QUESTION_NOTE] = &view_note,
    [QUESTION_ACKNOWLEDGE] = &view_acknowledge,
    [QUESTION_SELECT_ONE] = &view_select_one,
    [QUESTION_SELECT_MULTIPLE] = &view_select_multiple,
    [QUESTION_INTEGER] = &view_integer,
    [QUESTION_TEXT] = &view_text,
};
_Static_assert(COUNT_OF(views) == QUESTION_KIND_COUNT, "every question type has its view");

const QuestionView *question_view(QuestionKind kind) {
  return views[kind];
}
