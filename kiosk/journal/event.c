#include "event.h"
#include "value.h"

Value noted_value_before(const Survey *survey, int cell) {
  return cell >= 0 && cell < survey_cell_count(survey) ? survey_answer(survey, cell) : VALUE_NONE;
}

static Str text_before(const Survey *survey, int cell) {
  Value before = noted_value_before(survey, cell);
  return before.kind == VALUE_TEXT ? before.text : (Str){0};
}

void noted_write(Sink *sink, const Survey *survey, int64_t since_ms, const SurveyEvent *event, bool whole) {
  wire_put(sink, event->kind);
  wire_put_signed(sink, since_ms);
  if (event->kind == SURVEY_ANSWER || event->kind == SURVEY_GO) wire_put_signed(sink, event->cell);
  if (event->kind == SURVEY_ANSWER) wire_put_value(sink, event->value, whole ? (Str){0} : text_before(survey, event->cell));
  if (event->kind == SURVEY_LANGUAGE) wire_put_signed(sink, event->language_ix);
}

void noted_write_glance(Sink *sink, int64_t since_ms) {
  wire_put(sink, EVENT_GLANCE);
  wire_put_signed(sink, since_ms);
}

static int take_int(Wire *wire) {
  int64_t number = wire_take_signed(wire);
  if (number < INT32_MIN || number > INT32_MAX) wire->bad = true;
  return wire->bad ? -1 : (int)number;
}

bool noted_read(Wire *wire, const Survey *survey, Arena *arena, int64_t *since_ms, SurveyEvent *out) {
  unsigned kind = (unsigned)wire_take(wire, EVENT_KIND_COUNT - 1);
  *since_ms = wire_take_signed(wire);
  *out = (SurveyEvent){.kind = SURVEY_ANSWER, .cell = -1};
  if (kind != EVENT_GLANCE) out->kind = (SurveyEventKind)kind;
  if (kind == SURVEY_ANSWER || kind == SURVEY_GO) out->cell = take_int(wire);
  if (kind == SURVEY_ANSWER) out->value = wire_take_value(wire, text_before(survey, out->cell), arena);
  if (kind == SURVEY_LANGUAGE) out->language_ix = take_int(wire);
  return !wire->bad;
}
