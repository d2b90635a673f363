/* Displays of 7 inches: the letters of the on-screen keyboard come and go, and many languages are one button. */
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
    "  - {type: text, name: brief, label: Hva heter du?}\n"
    "  - {type: text, name: hinted, label: Hva heter du?, hint: Fornavnet ditt er nok. Vi bruker det bare i dag og ingen andre får "
    "se "
    "det noen gang.}\n"
    "  - {type: text, name: long, label: 'Hva var det viktigste som du lærte i dag, og hva tar du med deg videre herfra til den "
    "jobben "
    "eller den skolen som du går til hver dag?'}\n"
    "  - {type: select_one m, name: pick, label: Hvor?, appearance: minimal}\n"
    "  - {type: begin_group, name: om, label: Om deg, appearance: field-list}\n"
    "  - {type: text, name: navn, label: Hva heter du?}\n"
    "  - {type: text, name: sted, label: Hvor bor du?}\n"
    "  - {type: integer, name: alder, label: Hvor gammel er du?}\n"
    "  - {type: text, name: sist, label: Noe mer?}\n"
    "  - {type: end_group}\n"
    "choices:\n"
    "  m: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}, {name: d, label: D}, {name: e, label: E}, {name: f, "
    "label: F},\n"
    "    {name: g, label: G}, {name: h, label: H}, {name: i, label: I}, {name: j, label: J}]\n";

static Stage open_at(const char *question, int width_px, int height_px, double width_mm) {
  Stage stage =
      stage_new(&(StageSetup){.form_text = form_text, .width_px = width_px, .height_px = height_px, .width_mm = width_mm});
  stage_go_to(&stage, question);
  return stage;
}

static Stage open_low(const char *question) {
  return open_at(question, 800, 480, 154);
}

static bool has_letters(Stage *stage) {
  return stage_find(stage, "key.space") != NULL;
}

/* Can all of it be seen? */
static bool is_whole(Stage *stage, const char *id) {
  const Node *node = stage_find(stage, id);
  return node != NULL && stage_visible(node).h == node->rect.h && node->rect.y >= 0 && node->rect.y + node->rect.h <= 480;
}

static void pass(Stage *stage, int64_t ms) {
  stage->now_ms += ms;
}

/* --- a page of one question --- */

static void test_letters_come_with_a_short_question(void **state) {
  (void)state;
  Stage stage = open_low("brief");
  assert_true(has_letters(&stage) && is_whole(&stage, "title") && is_whole(&stage, "field"));
  stage_free(&stage);
}

/* What the letters drove away comes back when they go. */
static void test_a_hint_can_be_brought_back(void **state) {
  (void)state;
  Stage stage = open_low("hinted");
  assert_true(has_letters(&stage) && is_whole(&stage, "title") && is_whole(&stage, "field"));
  assert_null(stage_find(&stage, "hint"));
  stage_tap(&stage, "key.close");
  assert_false(has_letters(&stage));
  assert_true(is_whole(&stage, "title") && is_whole(&stage, "hint") && is_whole(&stage, "field"));
  stage_free(&stage);
}

static void test_a_long_question_is_read_first(void **state) {
  (void)state;
  Stage stage = open_low("long");
  assert_false(has_letters(&stage));
  assert_true(is_whole(&stage, "title") && is_whole(&stage, "field"));
  stage_tap(&stage, "field");
  assert_true(has_letters(&stage) && is_whole(&stage, "field"));
  stage_tap(&stage, "key.a");
  assert_true(has_letters(&stage) && str_is(stage_answer(&stage).text, "A"));
  pass(&stage, 2000);
  stage_tap(&stage, "key.close");
  assert_false(has_letters(&stage));
  assert_true(is_whole(&stage, "title"));
  assert_true(str_is(stage_find(&stage, "field")->value, "A"));
  stage_type(&stage, "b"); /* a physical keyboard goes on where the other one was */
  assert_true(has_letters(&stage) && str_is(stage_answer(&stage).text, "Ab"));
  stage_free(&stage);
}

