#include "walk.h"

const char walk_every_type[] =
    HEAD "  - {type: note, name: hei, label: Hei}\n"
         "  - {type: acknowledge, name: ok, label: OK, required: true}\n"
         "  - {type: select_one abc, name: en, label: En}\n"
         "  - {type: select_multiple abc, name: flere, label: Flere, constraint: \"count-selected(.) = 2\"}\n"
         "  - {type: rank abc, name: rekke, label: Rekkefølge}\n"
         "  - {type: range, name: skala, label: Skala, parameters: \"start=0 end=1 step=0.1\"}\n"
         "  - {type: integer, name: alder, label: Alder, constraint: \". >= 18 and . <= 99\", required: true}\n"
         "  - {type: integer, name: barn, label: Barn, constraint: \". < ${alder}\", required: true}\n"
         "  - {type: integer, name: inntekt, label: Inntekt, constraint: \". > 100000 and . < 110000\", required: true,\n"
         "     constraint_message: Et tall mellom 100000 og 110000}\n"
         "  - {type: decimal, name: andel, label: Andel, constraint: \". > 0 and . < 1\", required: true}\n"
         "  - {type: text, name: fritt, label: Fritt}\n"
         "  - {type: text, name: telefon, label: Telefon, constraint: \"regex(., '[0-9]{8}')\", required: true}\n"
         "  - {type: text, name: epost, label: E-post, constraint: \"contains(., '@')\", required: true}\n"
         "  - {type: date, name: fodt, label: Født, constraint: \". <= today()\", required: true}\n"
         "  - {type: date, name: neste, label: Neste, constraint: \". > ${fodt} and . > today()\", required: true}\n"
         "  - {type: time, name: klokka, label: Klokka}\n"
         "  - {type: datetime, name: da, label: Da}\n"
         "  - {type: image, name: underskrift, label: Underskrift, appearance: signature, required: true}\n"
         "  - {type: image, name: tegning, label: Tegning, appearance: draw}\n"
         "  - {type: calculate, name: sum, calculation: \"${alder} + ${barn}\"}\n"
         "  - {type: start, name: start}\n"
         "  - {type: end, name: slutt}\n"
         "  - {type: today, name: dag}\n"
         "  - {type: hidden, name: skjult, default: x}\n" CHOICES;

typedef struct Recording {
  SurveyEvent events[2000];
  Str paths[2000]; /* of their cells: a visit without refusals may number them otherwise */
  size_t count;
  Arena *arena;
} Recording;

static Value keep_value(Arena *arena, Value value) {
  if (value.kind == VALUE_TEXT) value.text = arena_str(arena, value.text);
  if (value.kind != VALUE_LIST) return value;
  Str *items = ARENA_ARRAY(arena, Str, value.list.count);
  for (size_t i = 0; i < value.list.count; i++)
    items[i] = arena_str(arena, value.list.items[i]);
  return value_list(items, value.list.count);
}

static void record(void *context, const RobotStep *step) {
  Recording *recording = context;
  for (size_t i = 0; i < step->event_count; i++) {
    assert_true(recording->count < COUNT_OF(recording->events));
    SurveyEvent event = step->events[i];
    event.value = keep_value(recording->arena, event.value);
    if (event.kind == SURVEY_ANSWER || event.kind == SURVEY_GO)
      recording->paths[recording->count] = survey_path(step->survey, event.cell, recording->arena);
    recording->events[recording->count++] = event;
  }
}

static int find_cell(const Survey *survey, Str path, Arena *arena) {
  for (int cell = 0; cell < survey_cell_count(survey); cell++)
    if (survey_is_relevant(survey, cell) && str_equal(survey_path(survey, cell, arena), path)) return cell;
  fail_msg("no " STR_FMT, STR_ARG(path));
  return -1;
}

void walk_again(Trial *trial, size_t respondent) {
  Recording *recording = ARENA_NEW(trial->arena, Recording);
  recording->arena = trial->arena;
  int stuck;
  arena_rewind(trial->session);
  const Survey *robot = robot_visit(trial->session, trial->scratch, &trial->setup, respondent, record, recording, &stuck);
  assert_int_equal(stuck, -1);
  Str expected = trial_answers(trial->arena, robot);
  ManualClock clock = clock_manual(trial->setup.wall_ms);
  Arena *session = arena_new(0);
  SurveySetup setup = {.form = trial->setup.form, .clock = &clock.clock, .device = trial->setup.device};
  assert_int_equal(recording->events[0].kind, SURVEY_LANGUAGE);
  setup.language_ix = recording->events[0].language_ix;
  Survey *survey = survey_new(session, &setup);
  unsigned effects = 0;
  for (size_t i = 1; i < recording->count; i++) {
    SurveyEvent event = recording->events[i];
    assert_false(survey_is_over(survey));
    if (event.kind == SURVEY_GO) event.cell = find_cell(survey, recording->paths[i], session);
    if (event.kind == SURVEY_ANSWER) {
      event.cell = find_cell(survey, recording->paths[i], session);
      assert_true(question_accepts(setup.form, &setup.form->questions[survey_question(survey, event.cell)], event.value));
    }
    effects = survey_step(survey, &event);
  }
  assert_true(effects & SURVEY_COMPLETE);
  Str again = trial_answers(trial->arena, survey);
  assert_int_equal(again.len, expected.len);
  assert_memory_equal(again.ptr, expected.ptr, expected.len);
  arena_free(session);
}

void walk_everywhere(Trial *trial, size_t robots) {
  const Form *form = trial->setup.form;
  size_t *answered = ARENA_ARRAY(trial->arena, size_t, form->question_count);
  size_t *reached = ARENA_ARRAY(trial->arena, size_t, form->question_count);
  for (size_t i = 0; i < robots; i++) {
    int stuck;
    const Survey *survey = trial_visit(trial, i, NULL, &stuck);
    assert_int_equal(stuck, -1);
    assert_true(survey_is_over(survey));
    for (int cell = 0; cell < survey_cell_count(survey); cell++) {
      if (!survey_is_relevant(survey, cell)) continue;
      reached[survey_question(survey, cell)]++;
      answered[survey_question(survey, cell)] += !value_is_empty(survey_answer(survey, cell));
    }
  }
  for (size_t i = 0; i < form->question_count; i++) {
    const FormType *type = form_type(form->questions[i].kind);
    if (reached[i] == 0 || (type->asked && type->takes_answer && answered[i] == 0))
      fail_msg(STR_FMT ": %zu came, %zu answered", STR_ARG(form->questions[i].path), reached[i], answered[i]);
  }
}
