#include "view.h"

static const QuestionView *const views[] = {
    [QUESTION_NOTE] = &view_note,
    [QUESTION_ACKNOWLEDGE] = &view_acknowledge,
    [QUESTION_SELECT_ONE] = &view_select_one,
    [QUESTION_SELECT_MULTIPLE] = &view_select_multiple,
    [QUESTION_RANK] = &view_rank,
    [QUESTION_RANGE] = &view_range,
    [QUESTION_INTEGER] = &view_integer,
    [QUESTION_DECIMAL] = &view_decimal,
    [QUESTION_TEXT] = &view_text,
    [QUESTION_DATE] = &view_date,
    [QUESTION_TIME] = &view_time,
    [QUESTION_DATETIME] = &view_datetime,
    [QUESTION_IMAGE] = &view_image,
    [QUESTION_CALCULATE] = &view_unasked,
    [QUESTION_HIDDEN] = &view_unasked,
    [QUESTION_START] = &view_unasked,
    [QUESTION_END] = &view_unasked,
    [QUESTION_TODAY] = &view_unasked,
    [QUESTION_DEVICEID] = &view_unasked,
    [QUESTION_UNASKED] = &view_unasked,
};
_Static_assert(COUNT_OF(views) == QUESTION_KIND_COUNT, "every question type has its view");

const QuestionView *question_view(QuestionKind kind) {
  return views[kind];
}

KeyboardKind view_sheet_keyboard(const Scene *scene, int cell) {
  Asked asked = asked_in(scene, cell);
  const QuestionView *view = question_view(asked.question->kind);
  return view->sheet_keyboard ? view->sheet_keyboard(scene, &asked) : KEYBOARD_NONE;
}

int clear_button(Build *b, UiString says, Rect row) {
  Str words = build_string(b, says);
  int width = b->metrics->width(b->metrics->context, words, b->sizes.font_body, FONT_SEMIBOLD) + 2 * b->sizes.gap;
  width = width < b->sizes.target ? b->sizes.target : width;
  if (row.w > 0) {
    bool narrow = width > row.w; /* then its words are smaller before they need two lines */
    width = narrow ? row.w : width;
    Rect rect = {row.x + row.w - width, row.y, width, row.h};
    Node *node = build_button(b, INK_QUIET, STR("clear"), words, rect, (Act){.kind = ACT_CLEAR});
    if (narrow) {
      build_words(b, node, words, rect_inset(rect, b->sizes.gap_tight), b->sizes.font_small, FONT_SEMIBOLD, THEME_ACCENT,
                  ALIGN_CENTRE);
    }
  }
  return width;
}
