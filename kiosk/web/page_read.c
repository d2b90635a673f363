#include "question.h"
#include "view/view.h"

#include <string.h>

static Str field_name(const WebPosted *posted, const char *part) {
  return part ? arena_printf(posted->arena, "c%d.%s", posted->cell, part) : arena_printf(posted->arena, "c%d", posted->cell);
}

Str web_field(const WebPosted *posted, const char *part) {
  return http_field(posted->request->fields, posted->request->field_count, field_name(posted, part));
}

const Str *web_fields(const WebPosted *posted, const char *part, size_t *count) {
  const HttpRequest *request = posted->request;
  Str name = field_name(posted, part), *values = ARENA_ARRAY(posted->arena, Str, request->field_count);
  *count = 0;
  for (size_t i = 0; i < request->field_count; i++)
    if (str_equal(request->fields[i].name, name)) values[(*count)++] = request->fields[i].value;
  return values;
}

static bool was_on_page(const HttpRequest *request, int cell) {
  for (size_t i = 0; i < request->field_count; i++) {
    int64_t number;
    bool names = str_is(request->fields[i].name, "cell") && str_to_int64(request->fields[i].value, &number) && number == cell;
    if (names) return true;
  }
  return false;
}

/* The next part of "up:12:3". */
static Str next_part(Str *rest) {
  const char *colon = rest->len > 0 ? memchr(rest->ptr, ':', rest->len) : NULL;
  size_t len = colon ? (size_t)(colon - rest->ptr) : rest->len;
  Str part = {rest->ptr, len};
  size_t taken = colon ? len + 1 : len;
  *rest = (Str){rest->ptr + taken, rest->len - taken};
  return part;
}

/* "again:WAY:CELL:NTH", where it is of this cell. */
static void read_again(WebPosted *posted) {
  Str pressed = http_field(posted->request->fields, posted->request->field_count, STR("do")), mark = STR("again:");
  if (!str_starts_with(pressed, mark)) return;
  Str rest = {pressed.ptr + mark.len, pressed.len - mark.len}, way = next_part(&rest), cell = next_part(&rest);
  int64_t number, nth = 0;
  if (!str_to_int64(cell, &number) || number != posted->cell) return;
  if (rest.len > 0 && (!str_to_int64(rest, &nth) || nth < 0 || nth > INT32_MAX)) return;
  posted->again = way;
  posted->again_ix = (int)nth;
}

PageRead page_read(Arena *arena, const Survey *survey, int cell, const HttpRequest *request, Value *out, Str *typed) {
  *out = VALUE_NONE;
  *typed = (Str){0};
  if (!was_on_page(request, cell)) return PAGE_READ_ABSENT;
  const Form *form = survey_form(survey);
  const Question *question = &form->questions[survey_question(survey, cell)];
  if (!form_type(question->kind)->takes_answer || survey_is_read_only(survey, cell)) return PAGE_READ_ABSENT;
  WebPosted posted = {.arena = arena, .survey = survey, .cell = cell, .question = question, .request = request};
  posted.answer = survey_answer(survey, cell);
  read_again(&posted);
  if (str_is(posted.again, "clear")) return PAGE_READ_VALUE;
  bool read = web_view(question->kind)->read(&posted, out, typed);
  if (read && (value_is_empty(*out) || question_accepts(form, question, *out))) return PAGE_READ_VALUE;
  *out = VALUE_NONE;
  return PAGE_READ_NOT_ONE;
}
