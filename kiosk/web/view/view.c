#include "view.h"

static const WebView *const views[] = {
    [QUESTION_NOTE] = &web_view_note,
    [QUESTION_ACKNOWLEDGE] = &web_view_acknowledge,
    [QUESTION_SELECT_ONE] = &web_view_select_one,
    [QUESTION_SELECT_MULTIPLE] = &web_view_select_multiple,
    [QUESTION_RANK] = &web_view_rank,
    [QUESTION_RANGE] = &web_view_range,
    [QUESTION_INTEGER] = &web_view_integer,
    [QUESTION_DECIMAL] = &web_view_decimal,
    [QUESTION_TEXT] = &web_view_text,
    [QUESTION_DATE] = &web_view_date,
    [QUESTION_TIME] = &web_view_time,
    [QUESTION_DATETIME] = &web_view_datetime,
    [QUESTION_IMAGE] = &web_view_image,
    [QUESTION_CALCULATE] = &web_view_unasked,
    [QUESTION_HIDDEN] = &web_view_unasked,
    [QUESTION_START] = &web_view_unasked,
    [QUESTION_END] = &web_view_unasked,
    [QUESTION_TODAY] = &web_view_unasked,
    [QUESTION_DEVICEID] = &web_view_unasked,
    [QUESTION_UNASKED] = &web_view_unasked,
};
_Static_assert(COUNT_OF(views) == QUESTION_KIND_COUNT, "every question type has its view");

const WebView *web_view(QuestionKind kind) {
  return views[kind];
}

WebShape web_view_shape(const Page *page, const WebAsked *asked) {
  const WebView *view = views[asked->question->kind];
  return view->shape_of ? view->shape_of(page, asked) : view->shape;
}
