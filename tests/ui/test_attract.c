/* Before anybody begins: the languages take turns, and a press means what was to be seen. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const form_text =
    "settings: {form_id: f, form_title: {nb: Norsk tittel, en: English title, ar: عنوان}, version: 1, default_language: nb}\n"
    "languages: {en: English, nb: Norsk, ar: {name: العربية, direction: rtl}}\n"
    "survey:\n"
    "  - {type: text, name: t, label: Hva?}\n";
static const char *const one_language = "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
                                        "languages: {nb: Norsk}\n"
                                        "survey:\n"
                                        "  - {type: text, name: t, label: Hva?}\n";

static Stage open_stage(const char *text, Screen screen, bool motion) {
  Stage stage = stage_new(&(StageSetup){.form_text = text, .width_px = 1280, .height_px = 800, .width_mm = 218, .motion = motion});
  stage_screen(&stage, screen);
  return stage;
}

/* As the app's loop does: sleeps until the next deadline. Returns how often it woke. */
static size_t pass(Stage *stage, int64_t ms) {
  int64_t until = stage->now_ms + ms;
  size_t woken = 0;
  for (;;) {
    int64_t deadline = ui_deadline_ms(stage->ui, stage->now_ms);
    if (deadline > until) {
      break;
    }
    stage->now_ms = deadline > stage->now_ms ? deadline : stage->now_ms;
    ui_tick(stage->ui, stage->now_ms);
    ui_draw(stage->ui, stage->now_ms);
    assert_true(++woken < 10000);
  }
  stage->now_ms = until;
  return woken;
}

static const char *shown(Stage *stage) {
  static char code[8];
  Str language = stage->form->languages[ui_language(stage->ui)].code;
  snprintf(code, sizeof code, STR_FMT, STR_ARG(language));
  return code;
}

static void assert_starts_in(Stage *stage, const char *id, const char *expected) {
  const Node *node = stage_find(stage, id);
  assert_non_null(node);
  UiActions actions = stage_press(stage, node->rect.x + 60, node->rect.y + node->rect.h / 2, 50);
  assert_int_equal(actions.count, 1);
  assert_int_equal(actions.items[0].kind, UI_START);
  assert_true(str_is(stage->form->languages[actions.items[0].language_ix].code, expected));
}

static void test_each_language_has_its_turn(void **state) {
  (void)state;
  Stage stage = open_stage(form_text, SCREEN_ATTRACT, false);
  static const struct {
    int64_t after_ms;
    const char *language, *title;
  } turns[] = {{0, "nb", "Norsk tittel"},  {9999, "nb", "Norsk tittel"}, {1, "ar", "عنوان"},           {4999, "ar", "عنوان"},
               {1, "en", "English title"}, {5000, "nb", "Norsk tittel"}, {9999, "nb", "Norsk tittel"}, {1, "ar", "عنوان"}};
  for (size_t i = 0; i < COUNT_OF(turns); i++) {
    pass(&stage, turns[i].after_ms);
    assert_string_equal(shown(&stage), turns[i].language);
    assert_true(str_is(stage_find(&stage, "title")->label, turns[i].title));
    const char *chip = arena_printf(stage.arena, "language.%s", turns[i].language).ptr;
    assert_true(stage_has_state(&stage, chip, STATE_SELECTED));
  }
  stage_free(&stage);
}

/* Who has decided to press before it changed gets what was there. */
static void test_start_means_what_was_seen(void **state) {
  (void)state;
  static const struct {
    int64_t after_ms;
    const char *language;
  } presses[] = {{100, "nb"},   {10000, "nb"}, {10699, "nb"}, {10700, "ar"},
                 {15000, "ar"}, {15800, "en"}, {20100, "en"}, {21000, "nb"}};
  for (size_t i = 0; i < COUNT_OF(presses); i++) {
    Stage stage = open_stage(form_text, SCREEN_ATTRACT, i % 2 == 0);
    pass(&stage, presses[i].after_ms);
    assert_starts_in(&stage, "start", presses[i].language);
    stage_free(&stage);
  }
  Stage stage = open_stage(form_text, SCREEN_ATTRACT, false);
  pass(&stage, 10100);
  UiActions actions = stage_key(&stage, KEY_ENTER, false);
  assert_int_equal(actions.items[0].language_ix, form_find_language(stage.form, STR("nb")));
  stage_free(&stage);
}

/* A language's own button is that language, whatever is shown. */
static void test_language_buttons(void **state) {
  (void)state;
  Stage stage = open_stage(form_text, SCREEN_ATTRACT, false);
  pass(&stage, 10010);
  UiActions actions = stage_tap(&stage, "language.en");
  assert_int_equal(actions.items[0].kind, UI_START);
  assert_int_equal(actions.items[0].language_ix, form_find_language(stage.form, STR("en")));
  stage_free(&stage);
}

/* Whoever is choosing with keys is left the time to. */
static void test_a_touch_lets_it_rest(void **state) {
  (void)state;
  Stage stage = open_stage(form_text, SCREEN_ATTRACT, false);
  pass(&stage, 9000);
  stage_key(&stage, KEY_TAB, false);
  pass(&stage, 9000);
  assert_string_equal(shown(&stage), "nb");
  pass(&stage, 1000);
  assert_string_equal(shown(&stage), "ar");
  stage_free(&stage);
}

