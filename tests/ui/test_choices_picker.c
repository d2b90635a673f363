/* A list behind one line: its sheet, its search, and lists of any length. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const char *const head = "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
                                "languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}\n"
                                "survey:\n"
                                "  - {type: select_one few, name: few, label: Få, appearance: minimal}\n"
                                "  - {type: select_one places, name: place, label: Sted, appearance: minimal}\n"
                                "  - {type: select_one places, name: fast, label: Fort, appearance: minimal quick}\n"
                                "  - {type: select_multiple places, name: places, label: Steder, appearance: minimal,\n"
                                "     constraint: count-selected(.) <= 2}\n"
                                "  - {type: select_one many, name: many, label: Mange}\n"
                                "  - {type: select_one many, name: numbers, label: Tall, appearance: likert}\n"
                                "  - type: group\n"
                                "    name: list\n"
                                "    appearance: field-list\n"
                                "    questions:\n"
                                "      - {type: select_one few, name: first, label: Først}\n"
                                "      - {type: select_one places, name: second, label: Så, appearance: minimal}\n"
                                "  - {type: note, name: end, label: Slutt}\n"
                                "choices:\n"
                                "  few: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}]\n"
                                "  places:\n";

static const struct {
  const char *name, *label;
} places[] = {{"oslo", "Oslo"},        {"aas", "Ås"},           {"aal", "Ålesund"},
              {"trom", "Tromsø"},      {"sor", "Sør-Troms"},    {"isaac", "Isaac Newtons plass"},
              {"kyiv", "Київ"},        {"yalta", "Ялта й Їжа"}, {"cairo", "القَاهِرَة"},
              {"karas", "Kárášjohka"}, {"vaer", "Værøy"},       {"oye", "Nye Øye"},
              {"straat", "Straße 7"},  {"hamar", "Hamar"},      {"haa", "Hå"}};

static const char *form_text(int many) {
  static char text[2 * 1024 * 1024]; /* of 20,000 choices */
  int at = snprintf(text, sizeof text, "%s", head);
  for (size_t i = 0; i < COUNT_OF(places); i++) {
    at += snprintf(text + at, sizeof text - (size_t)at, "    - {name: %s, label: \"%s\"}\n", places[i].name, places[i].label);
  }
  at += snprintf(text + at, sizeof text - (size_t)at, "  many:\n");
  for (int i = 0; i < many; i++) {
    at += snprintf(text + at, sizeof text - (size_t)at, "    - {name: n%d, label: Sted nummer %d}\n", i, i);
  }
  return text;
}

static bool is_open(Stage *stage) {
  return stage_find(stage, "sheet.close") != NULL;
}

/* The answers on the screen, in their order, joined by spaces. */
static const char *listed(Stage *stage) {
  static char names[400];
  size_t count = 0;
  const Node *nodes = ui_nodes(stage->ui, &count);
  int at = 0;
  names[0] = '\0';
  for (size_t i = 0; i < count; i++) {
    if (str_starts_with(nodes[i].id, STR("answer."))) {
      at += snprintf(names + at, sizeof names - (size_t)at, "%s%.*s", at > 0 ? " " : "", (int)nodes[i].id.len - 7,
                     nodes[i].id.ptr + 7);
    }
  }
  return names;
}

static void test_a_line_opens_a_list_and_a_choice_shuts_it(void **state) {
  (void)state;
  Stage stage = stage_at(form_text(40), "few", "nb");
  assert_null(stage_find(&stage, "answer.a"));
  assert_string_equal(stage_find(&stage, "picker")->label.ptr, "Velg");
  assert_int_equal(stage_find(&stage, "picker")->value.len, 0);
  stage_tap(&stage, "picker");
  assert_true(is_open(&stage));
  assert_null(stage_find(&stage, "next"));
  assert_null(stage_find(&stage, "search")); /* three need no search, and no keyboard */
  assert_null(stage_find(&stage, "key.a"));
  stage_tap(&stage, "answer.b");
  assert_false(is_open(&stage));
  stage_expect_answer(&stage, "b");
  assert_true(str_is(stage_find(&stage, "picker")->value, "B"));
  assert_true(str_is(stage_question(&stage), "few"));
  stage_tap(&stage, "picker");
  assert_true(stage_has_state(&stage, "answer.b", STATE_SELECTED));
  stage_tap(&stage, "sheet.close");
  stage_expect_answer(&stage, "b");
  assert_false(is_open(&stage));
  stage_free(&stage);
}

