/* Pages of several questions, repeats, filtered choices, answers in labels, long lists. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const form_text =
    "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk}\n"
    "survey:\n"
    "  - {type: begin_group, name: om, label: Om deg, appearance: field-list}\n"
    "  - {type: text, name: navn, label: Navn, required: 'yes', required_message: Skriv navnet}\n"
    "  - {type: integer, name: alder, label: 'Hvor gammel er ${navn}?', constraint: '. < 120', constraint_message: '${navn} er "
    "ikke så gammel'}\n"
    "  - {type: select_one jn, name: ny, label: Er du ny?, required: 'yes', appearance: quick}\n"
    "  - {type: decimal, name: km, label: Kilometer, relevant: \"${ny} = 'n'\"}\n"
    "  - {type: begin_group, name: jobb, label: Om jobben}\n"
    "  - {type: text, name: sted, label: Arbeidssted, guidance_hint: Der du er mest}\n"
    "  - {type: end_group}\n"
    "  - {type: text, name: vist, label: Bare vist, default: Laksevåg, read_only: 'yes'}\n"
    "  - {type: end_group}\n"
    "  - {type: begin_repeat, name: barn, label: Barn}\n"
    "  - {type: text, name: bnavn, label: Hva heter barnet?}\n"
    "  - {type: integer, name: balder, label: 'Hvor gammel er ${bnavn}?'}\n"
    "  - {type: end_repeat}\n"
    "  - {type: select_one fylke, name: fylke, label: Fylke}\n"
    "  - {type: select_multiple kommune, name: kommune, label: Kommune, choice_filter: 'fylke = ${fylke}'}\n"
    "  - {type: integer, name: uten, label: '${kommune}'}\n"
    "choices:\n"
    "  jn: [{name: j, label: Ja}, {name: n, label: Nei}]\n"
    "  fylke: [{name: v, label: Vestland}, {name: r, label: Rogaland}]\n"
    "  kommune:\n"
    "    - {name: bergen, label: Bergen, fylke: v}\n"
    "    - {name: voss, label: Voss, fylke: v}\n"
    "    - {name: sola, label: Sola, fylke: r}\n";

static Stage open_stage(void) {
  return stage_new(&(StageSetup){.form_text = form_text, .width_px = 1280, .height_px = 800, .width_mm = 218});
}

static void tap(Stage *stage, const char *id) {
  stage_scroll_to(stage, id);
  stage_tap(stage, id);
}

static void assert_whole(Stage *stage, const char *id) {
  const Node *node = stage_find(stage, id);
  assert_non_null(node);
  assert_int_equal(stage_visible(node).h, node->rect.h);
}

/* The keyboard belongs to the field in use, and goes when something else is touched. */
static void test_keyboard_of_the_field_in_use(void **state) {
  (void)state;
  Stage stage = open_stage();
  assert_null(stage_find(&stage, "key.a"));
  tap(&stage, "navn.field");
  assert_non_null(stage_find(&stage, "key.a"));
  assert_whole(&stage, "navn.field");
  stage_tap(&stage, "key.b");
  tap(&stage, "alder.field");
  assert_null(stage_find(&stage, "key.a"));
  stage_tap(&stage, "key.7");
  assert_whole(&stage, "alder.field");
  assert_true(stage_answer_to(&stage, "alder").number == 7);
  assert_true(str_is(stage_answer_to(&stage, "navn").text, "B"));
  tap(&stage, "ny.answer.n");
  assert_null(stage_find(&stage, "key.7"));
  assert_true(str_is(stage_answer_to(&stage, "ny").text, "n"));
  assert_int_equal(survey_page(stage.survey).cell_count, 6); /* quick moves on from a page of one only; and km has come */
  tap(&stage, "km.field");
  stage_tap(&stage, "key.decimal");
  stage_type(&stage, "5");
  assert_true(stage_answer_to(&stage, "km").number == 0.5);
  stage_free(&stage);
}

static void test_a_field_in_use_stays_in_sight(void **state) {
  (void)state;
  Stage stage = open_stage();
  tap(&stage, "sted.field");
  assert_whole(&stage, "sted.field");
  stage_input(&stage, (Input){.kind = INPUT_WHEEL, .wheel = 50});
  assert_true(rect_is_empty(stage_visible(stage_find(&stage, "sted.field"))));
  stage_type(&stage, "x"); /* and comes back when it is typed into */
  assert_whole(&stage, "sted.field");
  assert_true(str_is(stage_answer_to(&stage, "sted").text, "x"));
  stage_free(&stage);
}

