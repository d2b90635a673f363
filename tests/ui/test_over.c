/* What lies over a page, a sheet, the menu, a blank screen, the question whether anybody is there, and the page as it is afterwards. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const form_text =
    "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, en: English, uk: Українська, ar: {name: العربية, direction: rtl}}\n"
    "survey:\n"
    "  - {type: rank l, name: rank, label: Rekkefølge}\n"
    "  - {type: select_one long, name: long, label: Lang}\n"
    "  - {type: text, name: words, label: 'Fortell om den siste uken din, hva du gjorde, hvem du møtte, hva du lærte og hva du vil "
    "gjøre mer av, med så mange ord du vil', appearance: multiline}\n"
    "  - {type: select_one long, name: pick, label: Velg, appearance: minimal}\n"
    "  - {type: begin_group, name: group, label: Om deg, appearance: field-list}\n"
    "  - {type: text, name: name, label: Navn}\n"
    "  - {type: select_one long, name: place, label: Sted, appearance: minimal}\n"
    "  - {type: date, name: day, label: Dag}\n"
    "  - {type: text, name: more, label: Mer, appearance: multiline}\n"
    "  - {type: end_group}\n"
    "choices:\n"
    "  l: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}, {name: d, label: D}]\n"
    "  long: [{name: c1, label: C1}, {name: c2, label: C2}, {name: c3, label: C3}, {name: c4, label: C4}, {name: c5, label: C5},\n"
    "    {name: c6, label: C6}, {name: c7, label: C7}, {name: c8, label: C8}, {name: c9, label: C9}, {name: c10, label: C10},\n"
    "    {name: c11, label: C11}, {name: c12, label: C12}, {name: c13, label: C13}, {name: c14, label: C14}]\n";

static Stage open_stage(const char *question) {
  Stage stage = stage_new(
      &(StageSetup){.form_text = form_text, .width_px = 600, .height_px = 1024, .width_mm = 90}); /* a menu in the header */
  stage_go_to(&stage, question);
  return stage;
}

static int top_of(Stage *stage, const char *id) {
  const Node *node = stage_find(stage, id);
  assert_non_null(node);
  return node->rect.y;
}

static void drag(Stage *stage, int from_y, int to_y) {
  stage->now_ms += 1000;
  stage_input(stage, (Input){.kind = INPUT_POINTER_DOWN, .x = 300, .y = from_y, .pointer = 1});
  stage_input(stage, (Input){.kind = INPUT_POINTER_MOVE, .x = 300, .y = to_y, .pointer = 1});
  stage_input(stage, (Input){.kind = INPUT_POINTER_UP, .x = 300, .y = to_y, .pointer = 1});
}

static void compose(Stage *stage, const char *text) {
  stage_input(stage, (Input){.kind = INPUT_COMPOSE, .text = str_from(text)});
}

static bool is_drawn(Stage *stage, const char *words) {
  const DrawList *list = ui_draw(stage->ui, stage->now_ms);
  bool drawn = false;
  for (size_t i = 0; i < list->count; i++) {
    drawn = drawn || (list->items[i].kind == DRAW_TEXT && str_is(list->items[i].text, words));
  }
  return drawn;
}

/* --- the menu --- */

static void test_the_page_is_where_it_was_behind_the_menu(void **state) {
  (void)state;
  Stage stage = open_stage("long");
  drag(&stage, 700, 400);
  int top = top_of(&stage, "answer.c1");
  stage_tap(&stage, "menu");
  stage_key(&stage, KEY_ESCAPE, false);
  assert_int_equal(top_of(&stage, "answer.c1"), top);
  stage_tap(&stage, "menu");
  stage_tap(&stage, "back");
  assert_int_equal(top_of(&stage, "answer.c1"), top);
  stage_language(&stage, "en");
  assert_int_equal(top_of(&stage, "answer.c1"), top);
  stage_free(&stage);
}

static const char *id_of_largest(Stage *stage) {
  size_t count = 0;
  const Node *nodes = ui_nodes(stage->ui, &count);
  Str id = STR("");
  for (size_t i = 0; i < count; i++) {
    id = str_starts_with(nodes[i].id, STR("text-size.")) ? nodes[i].id : id;
  }
  return arena_str(stage->arena, id).ptr;
}

static void test_a_field_stays_in_sight_when_letters_grow(void **state) {
  (void)state;
  Stage stage = open_stage("words");
  stage_tap(&stage, "menu");
  const char *largest = id_of_largest(&stage);
  stage_scroll_to(&stage, largest);
  stage_tap(&stage, largest);
  assert_true(stage_has_state(&stage, largest, STATE_SELECTED));
  stage_tap(&stage, "back");
  const Node *field = stage_find(&stage, "field");
  assert_non_null(field);
  assert_false(rect_is_empty(stage_visible(field)));
  stage_free(&stage);
}

/* --- a blank screen --- */

/* However the finger slides: what it came from may have been scrolled. */
static void test_a_drag_shows_again(void **state) {
  (void)state;
  Stage stage = open_stage("long");
  drag(&stage, 700, 400);
  int top = top_of(&stage, "answer.c1");
  stage_tap(&stage, "menu");
  stage_scroll_to(&stage, "hide");
  stage_tap(&stage, "hide");
  assert_non_null(stage_find(&stage, "show"));
  drag(&stage, 500, 400);
  assert_null(stage_find(&stage, "show"));
  assert_int_equal(top_of(&stage, "answer.c1"), top);
  stage_free(&stage);
}

/* Who composes letters presses keys: the first brings the page back, and none is composed unseen. */
static void test_composing_shows_again(void **state) {
  (void)state;
  Stage stage = open_stage("words");
  stage_tap(&stage, "menu");
  stage_scroll_to(&stage, "hide");
  stage_tap(&stage, "hide");
  compose(&stage, "k");
  assert_null(stage_find(&stage, "show"));
  assert_false(is_drawn(&stage, "k"));
  compose(&stage, "ka");
  assert_true(is_drawn(&stage, "ka"));
  stage_free(&stage);
}

