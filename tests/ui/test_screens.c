/* What stands around the questions: the header that helps, hiding, sizes of letters, the review, how content scrolls. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const form_text =
    "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
    "languages: {nb: Norsk, en: English, uk: Українська, ar: {name: العربية, direction: rtl}}\n"
    "kiosk: {review: yes}\n"
    "survey:\n"
    "  - {type: select_one jn, name: glad, label: Er du glad?, hint: 'Dette er en lang forklaring som sier det samme mange ganger, "
    "fordi "
    "den som skrev den, hadde mye å si og ville ha alt med på en gang, også det som ikke trengs for å svare på spørsmålet, og enda "
    "mer "
    "til, slik at den blir altfor lang for en skjerm som er så lav som denne og skyver svarene ut av syne.'}\n"
    "  - {type: text, name: navn, label: Hva heter du?}\n"
    "  - {type: begin_group, name: om, label: Om deg, appearance: field-list}\n"
    "  - {type: integer, name: alder, label: Alder}\n"
    "  - {type: select_one jn, name: ny, label: Er du ny?}\n"
    "  - {type: end_group}\n"
    "  - {type: begin_repeat, name: barn, label: Barn}\n"
    "  - {type: text, name: bnavn, label: Hva heter barnet?}\n"
    "  - {type: end_repeat}\n"
    "  - {type: note, name: slutt, label: Det var alt}\n"
    "choices:\n"
    "  jn: [{name: j, label: Ja}, {name: n, label: Nei}]\n";

static Stage open_at(int width_px, int height_px, double width_mm, const char *language) {
  return stage_new(&(StageSetup){
      .form_text = form_text, .width_px = width_px, .height_px = height_px, .width_mm = width_mm, .language = language});
}

static Stage open_stage(void) {
  return open_at(1280, 800, 218, "nb");
}

static bool shows(Stage *stage, const char *words) {
  const DrawList *list = ui_draw(stage->ui, stage->now_ms);
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i].kind == DRAW_TEXT && str_is(list->items[i].text, words)) {
      return true;
    }
  }
  return false;
}

/* --- hiding --- */

static void test_hidden_until_touched(void **state) {
  (void)state;
  Stage stage = open_stage();
  stage_tap(&stage, "answer.j");
  Rect answer = stage_find(&stage, "answer.n")->rect;
  stage_tap(&stage, "hide");
  size_t count = 0;
  ui_nodes(stage.ui, &count);
  assert_int_equal(count, 1);
  assert_false(shows(&stage, "Ja"));
  stage.now_ms += 1000;
  stage_press(&stage, answer.x + 5, answer.y + 5, 50); /* where an answer was */
  assert_true(stage_has_state(&stage, "answer.j", STATE_SELECTED));
  assert_false(stage_has_state(&stage, "answer.n", STATE_SELECTED));
  stage_free(&stage);
}

static void test_any_key_shows_again(void **state) {
  (void)state;
  Stage stage = open_stage();
  stage_go_to(&stage, "navn");
  stage_tap(&stage, "menu"); /* while a keyboard is up */
  stage_scroll_to(&stage, "hide");
  stage_tap(&stage, "hide");
  stage_key(&stage, KEY_SPACE, false);
  stage_type(&stage, " "); /* the same key's character */
  assert_non_null(stage_find(&stage, "field"));
  assert_true(value_is_empty(stage_answer(&stage)));
  stage_type(&stage, "a");
  assert_true(str_is(stage_answer(&stage).text, "a"));
  stage_free(&stage);
}

static void test_hidden_is_forgotten_elsewhere(void **state) {
  (void)state;
  Stage stage = open_stage();
  stage_tap(&stage, "hide");
  stage_screen(&stage, SCREEN_IDLE);
  assert_non_null(stage_find(&stage, "still-here"));
  stage_screen(&stage, SCREEN_QUESTION);
  assert_non_null(stage_find(&stage, "answer.j"));
  stage_free(&stage);
}

/* --- letters --- */