static void test_refused_page_goes_to_the_first_problem(void **state) {
  (void)state;
  Stage stage = open_stage();
  tap(&stage, "sted.field");
  stage_tap(&stage, "next");
  stage_expect_label(&stage, "navn.problem", "Skriv navnet");
  assert_whole(&stage, "navn.problem");
  assert_whole(&stage, "navn.field");
  assert_true(stage_has_state(&stage, "navn.field", STATE_INVALID));
  assert_false(stage_has_state(&stage, "sted.field", STATE_INVALID));
  stage_type(&stage, "Ola"); /* into the field that was gone to */
  assert_true(str_is(stage_answer_to(&stage, "navn").text, "Ola"));
  assert_null(stage_find(&stage, "navn.problem"));
  tap(&stage, "alder.field");
  stage_type(&stage, "1");
  stage_type(&stage, "3");
  stage_type(&stage, "0");
  stage_tap(&stage, "next");
  stage_expect_label(&stage, "alder.problem", "Ola er ikke så gammel");
  assert_whole(&stage, "alder.field");
  stage_key(&stage, KEY_BACKSPACE, false);
  stage_tap(&stage, "next");
  stage_expect_label(&stage, "ny.problem", "Vi trenger et svar her før du går videre");
  assert_whole(&stage, "ny.answer.j");
  assert_null(stage_find(&stage, "key.1"));
  stage_key(&stage, KEY_TAB, false); /* keys go on from there */
  assert_true(stage_has_state(&stage, "ny.answer.j", STATE_FOCUSED));
  tap(&stage, "ny.answer.j");
  stage_tap(&stage, "next");
  assert_true(str_is(stage_question(&stage), "bnavn"));
  stage_free(&stage);
}

static void test_headings_and_shown_values(void **state) {
  (void)state;
  Stage stage = open_stage();
  stage_expect_label(&stage, "title", "Om deg");
  stage_expect_label(&stage, "group.jobb", "Om jobben");
  stage_expect_label(&stage, "vist.value", "Laksevåg");
  assert_null(stage_find(&stage, "vist.field"));
  assert_null(stage_find(&stage, "sted.guidance.text"));
  tap(&stage, "sted.guidance");
  stage_expect_label(&stage, "sted.guidance.text", "Der du er mest");
  tap(&stage, "sted.guidance");
  assert_null(stage_find(&stage, "sted.guidance.text"));
  stage_free(&stage);
}

static void test_keys_reach_every_field(void **state) {
  (void)state;
  Stage stage = open_stage();
  static const char *const order[] = {"navn.field", "alder.field", "ny.answer.j", "ny.answer.n", "sted.guidance", "sted.field"};
  for (size_t i = 0; i < COUNT_OF(order); i++) {
    stage_key(&stage, KEY_TAB, false);
    for (int k = 0; k < 4 && !stage_has_state(&stage, order[i], STATE_FOCUSED); k++) { /* languages and scrolling between them */
      stage_key(&stage, KEY_TAB, false);
    }
    assert_true(stage_has_state(&stage, order[i], STATE_FOCUSED));
    assert_whole(&stage, order[i]);
    bool field = stage_find(&stage, order[i])->role == ROLE_TEXTBOX;
    assert_int_equal(stage_find(&stage, "key.backspace") != NULL, field);
  }
  stage_type(&stage, "y");
  assert_true(str_is(stage_answer_to(&stage, "sted").text, "y"));
  stage_free(&stage);
}

static Stage open_at_repeat(void) {
  Stage stage = open_stage();
  tap(&stage, "navn.field");
  stage_type(&stage, "Ola");
  tap(&stage, "ny.answer.j");
  stage_tap(&stage, "next");
  return stage;
}