/* --- sheets --- */

/* A month has nothing to scroll, also where the page below it has. */
static void test_a_finger_that_slides_a_little_still_chooses_a_day(void **state) {
  (void)state;
  Stage stage = open_stage("name");
  assert_non_null(stage_find(&stage, "more"));
  stage_scroll_to(&stage, "day.calendar");
  stage_tap(&stage, "day.calendar");
  Rect day = stage_find(&stage, "day.17")->rect;
  int x = day.x + day.w / 2;
  stage.now_ms += 1000;
  stage_input(&stage, (Input){.kind = INPUT_POINTER_DOWN, .x = x, .y = day.y + 2, .pointer = 1});
  stage_input(&stage, (Input){.kind = INPUT_POINTER_UP, .x = x, .y = day.y + day.h - 2, .pointer = 1});
  assert_int_equal((int)stage_answer_to(&stage, "day").days, (int)civil_to_days(2026, 11, 17));
  stage_free(&stage);
}

/* What was not yet typed belongs to no other field. */
static void test_composing_ends_where_it_began(void **state) {
  (void)state;
  Stage stage = open_stage("name");
  stage_scroll_to(&stage, "place.picker");
  stage_tap(&stage, "place.picker");
  compose(&stage, "ka");
  assert_true(is_drawn(&stage, "ka"));
  stage_tap(&stage, "sheet.close");
  stage_scroll_to(&stage, "name.field");
  stage_tap(&stage, "name.field");
  assert_false(is_drawn(&stage, "ka"));
  compose(&stage, "ko");
  assert_true(is_drawn(&stage, "ko"));
  stage_scroll_to(&stage, "more.field");
  stage_tap(&stage, "more.field");
  assert_false(is_drawn(&stage, "ko"));
  stage_free(&stage);
}

/* --- is anybody there? --- */

static void ask_and_go_on(Stage *stage) {
  stage->now_ms += 60000;
  stage_screen(stage, SCREEN_IDLE);
  assert_non_null(stage_find(stage, "still-here"));
  assert_null(stage_find(stage, "next"));
  stage->now_ms += 5000;
  stage_screen(stage, SCREEN_QUESTION);
}

/* Nothing has to be done again by whoever answers slowly. */
static void test_what_was_half_done_goes_on(void **state) {
  (void)state;
  Stage stage = open_stage("rank");
  stage_tap(&stage, "answer.c");
  stage_tap(&stage, "answer.a");
  ask_and_go_on(&stage);
  assert_true(str_is(stage_find(&stage, "answer.c")->value, "1"));
  assert_true(str_is(stage_find(&stage, "answer.a")->value, "2"));
  stage_go_to(&stage, "long");
  drag(&stage, 700, 400);
  int top = top_of(&stage, "answer.c1");
  ask_and_go_on(&stage);
  assert_int_equal(top_of(&stage, "answer.c1"), top);
  stage_go_to(&stage, "pick");
  stage_tap(&stage, "picker");
  stage_type(&stage, "c1");
  ask_and_go_on(&stage);
  assert_true(str_is(stage_find(&stage, "search")->value, "c1"));
  stage_tap(&stage, "answer.c1");
  assert_null(stage_find(&stage, "sheet.close"));
  stage_free(&stage);
}

/* A finger that was down when it was asked presses nothing afterwards. */
static void test_a_finger_from_before_presses_nothing(void **state) {
  (void)state;
  Stage stage = open_stage("long");
  Rect answer = stage_find(&stage, "answer.c1")->rect;
  stage_input(&stage, (Input){.kind = INPUT_POINTER_DOWN, .x = answer.x + 9, .y = answer.y + 9, .pointer = 1});
  ask_and_go_on(&stage);
  stage_input(&stage, (Input){.kind = INPUT_POINTER_UP, .x = answer.x + 9, .y = answer.y + 9, .pointer = 1});
  assert_true(value_is_empty(stage_answer(&stage)));
  stage_free(&stage);
}

/* The next visitor finds nothing of it, nor does another page. */
static void test_it_goes_on_on_its_own_page_only(void **state) {
  (void)state;
  Stage stage = open_stage("pick");
  stage_tap(&stage, "picker");
  stage_screen(&stage, SCREEN_IDLE);
  survey_step(stage.survey, &(SurveyEvent){.kind = SURVEY_NEXT});
  stage_screen(&stage, SCREEN_QUESTION);
  assert_non_null(stage_find(&stage, "next"));
  survey_step(stage.survey, &(SurveyEvent){.kind = SURVEY_BACK});
  stage_screen(&stage, SCREEN_QUESTION);
  stage_tap(&stage, "picker");
  stage_screen(&stage, SCREEN_IDLE);
  stage_screen(&stage, SCREEN_ATTRACT);
  stage_screen(&stage, SCREEN_QUESTION);
  assert_null(stage_find(&stage, "sheet.close"));
  stage_free(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_page_is_where_it_was_behind_the_menu),
      cmocka_unit_test(test_a_field_stays_in_sight_when_letters_grow),
      cmocka_unit_test(test_a_drag_shows_again),
      cmocka_unit_test(test_composing_shows_again),
      cmocka_unit_test(test_a_finger_that_slides_a_little_still_chooses_a_day),
      cmocka_unit_test(test_composing_ends_where_it_began),
      cmocka_unit_test(test_what_was_half_done_goes_on),
      cmocka_unit_test(test_a_finger_from_before_presses_nothing),
      cmocka_unit_test(test_it_goes_on_on_its_own_page_only),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