static void test_sizes_of_letters(void **state) {
  (void)state;
  Stage stage = open_stage();
  int normal = stage_find(&stage, "title")->rect.h;
  stage_tap(&stage, "text-size");
  int large = stage_find(&stage, "title")->rect.h;
  stage_tap(&stage, "text-size");
  int largest = stage_find(&stage, "title")->rect.h;
  assert_true(normal < large && large < largest);
  stage_tap(&stage, "next");
  stage_key(&stage, KEY_ESCAPE, false); /* for the rest of the visit */
  assert_int_equal(stage_find(&stage, "title")->rect.h, largest);
  stage_tap(&stage, "text-size");
  assert_int_equal(stage_find(&stage, "title")->rect.h, normal);
  stage_tap(&stage, "text-size");
  stage_screen(&stage, SCREEN_ATTRACT); /* and no longer */
  stage_screen(&stage, SCREEN_QUESTION);
  assert_int_equal(stage_find(&stage, "title")->rect.h, normal);
  stage_free(&stage);
}

/* --- header --- */

static void test_a_narrow_header_is_a_menu(void **state) {
  (void)state;
  Stage stage = open_at(600, 1024, 90, "nb");
  assert_null(stage_find(&stage, "hide"));
  stage_tap(&stage, "menu");
  assert_non_null(stage_find(&stage, "language.ar"));
  stage_scroll_to(&stage, "text-size.100");
  assert_true(stage_has_state(&stage, "text-size.100", STATE_SELECTED));
  stage_key(&stage, KEY_ESCAPE, false);
  assert_non_null(stage_find(&stage, "answer.j"));
  stage_tap(&stage, "menu");
  stage_tap(&stage, "back"); /* leads out of the menu, not out of the question */
  assert_non_null(stage_find(&stage, "answer.j"));
  stage_tap(&stage, "menu");
  stage_scroll_to(&stage, "hide");
  stage_tap(&stage, "hide");
  assert_non_null(stage_find(&stage, "show"));
  stage_tap(&stage, "show");
  assert_non_null(stage_find(&stage, "answer.j")); /* and not the menu */
  stage_free(&stage);
}

static void test_languages_by_their_menu(void **state) {
  (void)state;
  Stage stage = open_stage();
  assert_true(str_is(stage_find(&stage, "languages")->value, "Norsk"));
  stage_tap(&stage, "languages");
  assert_null(stage_find(&stage, "hide")); /* it has its own button */
  stage_tap(&stage, "language.ar");
  assert_true(str_is(stage_find(&stage, "languages")->value, "العربية"));
  assert_true(stage_find(&stage, "languages")->rect.x < stage_find(&stage, "progress")->rect.x);
  stage_free(&stage);
}

/* --- counting --- */

static void test_pages_count_what_they_ask(void **state) {
  (void)state;
  Stage stage = open_stage();
  stage_expect_label(&stage, "progress", "Spørsmål 1 av 5");
  stage_go_to(&stage, "alder");
  stage_expect_label(&stage, "progress", "Spørsmål 3–4 av 5");
  stage_go_to(&stage, "slutt");
  assert_false(shows(&stage, "Spørsmål 5 av 5")); /* it is no question */
  const DrawList *list = ui_draw(stage.ui, stage.now_ms);
  int track = 0, done = 0; /* widths of the bar's two fills */
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i].kind == DRAW_FILL && list->items[i].rect.y < 120 && list->items[i].rect.h < 20) {
      track = track == 0 ? list->items[i].rect.w : track;
      done = list->items[i].rect.w;
    }
  }
  assert_true(done > track / 2 && done < track);
  stage_free(&stage);
}

/* --- hints --- */

static void test_a_long_hint_unfolds(void **state) {
  (void)state;
  Stage stage = open_stage();
  int folded = stage_find(&stage, "hint")->rect.h;
  assert_int_equal(stage_visible(stage_find(&stage, "answer.n")).h, stage_find(&stage, "answer.n")->rect.h);
  assert_true(stage_find(&stage, "hint")->label.len > 200); /* whoever listens hears all of it */
  stage_tap(&stage, "guidance");
  assert_true(stage_find(&stage, "hint")->rect.h > 2 * folded);
  stage_tap(&stage, "guidance");
  assert_int_equal(stage_find(&stage, "hint")->rect.h, folded);
  stage_free(&stage);
}

/* --- review --- */

static void go_to_review(Stage *stage) {
  for (int i = 0; survey_page(stage->survey).kind != PAGE_REVIEW; i++) {
    assert_true(i < 20);
    survey_step(stage->survey, &(SurveyEvent){.kind = SURVEY_NEXT});
  }
  stage_screen(stage, SCREEN_QUESTION);
}