static void test_the_first_character_brings_letters(void **state) {
  (void)state;
  Stage stage = open_low("long");
  stage_type(&stage, "x");
  assert_true(has_letters(&stage) && is_whole(&stage, "field"));
  assert_true(str_is(stage_answer(&stage).text, "x"));
  stage_free(&stage);
}

/* Where the field was stands a key now: a second strike of the same hand does not type. */
static void test_a_double_tap_types_nothing(void **state) {
  (void)state;
  Stage stage =
      stage_new(&(StageSetup){.form_text = form_text, .width_px = 800, .height_px = 480, .width_mm = 154, .language = "nb"});
  stage_go_to(&stage, "long");
  Rect field = stage_find(&stage, "field")->rect;
  int x = field.x + field.w / 2, y = field.y + field.h / 2;
  pass(&stage, 5000);
  stage_press(&stage, x, y, 20);
  assert_true(has_letters(&stage));
  stage_press(&stage, x, y, 20);
  assert_true(value_is_empty(stage_answer(&stage)));
  stage_free(&stage);
}

/* --- a page of several --- */

static void test_letters_of_a_list_go_away(void **state) {
  (void)state;
  static const struct {
    int width_px, height_px;
    double width_mm;
  } displays[] = {{800, 480, 154}, {1024, 600, 154}, {1280, 800, 218}, {600, 1024, 130}};
  for (size_t i = 0; i < COUNT_OF(displays); i++) {
    Stage stage = open_at("navn", displays[i].width_px, displays[i].height_px, displays[i].width_mm);
    assert_false(has_letters(&stage));
    stage_tap(&stage, "navn.field");
    assert_true(has_letters(&stage));
    assert_non_null(stage_find(&stage, "key.close"));
    stage_tap(&stage, "key.k");
    pass(&stage, 2000);
    stage_tap(&stage, "key.close");
    assert_false(has_letters(&stage));
    assert_true(str_is(stage_answer_to(&stage, "navn").text, "K"));
    stage_free(&stage);
  }
}

static void test_the_next_question_is_seen(void **state) {
  (void)state;
  Stage stage = open_low("navn");
  stage_tap(&stage, "navn.field");
  pass(&stage, 2000);
  stage_tap(&stage, "key.close");
  assert_true(is_whole(&stage, "sted.title") && is_whole(&stage, "sted.field"));
  stage_scroll_to(&stage, "sist.field");
  stage_tap(&stage, "sist.field");
  pass(&stage, 2000);
  stage_tap(&stage, "key.close"); /* there is none after the last */
  assert_true(is_whole(&stage, "sist.title") && is_whole(&stage, "sist.field"));
  stage_free(&stage);
}

/* --- a picker --- */

static void test_a_list_is_seen_before_its_letters(void **state) {
  (void)state;
  Stage stage = open_low("pick");
  stage_tap(&stage, "picker");
  assert_false(has_letters(&stage));
  assert_true(is_whole(&stage, "answer.a") && is_whole(&stage, "search") && is_whole(&stage, "more"));
  stage_tap(&stage, "search");
  assert_true(has_letters(&stage));
  const Node *more = stage_find(&stage, "more"); /* large enough for a finger, or not there */
  assert_true(more == NULL || more->rect.h >= stage_find(&stage, "search")->rect.h);
  stage_tap(&stage, "key.j");
  pass(&stage, 2000);
  stage_tap(&stage, "key.close");
  assert_false(has_letters(&stage));
  assert_true(is_whole(&stage, "answer.j"));
  stage_tap(&stage, "answer.j");
  assert_true(str_is(stage_answer(&stage).text, "j"));
  stage_free(&stage);
  stage = open_at("pick", 1280, 800, 218);
  stage_tap(&stage, "picker");
  assert_true(has_letters(&stage));
  stage_free(&stage);
}

/* --- many languages --- */