static void test_search(void **state) {
  (void)state;
  static const struct {
    const char *typed, *found;
  } cases[] = {
      {"os", "oslo"},
      {"hå", "haa hamar"}, /* the whole name, before what only begins with it */
      {"Ha ", "haa hamar"},
      {"OSLO ", "oslo"},
      {"ås", "aas isaac karas straat"},
      {"aas", "aas isaac karas straat"},
      {"alesund", "aal"},
      {"aalesund", "aal"},
      {"tromso", "trom"},
      {"trom", "trom sor"}, /* what begins with it, before what has a word that does */
      {"ø", "oslo oye trom sor isaac karas vaer"},
      {"newtons is", "isaac"}, /* words in any order */
      {"sor tr", "sor"},
      {"sør-tr", "sor"},
      {"vaeroy", "vaer"},
      {"karasjohka", "karas"},
      {"strasse", "straat"},
      {"їжа", "yalta"},
      {"иж", ""}, /* й is и with a mark, but ї is none of it */
      {"київ", "kyiv"},
      {"القاهره", "cairo"}, /* without vowels, and as many write its end */
      {"7", "straat"},
      {"zzz", ""},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Stage stage = stage_at(form_text(40), "place", "nb");
    stage_tap(&stage, "picker");
    stage_type(&stage, cases[i].typed);
    if (!str_is(str_from(listed(&stage)), cases[i].found)) {
      fail_msg("\"%s\" finds \"%s\" instead of \"%s\"", cases[i].typed, listed(&stage), cases[i].found);
    }
    assert_int_equal(stage_find(&stage, "none") != NULL, cases[i].found[0] == '\0');
    stage_free(&stage);
  }
}

static void test_search_by_touch_and_keys(void **state) {
  (void)state;
  Stage stage = stage_at(form_text(40), "place", "nb");
  stage_tap(&stage, "picker");
  stage_tap(&stage, "key.o");
  stage_tap(&stage, "key.s");
  stage_tap(&stage, "key.x");
  assert_true(str_is(stage_find(&stage, "search")->value, "osx"));
  assert_string_equal(listed(&stage), "");
  stage_tap(&stage, "key.backspace");
  assert_string_equal(listed(&stage), "oslo");
  stage_key(&stage, KEY_BACKSPACE, false);
  stage_key(&stage, KEY_DOWN, false); /* the ring comes to the search, */
  assert_true(stage_has_state(&stage, "search", STATE_FOCUSED));
  stage_key(&stage, KEY_DOWN, false); /* and goes on to what was found */
  assert_true(stage_has_state(&stage, "answer.oslo", STATE_FOCUSED));
  stage_type(&stage, "y"); /* typing goes on */
  assert_true(str_is(stage_find(&stage, "search")->value, "oy"));
  assert_string_equal(listed(&stage), "oye vaer");
  stage_key(&stage, KEY_TAB, false);
  stage_key(&stage, KEY_TAB, false);
  stage_key(&stage, KEY_ENTER, false);
  stage_expect_answer(&stage, "oye");
  assert_true(stage_has_state(&stage, "picker", STATE_FOCUSED)); /* back where the keys came from */
  stage_key(&stage, KEY_ENTER, false);
  assert_true(str_is(stage_find(&stage, "search")->value, "")); /* what was searched for is forgotten */
  stage_key(&stage, KEY_ESCAPE, false);
  assert_false(is_open(&stage));
  assert_true(str_is(stage_question(&stage), "place"));
  stage_free(&stage);
}

/* Whoever types ten Latin letters, or digits, goes to their layer once. */
static void test_layers_stay(void **state) {
  (void)state;
  Stage stage = stage_at(form_text(40), "place", "ar");
  stage_tap(&stage, "picker");
  stage_tap(&stage, "key.latin");
  stage_tap(&stage, "key.o");
  stage_tap(&stage, "key.s");
  stage_tap(&stage, "key.layer");
  stage_tap(&stage, "key.1");
  stage_tap(&stage, "key.2");
  assert_true(str_is(stage_find(&stage, "search")->value, "os12"));
  stage_tap(&stage, "sheet.close");
  stage_tap(&stage, "picker"); /* a keyboard begins with the language's own letters */
  assert_null(stage_find(&stage, "key.o"));
  stage_free(&stage);
}

