/* Questions that share their choices, as a grid. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const form_text =
    "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}\n"
    "survey:\n"
    "  - type: group\n"
    "    name: grid\n"
    "    label: Tenk på jobben\n"
    "    appearance: table-list\n"
    "    questions:\n"
    "      - {type: select_one agree, name: r1, label: Jeg trives, required: true}\n"
    "      - {type: select_one agree, name: r2, label: Jeg lærer noe nytt, hint: I det siste}\n"
    "      - {type: select_one agree, name: r3, label: Jeg får hjelp}\n"
    "      - {type: select_one agree, name: r4, label: Jeg får tid}\n"
    "      - {type: select_one agree, name: r5, label: Jeg blir sett}\n"
    "      - {type: select_one agree, name: r6, label: Jeg vil fortsette}\n"
    "  - type: group\n"
    "    name: several\n"
    "    appearance: table-list\n"
    "    questions:\n"
    "      - {type: select_multiple agree, name: m1, label: Mandag}\n"
    "      - {type: select_multiple agree, name: m2, label: Tirsdag}\n"
    "  - type: group\n"
    "    name: wide\n"
    "    appearance: table-list\n"
    "    questions:\n"
    "      - {type: select_one long, name: w1, label: Ansvar}\n"
    "      - {type: select_one long, name: w2, label: Tillit}\n"
    "choices:\n"
    "  agree: [{name: no, label: Helt uenig}, {name: maybe, label: Verken eller}, {name: yes, label: Helt enig}]\n"
    "  long: [{name: a, label: Menneskerettighetsorganisasjoner}, {name: b, label: Arbeidsmiljøundersøkelser},\n"
    "         {name: c, label: Kommunikasjonsavdelingen}]\n";

static Stage open_at(const char *question, const char *language, TextSize size) {
  Stage stage = stage_new(&(StageSetup){
      .form_text = form_text, .width_px = 1280, .height_px = 800, .width_mm = 218, .language = language, .text_size = size});
  stage_go_to(&stage, "r1");
  if (!str_is(str_from(question), "r1")) {
    stage_tap(&stage, "r1.answer.yes");
    stage_go_to(&stage, question);
  }
  return stage;
}

static Rect rect_of(Stage *stage, const char *id) {
  const Node *node = stage_find(stage, id);
  if (node == NULL) {
    fail_msg("no %s", id);
  }
  return node->rect;
}

static void test_rows_and_columns(void **state) {
  (void)state;
  Stage stage = open_at("r1", "nb", TEXT_NORMAL);
  Rect first = rect_of(&stage, "r1.answer.no"), right = rect_of(&stage, "r1.answer.yes"), below = rect_of(&stage, "r2.answer.no");
  assert_int_equal(first.y, right.y);
  assert_int_equal(first.x, below.x);
  assert_true(first.w >= 117 && first.h >= 117); /* 20 mm */
  Rect head = rect_of(&stage, "r1.head.no");
  assert_int_equal(head.x, first.x);
  assert_int_equal(head.w, first.w);
  assert_true(head.y + head.h <= first.y);
  const Node *cell = stage_find(&stage, "r2.answer.maybe");
  assert_true(cell->role == ROLE_RADIO);
  assert_true(str_is(cell->label, "\u2068Jeg lærer noe nytt\u2069: \u2068Verken eller\u2069"));
  stage_tap(&stage, "r1.answer.yes");
  assert_true(str_is(stage_answer_to(&stage, "r1").text, "yes"));
  assert_true(stage_has_state(&stage, "r1.answer.yes", STATE_SELECTED));
  stage_tap(&stage, "r1.answer.no");
  assert_false(stage_has_state(&stage, "r1.answer.yes", STATE_SELECTED));
  stage_free(&stage);
}

static void test_a_grid_is_mirrored(void **state) {
  (void)state;
  Stage stage = open_at("r1", "ar", TEXT_NORMAL);
  Rect first = rect_of(&stage, "r1.answer.no"), last = rect_of(&stage, "r1.answer.yes"), words = rect_of(&stage, "r1.title");
  assert_true(first.x > last.x && words.x > first.x);
  stage_free(&stage);
}

