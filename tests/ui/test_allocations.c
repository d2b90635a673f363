/* Once it has seen every page, the interface asks for no memory: not to lay out, not to draw, not for a touch, a key or a turn of the
 * wheel. Counted for the whole process, with the libraries that find words and graphemes. */
#include "staff_samples.h"
#include "stage.h"

#include "platform/allocations.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { TAPS_MAX = 40, PAGES_MAX = 100 };

typedef struct Tour {
  Stage *stage;
  size_t allocations; /* in the interface; what a survey keeps is not */
  size_t screens, inputs;
} Tour;

static void give(Tour *tour, Input input) {
  Stage *stage = tour->stage;
  size_t before = allocations();
  stage->now_ms += 1000;
  ui_input(stage->ui, &input, stage->now_ms); /* what it means is not carried out: the page stays */
  ui_draw(stage->ui, stage->now_ms);
  tour->allocations += allocations() - before;
  tour->inputs++;
}

static void show(Tour *tour) {
  Stage *stage = tour->stage;
  size_t before = allocations();
  ui_show(stage->ui, &stage->scene, stage->now_ms);
  ui_draw(stage->ui, stage->now_ms);
  tour->allocations += allocations() - before;
  tour->screens++;
}

/* Each thing that can be touched, one after the other. */
static void touch_all(Tour *tour) {
  for (size_t i = 0, count = 1; i < count && i < TAPS_MAX; i++) {
    const Node *nodes = ui_nodes(tour->stage->ui, &count);
    if (i < count && nodes[i].takes_input) {
      Rect at = stage_visible(&nodes[i]);
      give(tour, (Input){.kind = INPUT_POINTER_DOWN, .x = at.x + at.w / 2, .y = at.y + at.h / 2, .pointer = 1});
      give(tour, (Input){.kind = INPUT_POINTER_MOVE, .x = at.x + at.w / 2, .y = at.y + at.h / 2 + 1, .pointer = 1});
      give(tour, (Input){.kind = INPUT_POINTER_UP, .x = at.x + at.w / 2, .y = at.y + at.h / 2, .pointer = 1});
    }
  }
}

static void handle(Tour *tour) {
  static const Key keys[] = {KEY_TAB, KEY_TAB, KEY_RIGHT, KEY_DOWN, KEY_PAGE_DOWN, KEY_PAGE_UP, KEY_BACKSPACE, KEY_HOME};
  show(tour);
  touch_all(tour);
  show(tour);
  for (int wheel = -3; wheel <= 3; wheel++) {
    give(tour, (Input){.kind = INPUT_WHEEL, .wheel = wheel});
  }
  for (size_t i = 0; i < COUNT_OF(keys); i++) {
    give(tour, (Input){.kind = INPUT_KEY, .key = keys[i]});
  }
  give(tour, (Input){.kind = INPUT_TEXT, .text = STR("7")});
  give(tour, (Input){.kind = INPUT_TEXT, .text = STR("å")});
  give(tour, (Input){.kind = INPUT_COMPOSE, .text = STR("¨")});
  give(tour, (Input){.kind = INPUT_COMPOSE});
}

static void answer_required(Stage *stage) {
  for (size_t i = 0; i < survey_page(stage->survey).cell_count; i++) {
    int cell = survey_page(stage->survey).cells[i];
    const Question *question = &stage->form->questions[survey_question(stage->survey, cell)];
    const ChoiceList *list = form_choices(stage->form, question);
    if (survey_is_required(stage->survey, cell)) {
      Value value = question->kind == QUESTION_INTEGER ? value_number(7) : value_text(list ? list->choices[0].name : STR("OK"));
      survey_step(stage->survey, &(SurveyEvent){.kind = SURVEY_ANSWER, .cell = cell, .value = value});
    }
  }
}

/* What staff see. */
static void tour_of_staff(Tour *tour) {
  Scene visit = tour->stage->scene;
  tour->stage->scene.screen = SCREEN_STAFF;
  for (size_t i = 0; i < STAFF_SAMPLE_COUNT; i++) {
    tour->stage->scene.staff = &staff_samples[i].staff;
    handle(tour);
  }
  tour->stage->scene.screen = SCREEN_CLOSED;
  tour->stage->scene.paused = true;
  handle(tour);
  tour->stage->scene = visit;
}

/* From the first page to the last, and back to the first. */
static Tour tour_of(Stage *stage) {
  Tour tour = {.stage = stage};
  size_t pages = 0;
  for (int serial = -1; survey_page(stage->survey).serial != serial && pages < PAGES_MAX; pages++) {
    serial = survey_page(stage->survey).serial;
    answer_required(stage);
    handle(&tour);
    if (!survey_is_last(stage->survey)) {
      survey_step(stage->survey, &(SurveyEvent){.kind = SURVEY_NEXT});
    }
  }
  assert_true(survey_is_last(stage->survey));
  tour_of_staff(&tour);
  for (; pages > 1; pages--) {
    survey_step(stage->survey, &(SurveyEvent){.kind = SURVEY_BACK});
  }
  return tour;
}

static void test_nothing_is_asked_for(void **state) {
  (void)state;
  static const char *const languages[] = {"nb", "ar"};
  for (size_t i = 0; i < COUNT_OF(languages); i++) {
    size_t before = allocations();
    Stage stage = stage_new(&(StageSetup){.form_path = "tests/play/forms/alle.yaml",
                                          .language = languages[i],
                                          .width_px = 1280,
                                          .height_px = 800,
                                          .width_mm = 217,
                                          .motion = true});
    assert_true(allocations() > before); /* it is counted */
    tour_of(&stage);
    Tour warm = tour_of(&stage);
    printf("%zu screens, %zu inputs\n", warm.screens, warm.inputs);
    assert_true(warm.screens > 60 && warm.inputs > 1000);
    if (warm.allocations > 0) {
      fail_msg("%zu allocations for %zu screens and %zu inputs", warm.allocations, warm.screens, warm.inputs);
    }
    stage_free(&stage);
  }
}

int main(void) {
  setenv("TZ", "Europe/Oslo",
         1); /* where it is not set, the C library looks for it, with memory of its own, whenever it is asked the time */
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_nothing_is_asked_for)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
