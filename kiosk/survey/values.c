#include "survey_state.h"

#include <math.h>

static const double ms_per_day = 86400000;

static double days_of(CivilTime t) {
  int64_t ms = ((t.hour * 60 + t.minute) * INT64_C(60) + t.second) * 1000 + t.millisecond;
  return (double)civil_to_days(t.year, t.month, t.day) + (double)ms / ms_per_day;
}

/* No finer than the form's privacy settings allow, and so neither in what is calculated from it. */
static Value moment(const Survey *survey, int64_t wall_ms) {
  const Form *form = survey->setup.form;
  ValueKind kind = form->kiosk.time_grain == TIME_DAY ? VALUE_DATE : VALUE_DATETIME;
  return (Value){.kind = kind, .days = days_of(form_coarse_time(form, wall_ms))};
}

static Value start_value(const Survey *survey) {
  return moment(survey, survey->begun_ms);
}

static Value end_value(const Survey *survey) {
  return moment(survey, survey->now_ms);
}

static Value today_value(const Survey *survey) {
  return (Value){.kind = VALUE_DATE, .days = floor(days_of(civil_from_wall_ms(survey->begun_ms)))};
}

static Value device_value(const Survey *survey) {
  return survey->setup.form->kiosk.anonymous ? VALUE_NONE : value_text(survey->setup.device);
}

typedef Value ValueSource(const Survey *survey);

static ValueSource *const sources[QUESTION_KIND_COUNT] = {
    [QUESTION_START] = start_value,
    [QUESTION_END] = end_value,
    [QUESTION_TODAY] = today_value,
    [QUESTION_DEVICEID] = device_value,
};

static Value try_value(const Survey *survey, const Question *question, Value value) {
  return question_accepts(survey->setup.form, question, value) ? value : VALUE_NONE;
}

/* As JavaRosa has it: NaN is no value, and a whole number is what stands before the point. */
Value value_for(const Survey *survey, const Question *question, Value value, Arena *arena) {
  if (value.kind == VALUE_NUMBER && isnan(value.number)) return VALUE_NONE;
  if (value.kind == VALUE_NUMBER && question->kind == QUESTION_INTEGER) value.number = trunc(value.number);
  if (question_accepts(survey->setup.form, question, value)) return value;
  Value said;
  Str text = value_to_str(arena, value);
  return question_from_text(arena, survey->setup.form, question, text, &said) ? said : VALUE_NONE;
}

Value value_read(const Survey *survey, int frame, int question_ix, Arena *arena) {
  Value value = cell_state(survey, frame, question_ix)->answer.value;
  const ChoiceList *list = form_choices(survey->setup.form, question_at(survey, question_ix));
  if (list && list->answers_ix >= 0) return answer_list_read(survey, frame, list, value, arena);
  if (value_is_empty(value) || !question_type(question_at(survey, question_ix)->kind)->attachment) return value;
  return value_text(survey_attachment(survey, cell_number(survey, frame, question_ix), arena));
}

bool value_put(Survey *survey, int frame, int question_ix, Value value) {
  CellState *state = cell_state(survey, frame, question_ix);
  if (value_equal(state->answer.value, value)) return false;
  const ChoiceList *list = form_choices(survey->setup.form, question_at(survey, question_ix));
  answer_store(&state->answer, survey->session, list, value);
  return true;
}

static void note_unset(Survey *survey, Unset unset) {
  size_t count = survey->unset_count;
  survey->unset = room_for(survey->session, survey->unset, count, count + 1, sizeof(Unset), &survey->unset_capacity);
  survey->unset[survey->unset_count++] = unset;
}

void value_begin(Survey *survey, int frame, int question_ix) {
  const Question *question = question_at(survey, question_ix);
  ValueSource *source = sources[question->kind];
  Value value;
  if (source) {
    value_put(survey, frame, question_ix, try_value(survey, question, source(survey)));
  } else if (question->default_value && expr_constant(question->default_value, &value)) {
    value_put(survey, frame, question_ix, value_for(survey, question, value, rules_scratch(survey)));
    rules_done(survey);
  } else if (question->default_value) {
    note_unset(survey, (Unset){frame, question_ix});
  }
}

void value_refresh_ends(Survey *survey) {
  for (int i = 0; i < survey->outline.end_count; i++) {
    int question_ix = survey->outline.ends[i], level = question_at(survey, question_ix)->repeat_ix;
    for (int frame = frame_next(survey, 0, level, -1); frame >= 0; frame = frame_next(survey, 0, level, frame)) {
      bool changed = value_put(survey, frame, question_ix, end_value(survey));
      if (changed && cell_state(survey, frame, question_ix)->relevant) recompute_readers(survey, frame, question_ix);
    }
  }
}