/* A few pictures at each turn and none between; none at all where there is nothing to turn to. */
static void test_sleeps_between(void **state) {
  (void)state;
  Stage stage = open_stage(form_text, SCREEN_ATTRACT, false);
  ui_draw(stage.ui, stage.now_ms);
  assert_int_equal(pass(&stage, 20000), 3);
  stage_free(&stage);
  stage = open_stage(form_text, SCREEN_ATTRACT, true);
  ui_draw(stage.ui, stage.now_ms);
  assert_int_equal(pass(&stage, 9700), 0);
  assert_in_range(pass(&stage, 600), 5, 13);
  assert_int_equal(pass(&stage, 4000), 0);
  assert_string_equal(shown(&stage), "ar");
  stage_free(&stage);
  stage = open_stage(one_language, SCREEN_ATTRACT, true);
  ui_draw(stage.ui, stage.now_ms);
  assert_int_equal(ui_deadline_ms(stage.ui, stage.now_ms), INT64_MAX);
  stage_free(&stage);
}

static const DrawCommand *painted(Stage *stage, const char *words) {
  const DrawList *list = ui_draw(stage->ui, stage->now_ms);
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i].kind == DRAW_TEXT && str_is(list->items[i].text, words)) {
      return &list->items[i];
    }
  }
  return NULL;
}

/* Words fade, buttons to press do not, and what has come stands there in full. */
static void test_fades(void **state) {
  (void)state;
  Stage stage = open_stage(form_text, SCREEN_ATTRACT, true);
  Colour full = painted(&stage, "Norsk tittel")->colour, chip = painted(&stage, "English")->colour;
  pass(&stage, 9900);
  assert_true(painted(&stage, "Norsk tittel")->colour.r > full.r);
  assert_true(memcmp(&painted(&stage, "English")->colour, &chip, sizeof chip) == 0);
  pass(&stage, 200);
  assert_null(painted(&stage, "Norsk tittel"));
  assert_true(painted(&stage, "عنوان")->colour.r > full.r);
  pass(&stage, 200);
  assert_true(memcmp(&painted(&stage, "عنوان")->colour, &full, sizeof full) == 0);
  stage_free(&stage);
}

/* On the choice of forms a language that is pressed comes at once, the scene's own too, and stays. */
static void test_the_choice_of_forms_turns(void **state) {
  (void)state;
  Stage stage = open_stage(form_text, SCREEN_ATTRACT, false);
  const Form *form = stage.form;
  stage.scene.form = NULL;
  stage.scene.forms = &form;
  stage.scene.form_count = 1;
  stage.scene.languages = form->languages;
  stage.scene.language_count = form->language_count;
  stage_screen(&stage, SCREEN_CHOOSER);
  assert_true(str_is(stage_find(&stage, "form.f")->label, "Norsk tittel"));
  pass(&stage, 10000);
  assert_true(str_is(stage_find(&stage, "form.f")->label, "عنوان"));
  assert_int_equal(stage_tap(&stage, "language.nb").count, 0);
  assert_true(stage_has_state(&stage, "language.nb", STATE_SELECTED));
  stage_tap(&stage, "language.en");
  pass(&stage, 25000);
  assert_true(str_is(stage_find(&stage, "form.f")->label, "English title"));
  UiActions actions = stage_tap(&stage, "form.f");
  assert_int_equal(actions.items[0].kind, UI_CHOOSE_FORM);
  assert_string_equal(shown(&stage), "en");
  assert_int_equal(actions.items[0].language_ix, ui_language(stage.ui));
  stage_free(&stage);
}

static void test_closed_says_when(void **state) {
  (void)state;
  Stage stage = open_stage(form_text, SCREEN_CLOSED, false);
  assert_null(stage_find(&stage, "when"));
  stage.scene.opens_weekday = 1;
  stage.scene.opens_minute = 8 * 60 + 5;
  stage.scene.opens_in_days = 1;
  stage_screen(&stage, SCREEN_CLOSED);
  assert_true(str_is(stage_find(&stage, "title")->label, "Vi har stengt"));
  assert_true(str_is(stage_find(&stage, "when")->label, "mandag kl. \u206808:05\u2069"));
  pass(&stage, 15000);
  assert_string_equal(shown(&stage), "en");
  assert_true(str_is(stage_find(&stage, "when")->label, "Monday at \u206808:05\u2069"));
  stage.scene.opens_in_days = 7;
  stage.scene.opens_month = 12;
  stage.scene.opens_day = 14;
  stage_screen(&stage, SCREEN_CLOSED);
  assert_true(str_is(stage_find(&stage, "when")->label, "Monday 14 December at \u206808:05\u2069"));
  stage.scene.opens_in_days = 0;
  stage_screen(&stage, SCREEN_CLOSED);
  assert_true(str_is(stage_find(&stage, "when")->label, "at \u206808:05\u2069"));
  size_t count = 0;
  const Node *nodes = ui_nodes(stage.ui, &count);
  for (size_t i = 0; i < count; i++) {
    assert_false(nodes[i].takes_input);
  }
  stage_free(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_language_has_its_turn),
      cmocka_unit_test(test_start_means_what_was_seen),
      cmocka_unit_test(test_language_buttons),
      cmocka_unit_test(test_a_touch_lets_it_rest),
      cmocka_unit_test(test_sleeps_between),
      cmocka_unit_test(test_fades),
      cmocka_unit_test(test_the_choice_of_forms_turns),
      cmocka_unit_test(test_closed_says_when),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
