/* What a page shows is read back as it is: random forms of every type and look, answered by robots, each page rendered before and after its
 * answers, read by a browser in words, posted as it stands, and read again. */
#include "desk.h"
#include "random_form.h"
#include "robot.h"

#include <stdlib.h>
#include <string.h>

enum { FORMS = 60, VISITS = 2 };

typedef struct Walk {
  Desk *desk;
  uint64_t seed;
  size_t pages, answers[QUESTION_KIND_COUNT];
} Walk;

static Str value_words(Arena *arena, Value value) {
  return arena_printf(arena, "kind %d, " STR_FMT, (int)value.kind, STR_ARG(value_to_str(arena, value)));
}

static void check_cell(Walk *walk, int cell, const HttpRequest *request) {
  Desk *desk = walk->desk;
  const Question *question = &desk->form->questions[survey_question(desk->survey, cell)];
  Value answer = survey_answer(desk->survey, cell), read;
  Str typed;
  PageRead said = page_read(desk->arena, desk->survey, cell, request, &read, &typed);
  if (!form_type(question->kind)->takes_answer || survey_is_read_only(desk->survey, cell)) {
    assert_int_equal(said, PAGE_READ_ABSENT);
    return;
  }
  walk->answers[question->kind] += !value_is_empty(answer);
  bool same = said == PAGE_READ_VALUE && (value_is_empty(answer) ? value_is_empty(read) : value_equal(answer, read));
  if (same) return;
  fail_msg("seed %llu, " STR_FMT " (kind %d, looks %x): " STR_FMT " came back as %d, " STR_FMT " (" STR_FMT ")",
           (unsigned long long)walk->seed, STR_ARG(question->name), (int)question->kind, question->appearance,
           STR_ARG(value_words(desk->arena, answer)), (int)said, STR_ARG(value_words(desk->arena, read)), STR_ARG(typed));
}

static void check_page(Walk *walk) {
  Desk *desk = walk->desk;
  SurveyPage page = survey_page(desk->survey);
  desk_show(desk);
  assert_true(desk_holds(desk, "</html>"));
  walk->pages++;
  if (page.kind != PAGE_QUESTIONS) return;
  HttpRequest request = desk_posted(desk, "next");
  for (size_t i = 0; i < page.cell_count; i++)
    check_cell(walk, page.cells[i], &request);
}

static void watch(void *context, const RobotStep *step) {
  Walk *walk = context;
  Desk *desk = walk->desk;
  if (step->step == 0) {
    desk->chance = step->chance;
    desk_begin(desk, step->events[0].language_ix);
    return;
  }
  check_page(walk);
  bool answered = false;
  for (size_t i = 0; i < step->event_count; i++) {
    if (answered && step->events[i].kind != SURVEY_ANSWER) check_page(walk);
    answered = step->events[i].kind == SURVEY_ANSWER;
    survey_step(desk->survey, &step->events[i]);
  }
}

static void walk_form(Walk *walk) {
  Arena *session = arena_new(0), *scratch = arena_new(0);
  int stuck_cell;
  Arena *words = arena_new(0);
  walk->desk = desk_of_text(random_form(words, walk->seed, FORM_BY_CHANCE));
  arena_free(words);
  RobotSetup setup = {.form = walk->desk->form, .seed = walk->seed, .wall_ms = walk->desk->clock.epoch_ms, .device = STR("robot")};
  for (size_t i = 0; i < VISITS; i++) {
    arena_rewind(session);
    robot_visit(session, scratch, &setup, i, watch, walk, &stuck_cell);
  }
  desk_free(walk->desk);
  arena_free(session);
  arena_free(scratch);
}

static void test_what_is_shown_is_read(void **state) {
  (void)state;
  Walk walk = {0};
  for (walk.seed = 1; walk.seed <= FORMS; walk.seed++)
    walk_form(&walk);
  printf("%zu pages\n", walk.pages);
  for (int kind = 0; kind < QUESTION_KIND_COUNT; kind++) {
    const FormType *type = form_type((QuestionKind)kind);
    if (type->asked && type->takes_answer && walk.answers[kind] == 0) fail_msg("nothing of type %s was answered", type->name);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_is_shown_is_read)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