static void assert_answered(Stage *stage, const char *id, const char *question, const char *answer) {
  stage_expect_label(stage, id, question);
  assert_true(str_is(stage_find(stage, id)->value, answer));
}

static void test_review(void **state) {
  (void)state;
  Stage stage = open_stage();
  stage_tap(&stage, "answer.j");
  stage_go_to(&stage, "bnavn");
  stage_type(&stage, "Mia");
  stage_tap(&stage, "next");
  stage_tap(&stage, "add");
  stage_type(&stage, "Bo");
  go_to_review(&stage);
  assert_string_equal(ui_screen_name(stage.ui), "review");
  stage_expect_label(&stage, "title", "Se over svarene dine");
  stage_expect_label(&stage, "next", "Send inn");
  assert_answered(&stage, "go.glad", "Er du glad?", "Ja");
  assert_answered(&stage, "go.navn", "Hva heter du?", "Ikke besvart");
  assert_answered(&stage, "go.barn[2]/bnavn", "Hva heter barnet?", "Bo");
  assert_true(shows(&stage, "Ja"));
  stage_scroll_to(&stage, "go.barn[2]/bnavn");
  assert_true(shows(&stage, "Barn · \xE2\x81\xA8"
                            "2 av 2\xE2\x81\xA9"));
  stage_free(&stage);
}

static void test_back_from_review(void **state) {
  (void)state;
  Stage stage = open_stage();
  go_to_review(&stage);
  stage_scroll_to(&stage, "go.barn[1]/bnavn");
  stage_tap(&stage, "go.barn[1]/bnavn");
  stage_expect_label(&stage, "title", "Hva heter barnet?");
  stage_expect_label(&stage, "next", "Til oversikten");
  stage_type(&stage, "Eli");
  stage_tap(&stage, "next");
  for (int i = 0; i < 3 && survey_page(stage.survey).kind != PAGE_REVIEW; i++) {
    stage_tap(&stage, "next");
  }
  assert_answered(&stage, "go.barn[1]/bnavn", "Hva heter barnet?", "Eli");
  const Node *card = stage_find(&stage, "go.barn[1]/bnavn");
  assert_int_equal(stage_visible(card).h, card->rect.h); /* where it was left from */
  stage_tap(&stage, "next");
  assert_int_equal(stage.scene.screen, SCREEN_THANKS);
  stage_free(&stage);
}

static void test_review_by_keys(void **state) {
  (void)state;
  Stage stage = open_stage();
  go_to_review(&stage);
  stage_key(&stage, KEY_TAB, false);
  assert_true(stage_has_state(&stage, "go.glad", STATE_FOCUSED));
  stage_key(&stage, KEY_DOWN, false);
  assert_true(stage_has_state(&stage, "go.navn", STATE_FOCUSED));
  stage_key(&stage, KEY_ENTER, false);
  assert_true(str_is(stage_question(&stage), "navn"));
  stage_free(&stage);
}

/* --- scrolling --- */

/* What a window begins with is whole, on the way down and up, and nothing is passed over. */
static void test_pages_begin_with_whole_rows(void **state) {
  (void)state;
  Stage stage = open_stage();
  go_to_review(&stage);
  static const char *const cards[] = {"go.glad", "go.navn", "go.om/alder", "go.om/ny", "go.barn[1]/bnavn"};
  bool seen[COUNT_OF(cards)] = {false};
  for (int page = 0; page < 10; page++) {
    bool first_whole = false;
    for (size_t i = 0; i < COUNT_OF(cards); i++) {
      const Node *card = stage_find(&stage, cards[i]);
      bool whole = stage_visible(card).h == card->rect.h;
      seen[i] = seen[i] || whole;
      int below_top = card->rect.y - card->clip.y;
      first_whole = first_whole || (whole && below_top >= 0 && below_top < card->rect.h);
    }
    assert_true(page == 0 || first_whole || stage_find(&stage, "more") == NULL);
    if (stage_find(&stage, "more") == NULL) {
      break;
    }
    stage_tap(&stage, "more");
  }
  for (size_t i = 0; i < COUNT_OF(cards); i++) {
    assert_true(seen[i]);
  }
  for (int page = 0; stage_find(&stage, "more-above") != NULL; page++) {
    assert_true(page < 10);
    stage_tap(&stage, "more-above");
  }
  assert_non_null(stage_find(&stage, "title"));
  stage_free(&stage);
}

