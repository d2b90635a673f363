#include "trace_compare.h"
#include "question.h"

#include <stdlib.h>

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

/* A hand does not draw the same line twice, on a screen of any size: that there is a drawing must be the same, and is told by its name. */
static Str told(const Survey *survey, int cell, Value value, Arena *arena) {
  bool drawn = question_type(question_of(survey, cell)->kind)->attachment && !value_is_empty(value);
  return drawn ? survey_attachment(survey, cell, arena) : value_to_str(arena, value);
}

/* Texts are held against each other: a moment that was typed and one that was read differ in the last bit. */
static Status compare_answers(const Survey *survey, const TraceStep *step, Arena *arena, Err *err) {
  for (size_t i = 0; i < step->set_count; i++) {
    const Answer *answer = &step->set[i];
    int cell = trace_find_cell(survey, answer->path, arena);
    Value value;
    if (cell < 0 || !trace_value(survey, cell, answer, arena, &value))
      return err_set(err, STATUS_INPUT, "trace", "\"" STR_FMT "\" has no such answer here", STR_ARG(answer->path));
    Str wanted = told(survey, cell, value, arena), got = told(survey, cell, survey_answer(survey, cell), arena);
    if (!str_equal(wanted, got)) return differs(answer->path, "the answer", wanted, got, err);
  }
  return STATUS_OK;
}

typedef struct Reached { /* a relevant cell */
  Str path;
  int cell;
} Reached;

typedef struct Reaches {
  Reached *items; /* by path */
  size_t count;
} Reaches;

static int by_path(const void *a, const void *b) {
  return str_compare(((const Reached *)a)->path, ((const Reached *)b)->path);
}

static Reaches sorted(Reaches reaches) {
  if (reaches.count > 0) qsort(reaches.items, reaches.count, sizeof *reaches.items, by_path);
  return reaches;
}

static Reaches reached_here(const Survey *survey, Arena *arena) {
  int cell_count = survey_cell_count(survey);
  Reaches reaches = {.items = ARENA_ARRAY(arena, Reached, (size_t)cell_count)};
  for (int cell = 0; cell < cell_count; cell++)
    if (survey_is_relevant(survey, cell))
      reaches.items[reaches.count++] = (Reached){.path = survey_path(survey, cell, arena), .cell = cell};
  return sorted(reaches);
}

static Reaches reached_in_trace(const TraceStep *step, Arena *arena) {
  Reaches reaches = {.items = ARENA_ARRAY(arena, Reached, step->relevant_count), .count = step->relevant_count};
  for (size_t i = 0; i < step->relevant_count; i++)
    reaches.items[i] = (Reached){.path = step->relevant[i], .cell = -1};
  return sorted(reaches);
}

/* Whatever their order: who types 14 has typed 1 on the way, and the first instance of each repeat has the first cells. */
static Status compare_relevant(Reaches here, Reaches there, Err *err) {
  for (size_t i = 0; i < here.count || i < there.count; i++) {
    int order = i == here.count ? 1 : i == there.count ? -1 : str_compare(here.items[i].path, there.items[i].path);
    if (order < 0)
      return err_set(err, STATUS_INPUT, "trace", "\"" STR_FMT "\" is relevant here, and not in the trace",
                     STR_ARG(here.items[i].path));
    if (order > 0)
      return err_set(err, STATUS_INPUT, "trace", "\"" STR_FMT "\" is relevant in the trace, and not here",
                     STR_ARG(there.items[i].path));
  }
  return STATUS_OK;
}

static Status compare_calculated(const Survey *survey, Reaches here, const TraceStep *step, Arena *arena, Err *err) {
  for (size_t i = 0; i < step->calc_count; i++) {
    const Reached key = {.path = step->calc[i].path};
    const Reached *found = here.count > 0 ? bsearch(&key, here.items, here.count, sizeof key, by_path) : NULL;
    if (found == NULL) return err_set(err, STATUS_INPUT, "trace", "there is no \"" STR_FMT "\" here", STR_ARG(key.path));
    if (question_of(survey, found->cell)->kind == QUESTION_DEVICEID) continue;
    Str wanted = value_to_str(arena, step->calc[i].value), got = value_to_str(arena, survey_answer(survey, found->cell));
    if (!str_equal(wanted, got)) return differs(key.path, "the value", wanted, got, err);
  }
  return STATUS_OK;
}

Status trace_compare(const Survey *survey, const TraceStep *step, Arena *arena, Err *err) {
  Reaches here = reached_here(survey, arena);
  Status status = compare_answers(survey, step, arena, err);
  if (status == STATUS_OK) status = compare_relevant(here, reached_in_trace(step, arena), err);
  return status == STATUS_OK ? compare_calculated(survey, here, step, arena, err) : status;
}
