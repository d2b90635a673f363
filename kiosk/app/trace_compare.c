#include "trace_compare.h"
#include "question.h"

static const Question *question_of(const Survey *survey, int cell) {
  return &survey_form(survey)->questions[survey_question(survey, cell)];
}

/* The newest: an instance that was removed and added again has left cells of the same path behind. */
int trace_find_cell(const Survey *survey, Str path, Arena *arena) {
  for (int cell = survey_cell_count(survey); cell-- > 0;)
    if (str_equal(survey_path(survey, cell, arena), path)) return cell;
  return -1;
}

bool trace_value(const Survey *survey, int cell, const Answer *answer, Arena *arena, Value *out) {
  *out = answer->value;
  if (answer->json.len > 0) return false;
  if (answer->value.kind != VALUE_TEXT) return true;
  return question_from_text(arena, survey_form(survey), question_of(survey, cell), answer->value.text, out);
}

static Status differs(Str path, const char *what, Str wanted, Str got, Err *err) {
  return err_set(err, STATUS_INPUT, "trace", "%s of \"" STR_FMT "\" is \"" STR_FMT "\" here, and \"" STR_FMT "\" in the trace",
                 what, STR_ARG(path), STR_ARG(got), STR_ARG(wanted));
}

/* Texts are held against each other: a moment that was typed and one that was read differ in the last bit. */
static Status compare_answers(const Survey *survey, const TraceStep *step, Arena *arena, Err *err) {
  for (size_t i = 0; i < step->set_count; i++) {
    const Answer *answer = &step->set[i];
    int cell = trace_find_cell(survey, answer->path, arena);
    Value value;
    if (cell < 0 || !trace_value(survey, cell, answer, arena, &value))
      return err_set(err, STATUS_INPUT, "trace", "\"" STR_FMT "\" has no such answer here", STR_ARG(answer->path));
    Str wanted = value_to_str(arena, value), got = value_to_str(arena, survey_answer(survey, cell));
    if (!str_equal(wanted, got)) return differs(answer->path, "the answer", wanted, got, err);
  }
  return STATUS_OK;
}

static Status compare_relevant(const Survey *survey, const TraceStep *step, Arena *arena, Err *err) {
  size_t count = 0;
  for (int cell = 0; cell < survey_cell_count(survey); cell++) {
    if (!survey_is_relevant(survey, cell)) continue;
    Str path = survey_path(survey, cell, arena);
    if (count >= step->relevant_count || !str_equal(path, step->relevant[count]))
      return err_set(err, STATUS_INPUT, "trace", "\"" STR_FMT "\" is relevant here, and not in the trace%s" STR_FMT "%s",
                     STR_ARG(path), count < step->relevant_count ? ", which has \"" : "",
                     STR_ARG(count < step->relevant_count ? step->relevant[count] : STR("")),
                     count < step->relevant_count ? "\" in its place" : "");
    count++;
  }
  if (count == step->relevant_count) return STATUS_OK;
  return err_set(err, STATUS_INPUT, "trace", "\"" STR_FMT "\" is relevant in the trace, and not here",
                 STR_ARG(step->relevant[count]));
}

static Status compare_calculated(const Survey *survey, const TraceStep *step, Arena *arena, Err *err) {
  for (size_t i = 0; i < step->calc_count; i++) {
    Str path = step->calc[i].path;
    int cell = trace_find_cell(survey, path, arena);
    if (cell < 0) return err_set(err, STATUS_INPUT, "trace", "there is no \"" STR_FMT "\" here", STR_ARG(path));
    if (question_of(survey, cell)->kind == QUESTION_DEVICEID) continue;
    Str wanted = value_to_str(arena, step->calc[i].value), got = value_to_str(arena, survey_answer(survey, cell));
    if (!str_equal(wanted, got)) return differs(path, "the value", wanted, got, err);
  }
  return STATUS_OK;
}

Status trace_compare(const Survey *survey, const TraceStep *step, Arena *arena, Err *err) {
  Status status = compare_answers(survey, step, arena, err);
  if (status == STATUS_OK) status = compare_relevant(survey, step, arena, err);
  return status == STATUS_OK ? compare_calculated(survey, step, arena, err) : status;
}
