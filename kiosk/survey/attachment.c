/* Answers that are kept as a file beside the others, and are known there by a name. */
#include "survey_state.h"

static const char *ending_of(const Survey *survey, int cell) {
  const QuestionType *type = question_type(survey_form(survey)->questions[survey_question(survey, cell)].kind);
  Value answer = survey_answer(survey, cell);
  return type->attachment_ending(answer.kind == VALUE_TEXT ? answer.text : (Str){0});
}

/* Names of questions and groups do not begin with "-" and instances are digits, so a "-" doubled here and a "-" for what parts them can be
 * told apart: different paths have different names. */
Str survey_attachment(const Survey *survey, int cell, Arena *arena) {
  Str path = survey_path(survey, cell, arena);
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < path.len; i++) {
    char c = path.ptr[i];
    if (c == '/' || c == '[')
      sink_z(&sink, "-");
    else if (c == '-')
      sink_z(&sink, "--");
    else if (c != ']')
      sink_bytes(&sink, &c, 1);
  }
  sink_z(&sink, ending_of(survey, cell));
  return buffer_view(&buffer);
}

static bool is_attachment(const Survey *survey, Cursor at) {
  int question_ix = survey->outline.stops[at.stop].question_ix;
  return question_ix >= 0 && question_type(question_at(survey, question_ix)->kind)->attachment &&
         rules_counts(survey, at.frame, question_ix);
}

const SurveyAttachment *survey_attachments(const Survey *survey, Arena *arena, size_t *count) {
  SurveyAttachment *items = NULL;
  size_t capacity = 0;
  *count = 0;
  for (Cursor at = cursor_outside(survey, 1); cursor_step(survey, &at, 1);) {
    if (!is_attachment(survey, at)) continue;
    int question_ix = survey->outline.stops[at.stop].question_ix;
    items = room_for(arena, items, *count, *count + 1, sizeof *items, &capacity);
    items[(*count)++] = (SurveyAttachment){
        .name = survey_attachment(survey, cell_number(survey, at.frame, question_ix), arena),
        .sketch = cell_state(survey, at.frame, question_ix)->answer.value.text,
    };
  }
  return items;
}