static void test_capitals_stay_locked(void **state) {
  (void)state;
  Stage stage = stage_at(form_text(40), "place", "nb");
  stage_tap(&stage, "picker");
  stage_tap(&stage, "key.shift");
  Rect shift = stage_find(&stage, "key.shift")->rect;
  stage_press(&stage, shift.x + shift.w / 2, shift.y + shift.h / 2, 50);
  stage_tap(&stage, "key.o");
  stage_tap(&stage, "key.s");
  assert_true(str_is(stage_find(&stage, "search")->value, "OS"));
  stage_free(&stage);
}

static void test_a_search_has_an_end(void **state) {
  (void)state;
  Stage stage = stage_at(form_text(40), "place", "nb");
  stage_tap(&stage, "picker");
  for (int i = 0; i < 200; i++) {
    stage_type(&stage, "Ё");
  }
  assert_true(stage_find(&stage, "search")->value.len <= 64);
  assert_true(str_is_utf8(stage_find(&stage, "search")->value));
  stage_tap(&stage, "sheet.close");
  stage_type(&stage, "oslo"); /* where there is no search, nothing is typed */
  stage_key(&stage, KEY_BACKSPACE, false);
  stage_tap(&stage, "picker");
  assert_int_equal(stage_find(&stage, "search")->value.len, 0);
  stage_free(&stage);
}

static void test_a_quick_one_moves_on(void **state) {
  (void)state;
  Stage stage = stage_at(form_text(40), "fast", "nb");
  stage_tap(&stage, "picker");
  stage_tap(&stage, "answer.oslo");
  assert_true(str_is(stage_question(&stage), "places"));
  assert_false(is_open(&stage));
  stage_free(&stage);
}

static void test_several_stay_until_done(void **state) {
  (void)state;
  Stage stage = stage_at(form_text(40), "places", "nb");
  stage_tap(&stage, "picker");
  assert_true(str_is(stage_find(&stage, "title")->label, "Du kan velge inntil 2"));
  stage_type(&stage, "s");
  stage_tap(&stage, "answer.oslo");
  assert_false(stage_has_state(&stage, "answer.aas", STATE_DISABLED));
  stage_type(&stage, "\xC3\xB8r");
  stage_tap(&stage, "answer.sor");
  assert_true(is_open(&stage));
  stage_key(&stage, KEY_BACKSPACE, false);
  stage_key(&stage, KEY_BACKSPACE, false);
  assert_true(stage_has_state(&stage, "answer.aas", STATE_DISABLED)); /* two are chosen */
  assert_false(stage_has_state(&stage, "answer.oslo", STATE_DISABLED));
  stage_tap(&stage, "sheet.close");
  stage_expect_answer(&stage, "oslo sor");
  assert_true(str_is(stage_find(&stage, "picker")->value, "Oslo, Sør-Troms"));
  stage_free(&stage);
}

static void test_a_long_list_is_a_picker_whatever_it_is_called(void **state) {
  (void)state;
  Stage stage = stage_at(form_text(40), "many", "nb");
  stage_tap(&stage, "picker");
  assert_non_null(stage_find(&stage, "answer.n0"));
  assert_true(rect_is_empty(stage_visible(stage_find(&stage, "answer.n39"))));
  for (int i = 0; i < 20 && stage_find(&stage, "more") != NULL; i++) {
    stage_tap(&stage, "more");
  }
  assert_false(rect_is_empty(stage_visible(stage_find(&stage, "answer.n39"))));
  stage_tap(&stage, "answer.n39");
  stage_tap(&stage, "picker"); /* what is chosen is in sight at once */
  assert_int_equal(stage_visible(stage_find(&stage, "answer.n39")).h, stage_find(&stage, "answer.n39")->rect.h);
  stage_key(&stage, KEY_ESCAPE, false);
  stage_tap(&stage, "next");
  assert_null(stage_find(&stage, "picker")); /* but a scale stays one */
  stage_free(&stage);
}