static const Node *focused_node(Stage *stage) {
  size_t count = 0;
  const Node *nodes = ui_nodes(stage->ui, &count);
  for (size_t i = 0; i < count; i++) {
    if (nodes[i].state & STATE_FOCUSED) {
      return &nodes[i];
    }
  }
  return NULL;
}

/* Also in a question that is higher than the window, and backwards, where it is come to from below. */
static void test_keys_are_seen_where_they_go(void **state) {
  (void)state;
  static const char *const text = "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
                                  "languages: {nb: Norsk}\n"
                                  "survey:\n"
                                  "  - {type: begin_group, name: g, label: Om deg, appearance: field-list}\n"
                                  "  - {type: select_one l, name: a, label: Hvor?}\n"
                                  "  - {type: date, name: b, label: Når?}\n"
                                  "  - {type: text, name: c, label: Hva?}\n"
                                  "  - {type: end_group}\n"
                                  "choices:\n"
                                  "  l: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}, {name: d, label: D}, "
                                  "{name: e, label: E}, {name: f, label: F},"
                                  " {name: g, label: G}, {name: h, label: H}]\n";
  Stage stage =
      stage_new(&(StageSetup){.form_text = text, .width_px = 600, .height_px = 1024, .width_mm = 90, .text_size = TEXT_LARGEST});
  for (int i = 0; i < 80; i++) {
    stage_key(&stage, KEY_TAB, i < 40);
    const Node *node = focused_node(&stage);
    assert_non_null(node);
    if (2 * stage_visible(node).h < node->rect.h) {
      fail_msg("the focus is on " STR_FMT ", which cannot be seen", STR_ARG(node->id));
    }
  }
  stage_free(&stage);
}

/* What a form says of what follows is said instead of the interface's own words, which say to scan the code; what is for later says so. */
static void test_thanks_lead_on(void **state) {
  (void)state;
  static uint8_t modules[29 * 29] = {1};
  static const struct {
    const char *kiosk;
    int64_t from_day;
    const char *says, *type_words, *from;
  } cases[] = {
      {"followup: {form: g}", 0, "Vil du svare på mer? Skann koden med mobilen din",
       "Eller skriv denne adressen i nettleseren på mobilen:", NULL},
      {"followup: {form: g, text: {nb: Skriv mer}}", 20850, "Skriv mer",
       "Skann koden, eller skriv denne adressen i nettleseren på mobilen:", "Du kan svare fra mandag 1. februar 2027."},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    char text[400];
    snprintf(text, sizeof text,
             "settings: {form_id: f, form_title: {nb: F}, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\n"
             "kiosk: {%s}\nsurvey: [{type: text, name: t, label: {nb: Hva?}}]\n",
             cases[i].kiosk);
    Stage stage = stage_at(text, "t", "nb");
    stage.scene.qr_modules = modules;
    stage.scene.qr_side = 29;
    stage.scene.qr_address = STR("svar.example.no");
    stage.scene.followup_from_day = cases[i].from_day;
    stage_screen(&stage, SCREEN_THANKS);
    stage_expect_label(&stage, "followup", cases[i].says);
    stage_expect_label(&stage, "qr.type", cases[i].type_words);
    assert_int_equal(stage_find(&stage, "followup.from") != NULL, cases[i].from != NULL);
    if (cases[i].from) {
      stage_expect_label(&stage, "followup.from", cases[i].from);
    }
    stage_free(&stage);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_hidden_until_touched),
      cmocka_unit_test(test_any_key_shows_again),
      cmocka_unit_test(test_hidden_is_forgotten_elsewhere),
      cmocka_unit_test(test_sizes_of_letters),
      cmocka_unit_test(test_a_narrow_header_is_a_menu),
      cmocka_unit_test(test_languages_by_their_menu),
      cmocka_unit_test(test_pages_count_what_they_ask),
      cmocka_unit_test(test_a_long_hint_unfolds),
      cmocka_unit_test(test_review),
      cmocka_unit_test(test_thanks_lead_on),
      cmocka_unit_test(test_back_from_review),
      cmocka_unit_test(test_review_by_keys),
      cmocka_unit_test(test_keys_are_seen_where_they_go),
      cmocka_unit_test(test_pages_begin_with_whole_rows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
