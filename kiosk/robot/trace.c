#include "question.h"
#include "robot.h"

#include <inttypes.h>

typedef struct Line {
  Sink *sink;
  const RobotStep *step;
  Arena *scratch;
} Line;

static const Question *question_of(const Survey *survey, int cell) {
  return &survey_form(survey)->questions[survey_question(survey, cell)];
}

static void put_path(Line line, int cell) {
  sink_json_str(line.sink, survey_path(line.step->survey, cell, line.scratch));
}

static void put_answer(Line line, const SurveyEvent *answer) {
  const QuestionType *type = question_type(question_of(line.step->survey, answer->cell)->kind);
  if (value_is_empty(answer->value))
    sink_z(line.sink, "null");
  else if (type->attachment)
    sink_json_str(line.sink, answer->value.text);
  else
    type->to_json(answer->value, line.sink);
}

static void put_set(Line line) {
  const char *separator = "";
  sink_z(line.sink, ",\"set\":{");
  for (size_t i = 0; i < line.step->event_count; i++) {
    const SurveyEvent *event = &line.step->events[i];
    if (event->kind != SURVEY_ANSWER) continue;
    sink_z(line.sink, separator);
    separator = ",";
    put_path(line, event->cell);
    sink_z(line.sink, ":");
    put_answer(line, event);
  }
  sink_z(line.sink, "}");
}

static bool refused_before(const RobotStep *step, size_t end) {
  for (size_t i = 0; i < end; i++)
    if (step->refused[i].cell == step->refused[end].cell) return true;
  return false;
}

static void put_refused(Line line) {
  const RobotStep *step = line.step;
  const char *separator = ",\"refused\":{";
  for (size_t i = 0; i < step->refused_count; i++) {
    if (refused_before(step, i)) continue;
    sink_z(line.sink, separator);
    separator = ",";
    put_path(line, step->refused[i].cell);
    const char *bracket = ":[";
    for (size_t k = i; k < step->refused_count; k++) {
      if (step->refused[k].cell != step->refused[i].cell) continue;
      sink_z(line.sink, bracket);
      bracket = ",";
      put_answer(line, &step->refused[k]);
    }
    sink_z(line.sink, "]");
  }
  if (step->refused_count > 0) sink_z(line.sink, "}");
}

static void put_direction(Line line) {
  const SurveyEvent *event = &line.step->events[line.step->event_count - 1];
  SurveyEventKind last = event->kind;
  if (last == SURVEY_BACK) sink_z(line.sink, ",\"back\":true");
  if (last == SURVEY_GO) {
    sink_z(line.sink, ",\"go\":");
    put_path(line, event->cell);
  }
  if (last != SURVEY_ADD && last != SURVEY_REMOVE) return;
  sink_z(line.sink, last == SURVEY_ADD ? ",\"add\":" : ",\"remove\":");
  sink_json_str(line.sink, line.step->instance);
}

/* The paths of the relevant cells of which something holds; NULL: of all. */
static void put_cells(Line line, const char *key, bool (*holds)(const Survey *survey, int cell)) {
  const Survey *survey = line.step->survey;
  const char *separator = "";
  sink_printf(line.sink, ",\"%s\":[", key);
  for (int cell = 0; cell < survey_cell_count(survey); cell++) {
    if (!survey_is_relevant(survey, cell) || (holds && !holds(survey, cell))) continue;
    sink_z(line.sink, separator);
    separator = ",";
    put_path(line, cell);
  }
  sink_z(line.sink, "]");
}

static bool is_shut(const Survey *survey, int cell) {
  return form_type(question_of(survey, cell)->kind)->asked && survey_is_read_only(survey, cell);
}

/* The answers to another question have no names of their own. */
static void put_choice(Line line, int cell, const ChoiceList *list, int choice_ix) {
  const Choice *choice = &list->choices[choice_ix];
  Str read = list->answers_ix < 0 ? choice->name : survey_text(line.step->survey, choice->label, cell, line.scratch);
  sink_json_str(line.sink, read);
}

static const ChoiceList *list_of(const Survey *survey, int cell) {
  return form_choices(survey_form(survey), question_of(survey, cell));
}

static bool chooses_answers(const Survey *survey, const SurveyEvent *event) {
  if (event->kind != SURVEY_ANSWER || value_is_empty(event->value)) return false;
  const ChoiceList *list = list_of(survey, event->cell);
  return list && list->answers_ix >= 0;
}