static void test_keys_come_to_the_end_of_a_long_list(void **state) {
  (void)state;
  Stage stage = stage_at(form_text(40), "many", "nb");
  stage_key(&stage, KEY_TAB, false);
  assert_true(stage_has_state(&stage, "picker", STATE_FOCUSED));
  stage_key(&stage, KEY_ENTER, false);
  for (int i = 0; i < 60 && !stage_has_state(&stage, "answer.n39", STATE_FOCUSED); i++) {
    stage_key(&stage, KEY_TAB, false);
  }
  assert_true(stage_has_state(&stage, "answer.n39", STATE_FOCUSED));
  assert_int_equal(stage_visible(stage_find(&stage, "answer.n39")).h, stage_find(&stage, "answer.n39")->rect.h);
  for (int i = 0; i < 60 && !stage_has_state(&stage, "sheet.close", STATE_FOCUSED); i++) {
    stage_key(&stage, KEY_UP, false);
    const Node *node = stage_find(&stage, "answer.n1");
    if (node != NULL && node->state & STATE_FOCUSED) {
      assert_int_equal(stage_visible(node).h, node->rect.h);
    }
  }
  assert_true(stage_has_state(&stage, "sheet.close", STATE_FOCUSED)); /* above the second column, which it came up by */
  stage_free(&stage);
}

static void test_among_other_questions(void **state) {
  (void)state;
  Stage stage = stage_at(form_text(40), "first", "nb");
  stage_scroll_to(&stage, "second.picker");
  int y = stage_find(&stage, "second.picker")->rect.y;
  stage_tap(&stage, "second.picker");
  assert_null(stage_find(&stage, "first.answer.a"));
  stage_tap(&stage, "answer.oslo");
  assert_true(str_is(stage_answer_to(&stage, "second").text, "oslo"));
  assert_int_equal(stage_find(&stage, "second.picker")->rect.y, y); /* the page is where it was */
  stage_free(&stage);
}

static void test_from_right_to_left(void **state) {
  (void)state;
  Stage stage = stage_at(form_text(40), "place", "ar");
  stage_tap(&stage, "picker");
  Rect search = stage_find(&stage, "search")->rect, close = stage_find(&stage, "sheet.close")->rect;
  assert_true(close.x + close.w <= search.x);
  Rect first = stage_find(&stage, "answer.oslo")->rect, second = stage_find(&stage, "answer.aas")->rect;
  assert_int_equal(first.y, second.y);
  assert_true(first.x > second.x);
  stage_free(&stage);
}

/* What a list costs does not grow with what is out of sight: so many widths of text are asked for at most, whatever its length. */
static void test_twenty_thousand_choices(void **state) {
  (void)state;
  Stage stage = stage_new(
      &(StageSetup){.form_text = form_text(20000), .width_px = 1280, .height_px = 800, .width_mm = 218, .language = "nb"});
  stage_go_to(&stage, "many");
  stage_tap(&stage, "picker");
  size_t nodes = 0, before = *stage.measured;
  stage_type(&stage, "9");
  ui_nodes(stage.ui, &nodes);
  assert_true(nodes < 120); /* what is more than a page out of sight is not there, */
  assert_true(*stage.measured - before < 5000);
  stage_key(&stage, KEY_BACKSPACE, false);
  for (int i = 0; i < 40; i++) {
    stage_tap(&stage, "more"); /* and comes when it is scrolled to */
  }
  assert_null(stage_find(&stage, "answer.n0"));
  assert_non_null(stage_find(&stage, "answer.n160"));
  stage_type(&stage, "9999");
  assert_string_equal(listed(&stage), "n9999 n19999"); /* 9999 is a word's beginning */
  stage_tap(&stage, "answer.n19999");
  stage_expect_answer(&stage, "n19999");
  stage_tap(&stage, "picker");
  assert_int_equal(stage_visible(stage_find(&stage, "answer.n19999")).h, stage_find(&stage, "answer.n19999")->rect.h);
  stage_free(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_line_opens_a_list_and_a_choice_shuts_it),
      cmocka_unit_test(test_search),
      cmocka_unit_test(test_search_by_touch_and_keys),
      cmocka_unit_test(test_layers_stay),
      cmocka_unit_test(test_capitals_stay_locked),
      cmocka_unit_test(test_a_search_has_an_end),
      cmocka_unit_test(test_a_quick_one_moves_on),
      cmocka_unit_test(test_several_stay_until_done),
      cmocka_unit_test(test_a_long_list_is_a_picker_whatever_it_is_called),
      cmocka_unit_test(test_keys_come_to_the_end_of_a_long_list),
      cmocka_unit_test(test_among_other_questions),
      cmocka_unit_test(test_from_right_to_left),
      cmocka_unit_test(test_twenty_thousand_choices),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