static const char *const many_languages =
    "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, en: English, uk: Українська, ar: {name: العربية, direction: rtl}, so: Soomaali, ti: ትግርኛ,\n"
    "  fa: {name: فارسی, direction: rtl}, pl: Polski, se: Davvisámegiella, fr: Français}\n"
    "survey:\n"
    "  - {type: text, name: t, label: Hva?}\n";

static Stage open_invitation(void) {
  Stage stage = stage_new(&(StageSetup){.form_text = many_languages, .width_px = 800, .height_px = 480, .width_mm = 154});
  stage_screen(&stage, SCREEN_ATTRACT);
  return stage;
}

static void test_many_languages_are_one_button(void **state) {
  (void)state;
  Stage stage = open_invitation();
  assert_null(stage_find(&stage, "language.en"));
  assert_true(is_whole(&stage, "languages") && is_whole(&stage, "title") && is_whole(&stage, "info"));
  assert_true(stage_find(&stage, "info")->rect.y + stage_find(&stage, "info")->rect.h <= stage_find(&stage, "languages")->rect.y);
  assert_int_equal(stage_tap(&stage, "languages").count, 0);
  assert_null(stage_find(&stage, "start"));
  UiActions actions = stage_tap(&stage, "language.en");
  assert_int_equal(actions.count, 1);
  assert_int_equal(actions.items[0].kind, UI_START);
  assert_true(str_is(stage.form->languages[actions.items[0].language_ix].code, "en"));
  stage_free(&stage);
}

static void tick(Stage *stage, int64_t at_ms) {
  stage->now_ms = at_ms;
  ui_tick(stage->ui, stage->now_ms);
  ui_draw(stage->ui, stage->now_ms);
}

/* Nothing turns while somebody reads the list; nobody there, the next one finds the invitation. */
static void test_the_list_of_languages_shuts(void **state) {
  (void)state;
  Stage stage = open_invitation();
  stage_tap(&stage, "languages");
  stage_input(&stage, (Input){.kind = INPUT_WHEEL, .wheel = -1});
  int64_t opened_ms = stage.now_ms;
  assert_true(ui_deadline_ms(stage.ui, opened_ms) <= opened_ms + 20000);
  tick(&stage, opened_ms + 19000);
  assert_non_null(stage_find(&stage, "language.nb"));
  assert_int_equal(ui_language(stage.ui), 0);
  stage_input(&stage, (Input){.kind = INPUT_WHEEL, .wheel = 1}); /* a touch: another 20 s */
  tick(&stage, opened_ms + 38000);
  assert_non_null(stage_find(&stage, "language.nb"));
  tick(&stage, opened_ms + 39001);
  assert_null(stage_find(&stage, "language.nb"));
  assert_non_null(stage_find(&stage, "start"));
  assert_int_equal(ui_language(stage.ui), 0);
  tick(&stage, opened_ms + 39001 + 10001);
  assert_int_equal(ui_language(stage.ui), 1); /* and they take turns again */
  stage_free(&stage);
}

static void test_few_languages_are_all_there(void **state) {
  (void)state;
  Stage stage = stage_new(&(StageSetup){.form_text = form_text, .width_px = 800, .height_px = 480, .width_mm = 154});
  stage_screen(&stage, SCREEN_ATTRACT);
  assert_true(is_whole(&stage, "language.nb") && is_whole(&stage, "language.ar"));
  assert_null(stage_find(&stage, "languages"));
  stage_free(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_letters_come_with_a_short_question), cmocka_unit_test(test_a_hint_can_be_brought_back),
      cmocka_unit_test(test_a_long_question_is_read_first),      cmocka_unit_test(test_the_first_character_brings_letters),
      cmocka_unit_test(test_a_double_tap_types_nothing),         cmocka_unit_test(test_letters_of_a_list_go_away),
      cmocka_unit_test(test_the_next_question_is_seen),          cmocka_unit_test(test_a_list_is_seen_before_its_letters),
      cmocka_unit_test(test_many_languages_are_one_button),      cmocka_unit_test(test_the_list_of_languages_shuts),
      cmocka_unit_test(test_few_languages_are_all_there),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