static void test_heads_stay_in_sight_and_nothing_under_them_is_touched(void **state) {
  (void)state;
  Stage stage = open_at("r1", "nb", TEXT_NORMAL);
  stage_scroll_to(&stage, "r5.answer.no");
  const Node *head = stage_find(&stage, "r1.head.no");
  assert_int_equal(stage_visible(head).h, head->rect.h);
  int end = head->rect.y + head->rect.h;
  static const char *const ids[] = {"r1.answer.no", "r2.answer.no", "r3.answer.no", "r4.answer.no", "r5.answer.no"};
  for (size_t i = 0; i < COUNT_OF(ids); i++) {
    Rect seen = stage_visible(stage_find(&stage, ids[i]));
    assert_true(rect_is_empty(seen) || seen.y >= end);
  }
  stage_free(&stage);
}

static void test_several_in_a_row(void **state) {
  (void)state;
  Stage stage = open_at("m1", "nb", TEXT_NORMAL);
  assert_true(stage_find(&stage, "m1.answer.no")->role == ROLE_CHECKBOX);
  stage_tap(&stage, "m1.answer.no");
  stage_tap(&stage, "m1.answer.yes");
  assert_int_equal(stage_answer_to(&stage, "m1").list.count, 2);
  stage_free(&stage);
}

static void test_what_does_not_fit_is_asked_row_by_row(void **state) {
  (void)state;
  Stage stage = open_at("w1", "nb", TEXT_NORMAL);
  assert_null(stage_find(&stage, "w1.head.a"));
  assert_true(str_is(stage_find(&stage, "w1.answer.a")->label, "Menneskerettighetsorganisasjoner"));
  stage_free(&stage);
  stage = stage_new(&(StageSetup){.form_text = form_text, .width_px = 600, .height_px = 1024, .width_mm = 130});
  assert_null(stage_find(&stage, "r1.head.no"));
  assert_true(rect_of(&stage, "r1.answer.yes").y > rect_of(&stage, "r1.answer.no").y);
  stage_free(&stage);
}

static void test_what_is_missing_in_a_row_is_said_above_it(void **state) {
  (void)state;
  Stage stage = open_at("r1", "nb", TEXT_NORMAL);
  stage_tap(&stage, "next");
  Rect problem = rect_of(&stage, "r1.problem"), cell = rect_of(&stage, "r1.answer.no");
  assert_true(problem.y + problem.h <= cell.y);
  assert_true(stage_has_state(&stage, "r1.answer.no", STATE_INVALID));
  assert_false(stage_has_state(&stage, "r2.answer.no", STATE_INVALID));
  assert_false(rect_is_empty(stage_visible(stage_find(&stage, "r1.problem"))));
  stage_tap(&stage, "r1.answer.no");
  assert_null(stage_find(&stage, "r1.problem"));
  stage_free(&stage);
}

static void test_keys_go_along_rows_and_columns(void **state) {
  (void)state;
  Stage stage = open_at("r1", "nb", TEXT_NORMAL);
  stage_key(&stage, KEY_TAB, false);
  assert_true(stage_has_state(&stage, "r1.answer.no", STATE_FOCUSED));
  stage_key(&stage, KEY_RIGHT, false);
  assert_true(stage_has_state(&stage, "r1.answer.maybe", STATE_FOCUSED));
  for (int i = 0; i < 5; i++) {
    stage_key(&stage, KEY_DOWN, false);
  }
  const Node *cell = stage_find(&stage, "r6.answer.maybe");
  assert_true((cell->state & STATE_FOCUSED) != 0);
  assert_int_equal(stage_visible(cell).h, cell->rect.h);
  for (int i = 0; i < 5; i++) {
    stage_key(&stage, KEY_UP, false);
  }
  cell = stage_find(&stage, "r1.answer.maybe");
  assert_true((cell->state & STATE_FOCUSED) != 0);
  assert_int_equal(stage_visible(cell).h, cell->rect.h);
  stage_free(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rows_and_columns),
      cmocka_unit_test(test_a_grid_is_mirrored),
      cmocka_unit_test(test_heads_stay_in_sight_and_nothing_under_them_is_touched),
      cmocka_unit_test(test_several_in_a_row),
      cmocka_unit_test(test_what_does_not_fit_is_asked_row_by_row),
      cmocka_unit_test(test_what_is_missing_in_a_row_is_said_above_it),
      cmocka_unit_test(test_keys_go_along_rows_and_columns),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