static void test_repeat(void **state) {
  (void)state;
  Stage stage = open_at_repeat();
  stage_expect_label(&stage, "heading", "Barn");
  stage_type(&stage, "Mia");
  stage_tap(&stage, "next");
  stage_expect_label(&stage, "title", "Hvor gammel er Mia?");
  stage_tap(&stage, "next");
  stage_expect_label(&stage, "title", "Er det flere?");
  stage_expect_label(&stage, "count", "Lagt til så langt: 1");
  stage_expect_label(&stage, "add", "Legg til en til: Barn");
  stage_expect_label(&stage, "next", "Nei, gå videre");
  stage_tap(&stage, "add");
  stage_expect_label(&stage, "heading",
                     "Barn · \xE2\x81\xA8"
                     "2 av 2\xE2\x81\xA9");
  stage_type(&stage, "Bo");
  stage_tap(&stage, "next");
  stage_expect_label(&stage, "title", "Hvor gammel er Bo?");
  stage_tap(&stage, "back");
  assert_true(str_is(stage_answer(&stage).text, "Bo"));
  stage_tap(&stage, "next");
  stage_tap(&stage, "next");
  stage_tap(&stage, "remove");
  stage_expect_label(&stage, "count", "Lagt til så langt: 1");
  stage_tap(&stage, "remove");
  stage_expect_label(&stage, "add", "Legg til: Barn");
  assert_null(stage_find(&stage, "remove"));
  stage_key(&stage, KEY_TAB, false);
  assert_true(stage_has_state(&stage, "add", STATE_FOCUSED));
  stage_type(&stage, "5"); /* there is nothing to type into */
  stage_tap(&stage, "next");
  assert_true(str_is(stage_question(&stage), "fylke"));
  stage_free(&stage);
}

static void test_only_what_is_offered(void **state) {
  (void)state;
  Stage stage = open_at_repeat();
  stage_go_to(&stage, "fylke");
  stage_tap(&stage, "answer.v");
  stage_tap(&stage, "next");
  assert_non_null(stage_find(&stage, "answer.bergen"));
  assert_null(stage_find(&stage, "answer.sola"));
  stage_tap(&stage, "answer.voss");
  stage_tap(&stage, "answer.bergen");
  assert_int_equal(stage_answer(&stage).list.count, 2);
  stage_tap(&stage, "back");
  stage_tap(&stage, "answer.r");
  stage_tap(&stage, "next");
  assert_null(stage_find(&stage, "answer.voss"));
  stage_tap(&stage, "answer.sola");
  assert_true(stage_has_state(&stage, "answer.sola", STATE_SELECTED));
  stage_free(&stage);
}

static void test_a_question_without_words_has_its_name(void **state) {
  (void)state;
  Stage stage = open_at_repeat();
  stage_go_to(&stage, "uten");
  stage_expect_label(&stage, "title", "uten");
  stage_free(&stage);
}

enum { LONG = 1698 }; /* the longest list among the forms that people have */

static Str long_form(Arena *arena) {
  Buffer text = buffer_new(arena);
  Sink sink = sink_to_buffer(&text);
  sink_z(&sink, "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\nsurvey:\n"
                "  - {type: select_multiple long, name: q, label: Hvor?}\nchoices:\n  long:\n");
  for (int i = 0; i < LONG; i++) {
    sink_printf(&sink, "    - {name: c%d, label: Sted %d}\n", i, i);
  }
  return buffer_view(&text);
}

/* What is out of sight costs next to nothing, and is found all the same. */
static void test_long_list(void **state) {
  (void)state;
  Arena *arena = arena_new(0);
  Stage stage = stage_new(&(StageSetup){.form_text = long_form(arena).ptr, .width_px = 1280, .height_px = 800, .width_mm = 218});
  stage_tap(&stage, "picker");
  stage_find(&stage, "answer.c0");
  *stage.measured = 0;
  stage_tap(&stage, "answer.c2");
  stage_find(&stage, "answer.c0");
  assert_in_range(*stage.measured, 1, 5000);
  assert_true(stage_has_state(&stage, "answer.c2", STATE_SELECTED));
  stage_input(&stage, (Input){.kind = INPUT_WHEEL, .wheel = -100000});
  stage_tap(&stage, "answer.c1697");
  assert_int_equal(stage_answer(&stage).list.count, 2);
  assert_true(stage_has_state(&stage, "answer.c1697", STATE_SELECTED));
  const DrawList *list = ui_draw(stage.ui, stage.now_ms);
  bool words = false;
  for (size_t i = 0; i < list->count; i++) {
    words = words || (list->items[i].kind == DRAW_TEXT && str_is(list->items[i].text, "Sted 1697"));
  }
  assert_true(words);
  stage_free(&stage);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_keyboard_of_the_field_in_use),
      cmocka_unit_test(test_a_field_in_use_stays_in_sight),
      cmocka_unit_test(test_refused_page_goes_to_the_first_problem),
      cmocka_unit_test(test_headings_and_shown_values),
      cmocka_unit_test(test_keys_reach_every_field),
      cmocka_unit_test(test_repeat),
      cmocka_unit_test(test_only_what_is_offered),
      cmocka_unit_test(test_a_question_without_words_has_its_name),
      cmocka_unit_test(test_long_list),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