static void put_chosen(Line line, const SurveyEvent *event) {
  const ChoiceList *list = list_of(line.step->survey, event->cell);
  const bool one = event->value.kind == VALUE_TEXT;
  const Str *names = one ? &event->value.text : event->value.list.items;
  const size_t count = one ? 1 : event->value.list.count;
  put_path(line, event->cell);
  sink_z(line.sink, ":[");
  for (size_t i = 0; i < count; i++) {
    if (i > 0) sink_z(line.sink, ",");
    put_choice(line, event->cell, list, form_find_choice(list, names[i]));
  }
  sink_z(line.sink, "]");
}

static void put_reads(Line line) {
  const char *separator = ",\"reads\":{";
  bool any = false;
  for (size_t i = 0; i < line.step->event_count; i++) {
    if (!chooses_answers(line.step->survey, &line.step->events[i])) continue;
    sink_z(line.sink, separator);
    separator = ",";
    any = true;
    put_chosen(line, &line.step->events[i]);
  }
  if (any) sink_z(line.sink, "}");
}

static void put_choices(Line line, int cell, const ChoiceList *list) {
  size_t count;
  const int *choices = survey_choices(line.step->survey, cell, line.scratch, &count);
  put_path(line, cell);
  sink_z(line.sink, ":[");
  for (size_t i = 0; i < count; i++) {
    if (i > 0) sink_z(line.sink, ",");
    put_choice(line, cell, list, choices[i]);
  }
  sink_z(line.sink, "]");
}

static void put_offer(Line line) {
  const Survey *survey = line.step->survey;
  const SurveyPage page = survey_page(survey);
  const char *separator = "";
  sink_z(line.sink, ",\"offer\":{");
  for (size_t i = 0; page.kind == PAGE_QUESTIONS && i < page.cell_count; i++) {
    const ChoiceList *list = list_of(survey, page.cells[i]);
    if (!list) continue;
    sink_z(line.sink, separator);
    separator = ",";
    put_choices(line, page.cells[i], list);
  }
  sink_z(line.sink, "}");
}

static bool works_itself_out(const Question *question) {
  const FormType *type = form_type(question->kind);
  return type->takes_answer && (!type->asked || question->calculation != NULL || question->default_value != NULL);
}

static void put_calculated(Line line) {
  const Survey *survey = line.step->survey;
  const char *separator = "";
  sink_z(line.sink, ",\"calc\":{");
  for (int cell = 0; cell < survey_cell_count(survey); cell++) {
    if (!survey_is_relevant(survey, cell) || !works_itself_out(question_of(survey, cell))) continue;
    sink_z(line.sink, separator);
    separator = ",";
    put_path(line, cell);
    sink_z(line.sink, ":");
    sink_json_str(line.sink, value_to_str(line.scratch, survey_answer(survey, cell)));
  }
  sink_z(line.sink, "}");
}

void robot_trace_header(Sink *sink, const RobotSetup *setup) {
  Arena *arena = arena_new(0);
  sink_z(sink, "{\"form\":");
  sink_json_str(sink, setup->form->form_id);
  sink_z(sink, ",\"version\":");
  sink_json_str(sink, setup->form->version);
  sink_printf(sink, ",\"seed\":%llu,\"now\":", (unsigned long long)setup->seed);
  sink_json_str(sink, civil_to_str(arena, civil_from_wall_ms(setup->wall_ms)));
  sink_z(sink, "}\n");
  arena_free(arena);
}

void robot_trace_step(Sink *sink, const RobotStep *step, Arena *scratch) {
  const Line line = {.sink = sink, .step = step, .scratch = scratch};
  const Survey *survey = step->survey;
  sink_printf(sink, "{\"r\":%zu,\"step\":%zu,\"lang\":", step->respondent, step->step);
  sink_json_str(sink, survey_form(survey)->languages[survey_language(survey)].code);
  if (step->step == 0) sink_printf(sink, ",\"chance\":\"%" PRIu64 "\"", step->chance);
  put_set(line);
  put_reads(line);
  put_refused(line);
  put_direction(line);
  put_cells(line, "relevant", NULL);
  put_cells(line, "required", survey_is_required);
  put_cells(line, "readonly", is_shut);
  put_calculated(line);
  if (!survey_is_over(survey)) put_offer(line);
  if (survey_is_over(survey)) sink_z(sink, ",\"over\":true");
  if (step->stuck_cell >= 0) {
    sink_z(sink, ",\"stuck\":");
    put_path(line, step->stuck_cell);
  }
  sink_z(sink, "}\n");
}
