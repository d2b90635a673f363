/* What staff do: the way in that nobody finds by chance, the PIN, how things stand, pausing and quitting. */
#include "staff_samples.h"
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static const char form_text[] = "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
                                "languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}\n"
                                "survey:\n"
                                "  - {type: text, name: a, label: Hei}\n";

enum { WIDTH = 1280, HEIGHT = 800 };
static const double width_mm = 217;

static int mm(double millimetres) {
  return (int)(millimetres * WIDTH / width_mm);
}

static Stage open_stage(const char *language) {
  return stage_new(
      &(StageSetup){.form_text = form_text, .width_px = WIDTH, .height_px = HEIGHT, .width_mm = width_mm, .language = language});
}

static Stage open_sample(const char *name) {
  Stage stage = open_stage("nb");
  stage.scene.staff = staff_sample(name);
  stage_screen(&stage, SCREEN_STAFF);
  stage.now_ms += 1000;
  return stage;
}

/* What an input leads to, without carrying it out. */
static UiActions give(Stage *stage, Input input) {
  return ui_input(stage->ui, &input, stage->now_ms);
}

static UiActions give_tap(Stage *stage, const char *id) {
  stage_scroll_to(stage, id);
  Rect at = stage_visible(stage_find(stage, id));
  Input finger = {.kind = INPUT_POINTER_DOWN, .x = at.x + at.w / 2, .y = at.y + at.h / 2, .pointer = 1};
  stage->now_ms += 1000;
  give(stage, finger);
  finger.kind = INPUT_POINTER_UP;
  return give(stage, finger);
}

static void assert_action(UiActions actions, UiActionKind kind) {
  assert_int_equal(actions.count, 1);
  assert_int_equal(actions.items[0].kind, kind);
}

/* --- the way in --- */

/* Holds a finger somewhere; returns what came of the holding. */
static UiActions hold(Stage *stage, int x, int y, int64_t ms) {
  give(stage, (Input){.kind = INPUT_POINTER_DOWN, .x = x, .y = y, .pointer = 1});
  stage->now_ms += ms;
  return ui_tick(stage->ui, stage->now_ms);
}

static UiActions let_go(Stage *stage, int x, int y) {
  return give(stage, (Input){.kind = INPUT_POINTER_UP, .x = x, .y = y, .pointer = 1});
}

static void test_a_finger_in_the_corner(void **state) {
  (void)state;
  static const struct {
    const char *what, *language;
    Screen screen;
    bool entry;
    int from_right; /* or from the left */
    double x_mm, y_mm;
    int64_t ms;
    bool opens;
  } cases[] = {
      {"attract", "nb", SCREEN_ATTRACT, true, 0, 10, 10, 3000, true},
      {"chooser", "nb", SCREEN_CHOOSER, true, 0, 10, 10, 3000, true},
      {"closed", "nb", SCREEN_CLOSED, true, 0, 10, 10, 3000, true},
      {"fault", "nb", SCREEN_FAULT, true, 0, 10, 10, 3000, true},
      {"in the very corner", "nb", SCREEN_ATTRACT, true, 0, 0, 0, 3000, true},
      {"at its edge", "nb", SCREEN_ATTRACT, true, 0, 19.5, 19.5, 3000, true},
      {"beside it", "nb", SCREEN_ATTRACT, true, 0, 20.5, 10, 3000, false},
      {"below it", "nb", SCREEN_ATTRACT, true, 0, 10, 20.5, 3000, false},
      {"at the other end", "nb", SCREEN_ATTRACT, true, 1, 10, 10, 3000, false},
      {"where Arabic begins", "ar", SCREEN_ATTRACT, true, 1, 10, 10, 3000, true},
      {"where it ends", "ar", SCREEN_ATTRACT, true, 0, 10, 10, 3000, false},
      {"too short", "nb", SCREEN_ATTRACT, true, 0, 10, 10, 2999, false},
      {"nobody's", "nb", SCREEN_ATTRACT, false, 0, 10, 10, 3000, false},
      {"in a visit", "nb", SCREEN_QUESTION, true, 0, 10, 10, 3000, false},
      {"on thanks", "nb", SCREEN_THANKS, true, 0, 10, 10, 3000, false},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Stage stage = open_stage(cases[i].language);
    stage.scene.staff_entry = cases[i].entry;
    stage.scene.forms = &stage.form;
    stage.scene.form_count = 1;
    stage_screen(&stage, cases[i].screen);
    stage.now_ms += 1000;
    int x = cases[i].from_right ? WIDTH - 1 - mm(cases[i].x_mm) : mm(cases[i].x_mm);
    UiActions actions = hold(&stage, x, mm(cases[i].y_mm), cases[i].ms);
    if ((actions.count == 1 && actions.items[0].kind == UI_STAFF) != cases[i].opens) {
      fail_msg("%s: %zu actions", cases[i].what, actions.count);
    }
    if (cases[i].opens) {
      assert_int_equal(let_go(&stage, x, mm(cases[i].y_mm)).count, 0); /* what stands there is not pressed as well */
    }
    stage_free(&stage);
  }
}

/* Whoever looks for it finds it where it was, though another language has its turn. */
static void test_the_corner_stays(void **state) {
  (void)state;
  static const int xs[] = {5, WIDTH - 5};
  for (size_t i = 0; i < COUNT_OF(xs); i++) {
    Stage stage = open_stage("nb");
    stage.scene.staff_entry = true;
    stage_screen(&stage, SCREEN_ATTRACT);
    stage.now_ms += 11000;
    ui_draw(stage.ui, stage.now_ms);
    assert_int_equal(ui_language(stage.ui), form_find_language(stage.form, STR("ar")));
    assert_action(hold(&stage, xs[i], 5, 3000), UI_STAFF);
    stage_free(&stage);
  }
}

static void test_a_short_press_there_is_what_it_was(void **state) {
  (void)state;
  Stage stage = open_stage("nb");
  stage.scene.staff_entry = true;
  stage_screen(&stage, SCREEN_ATTRACT);
  stage.now_ms += 1000;
  assert_int_equal(hold(&stage, 5, 5, 2000).count, 0);
  assert_action(let_go(&stage, 5, 5), UI_START);
  stage_free(&stage);
}

/* A deadline wakes the app when the finger has been there for long enough. */
static void test_its_time_is_a_deadline(void **state) {
  (void)state;
  Stage stage = open_stage("nb");
  stage.scene.staff_entry = true;
  stage_screen(&stage, SCREEN_FAULT);
  stage.now_ms += 1000;
  ui_draw(stage.ui, stage.now_ms);
  assert_true(ui_deadline_ms(stage.ui, stage.now_ms) == INT64_MAX);
  int64_t down_ms = stage.now_ms;
  hold(&stage, 5, 5, 0);
  ui_draw(stage.ui, stage.now_ms);
  assert_int_equal(ui_deadline_ms(stage.ui, stage.now_ms), down_ms + 3000);
  let_go(&stage, 5, 5);
  ui_draw(stage.ui, stage.now_ms);
  assert_true(ui_deadline_ms(stage.ui, stage.now_ms) == INT64_MAX);
  stage_free(&stage);
}

static void test_only_a_finger_that_is_alone_and_still(void **state) {
  (void)state;
  static const struct {
    Input between;
    int x_mm;
    bool opens;
  } cases[] = {
      {{.kind = INPUT_POINTER_MOVE, .pointer = 1}, 13, true}, /* a hand is not that steady */
      {{.kind = INPUT_POINTER_MOVE, .pointer = 1}, 16, false},
      {{.kind = INPUT_POINTER_DOWN, .pointer = 2}, 100, false}, /* an arm leans on it */
      {{.kind = INPUT_POINTER_DOWN, .pointer = 2}, 12, false},
      {{.kind = INPUT_POINTER_CANCEL, .pointer = 1}, 10, false},
      {{.kind = INPUT_POINTER_MOVE, .pointer = 0}, 100, true}, /* a mouse that was pushed */
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Stage stage = open_stage("nb");
    stage.scene.staff_entry = true;
    stage_screen(&stage, SCREEN_ATTRACT);
    stage.now_ms += 1000;
    hold(&stage, mm(10), mm(10), 1500);
    Input between = cases[i].between;
    between.x = mm(cases[i].x_mm);
    between.y = mm(10);
    give(&stage, between);
    between.x = mm(10); /* coming back does not help */
    if (between.kind == INPUT_POINTER_MOVE) {
      give(&stage, between);
    }
    stage.now_ms += 1500;
    bool opened = ui_tick(stage.ui, stage.now_ms).count == 1;
    if (opened != cases[i].opens) {
      fail_msg("case %zu", i);
    }
    stage_free(&stage);
  }
}

static void test_keys_that_are_held(void **state) {
  (void)state;
  Stage stage = open_stage("nb");
  Input held = {.kind = INPUT_KEY, .key = KEY_ESCAPE, .shift = true};
  stage.scene.staff_entry = true;
  stage_screen(&stage, SCREEN_ATTRACT);
  assert_int_equal(give(&stage, held).count, 0);
  held.repeated = true;
  stage.now_ms += 2900;
  assert_int_equal(give(&stage, held).count, 0);
  stage.now_ms += 100;
  assert_action(give(&stage, held), UI_STAFF);
  assert_int_equal(give(&stage, held).count, 0); /* once */

  held.repeated = false; /* let go and pressed again: the time begins anew */
  give(&stage, held);
  stage.now_ms += 2000;
  give(&stage, held);
  stage.now_ms += 2000;
  held.repeated = true;
  assert_int_equal(give(&stage, held).count, 0);
  give(&stage, (Input){.kind = INPUT_KEY, .key = KEY_TAB}); /* another key: they were not held */
  stage.now_ms += 2000;
  assert_int_equal(give(&stage, held).count, 0);
  stage_free(&stage);
}

/* --- the PIN --- */

static void assert_pin(UiActions actions, const char *digits) {
  assert_action(actions, UI_PIN);
  assert_int_equal(actions.items[0].value.kind, VALUE_TEXT);
  assert_true(str_is(actions.items[0].value.text, digits));
}

static void test_digits_are_counted_and_never_told(void **state) {
  (void)state;
  Stage stage = open_sample("pin");
  stage_expect_value(&stage, "pin", "0");
  give_tap(&stage, "pin.7");
  give_tap(&stage, "pin.7");
  give_tap(&stage, "pin.0");
  give_tap(&stage, "pin.4");
  stage_expect_value(&stage, "pin", "4");
  size_t count = 0;
  const Node *nodes = ui_nodes(stage.ui, &count);
  for (size_t i = 0; i < count; i++) {
    assert_true(nodes[i].label.len == 0 || strstr(nodes[i].label.ptr, "77") == NULL);
    assert_true(nodes[i].role == ROLE_KEY || nodes[i].value.len == 0 || str_is(nodes[i].id, "pin") ||
                str_is(nodes[i].id, "languages"));
  }
  give_tap(&stage, "pin.delete");
  stage_expect_value(&stage, "pin", "3");
  assert_pin(give_tap(&stage, "pin.ok"), "770");
  stage_expect_value(&stage, "pin", "0"); /* forgotten as it is given */
  assert_int_equal(give_tap(&stage, "pin.ok").count, 0);
  stage_free(&stage);
}

static void test_digits_by_keyboard(void **state) {
  (void)state;
  Stage stage = open_sample("pin");
  give(&stage, (Input){.kind = INPUT_TEXT, .text = STR("1a2 ")});
  give(&stage, (Input){.kind = INPUT_TEXT, .text = STR("٣")}); /* a keyboard of the language's own */
  give(&stage, (Input){.kind = INPUT_TEXT, .text = STR("9")});
  give(&stage, (Input){.kind = INPUT_KEY, .key = KEY_BACKSPACE});
  stage_expect_value(&stage, "pin", "3");
  assert_pin(give(&stage, (Input){.kind = INPUT_KEY, .key = KEY_ENTER}), "123");
  for (int i = 0; i < 20; i++) {
    give(&stage, (Input){.kind = INPUT_TEXT, .text = STR("5")});
  }
  stage_expect_value(&stage, "pin", "12");
  assert_action(give(&stage, (Input){.kind = INPUT_KEY, .key = KEY_ESCAPE}), UI_BACK);
  stage_free(&stage);
}

static void test_digits_are_forgotten(void **state) {
  (void)state;
  Stage stage = open_sample("pin");
  give_tap(&stage, "pin.1");
  stage_screen(&stage, SCREEN_STAFF); /* a second has passed */
  stage_expect_value(&stage, "pin", "1");
  stage_screen(&stage, SCREEN_CLOSED);
  stage_screen(&stage, SCREEN_STAFF);
  stage_expect_value(&stage, "pin", "0");
  give_tap(&stage, "pin.1");
  ui_wipe(stage.ui);
  stage_screen(&stage, SCREEN_STAFF);
  stage_expect_value(&stage, "pin", "0");
  stage_free(&stage);
}

static void test_wrong_and_waiting_are_said(void **state) {
  (void)state;
  Stage stage = open_sample("wrong");
  stage_expect_label(&stage, "message", "Feil PIN-kode. Prøv igjen.");
  assert_true(stage_has_state(&stage, "pin", STATE_INVALID));
  Rect key = stage_find(&stage, "pin.5")->rect;
  Staff waiting = *staff_sample("wait");
  stage.scene.staff = &waiting;
  stage_screen(&stage, SCREEN_STAFF);
  stage_expect_label(&stage, "message", "For mange forsøk.\nPrøv igjen om\u00a0\u206812:34\u2069");
  waiting.wait_s = 9;
  stage_screen(&stage, SCREEN_STAFF);
  stage_expect_label(&stage, "message", "For mange forsøk.\nPrøv igjen om\u00a0\u20680:09\u2069");
  assert_memory_equal(&key, &stage_find(&stage, "pin.5")->rect, sizeof key); /* nothing moves for it */
  assert_true(stage_has_state(&stage, "pin.5", STATE_DISABLED));
  give_tap(&stage, "pin.5");
  give(&stage, (Input){.kind = INPUT_TEXT, .text = STR("5")});
  stage_expect_value(&stage, "pin", "0");
  assert_int_equal(give_tap(&stage, "pin.ok").count, 0);
  assert_action(give_tap(&stage, "leave"), UI_BACK);
  stage_free(&stage);
}

static void test_languages_at_the_pad(void **state) {
  (void)state;
  Stage stage = open_sample("pin");
  give_tap(&stage, "pin.1");
  UiActions actions = give_tap(&stage, "language.ar");
  assert_action(actions, UI_LANGUAGE);
  assert_int_equal(actions.items[0].language_ix, form_find_language(stage.form, STR("ar")));
  stage_expect_value(&stage, "pin", "1");
  stage_free(&stage);
}

/* --- how things stand --- */

static void test_all_is_well(void **state) {
  (void)state;
  Stage stage = open_sample("fine");
  stage_expect_label(&stage, "title", "Alt er i orden");
  stage_expect_label(&stage, "board.form", "Samling høst 2026");
  stage_expect_value(&stage, "board.complete", "34");
  stage_expect_value(&stage, "board.partial", "3");
  stage_expect_value(&stage, "board.discarded", "1");
  stage_expect_value(&stage, "board.ledger",
                     "\u20661–210\u2069 · \u20684 venter på nummer\n"
                     "Kontrollkode: \u20684f2a\u00a091c0\u00a077de\u00a00b13 9c55\u00a0e0d1\u00a04471\u00a0af28\u2069\u2069");
  stage_expect_value(&stage, "board.disk", "God plass · \u206812 GB ledig\u2069");
  stage_expect_value(&stage, "board.backup", "Tatt kl.\u00a0\u206812:30\u2069");
  stage_expect_value(&stage, "board.seal", "Svarene er forseglet · \u2068Bare den som har nøkkelen, kan lese dem\u2069");
  stage_expect_label(&stage, "pause", "Ta pause");
  assert_non_null(stage_find(&stage, "forms"));
  stage_free(&stage);
}

static void test_nothing_yet(void **state) {
  (void)state;
  Stage stage = open_sample("paused");
  stage_expect_label(&stage, "title", "Kiosken har pause");
  stage_expect_label(&stage, "pause", "Fortsett");
  stage_expect_value(&stage, "board.ledger", "Ingen ennå");
  Staff waiting = *staff_sample("paused");
  waiting.waiting = 4;
  stage.scene.staff = &waiting;
  stage_screen(&stage, SCREEN_STAFF);
  stage_expect_value(&stage, "board.ledger", "Ingen ennå · \u20684 venter på nummer\u2069");
  stage_expect_value(&stage, "board.disk", "Vet ikke");
  stage_expect_value(&stage, "board.backup", "Ingen ennå");
  stage_expect_value(&stage, "board.seal", "Svarene er ikke forseglet · \u2068Den som har maskinen, kan lese dem\u2069");
  assert_null(stage_find(&stage, "forms"));
  stage_free(&stage);
}

static void test_what_has_to_be_looked_after(void **state) {
  (void)state;
  Stage stage = open_sample("trouble");
  stage_expect_label(&stage, "title", "Noe må sjekkes");
  assert_true(stage_has_state(&stage, "board.disk", STATE_INVALID));
  assert_true(stage_has_state(&stage, "board.backup", STATE_INVALID));
  assert_false(stage_has_state(&stage, "board.seal", STATE_INVALID));
  stage_expect_value(&stage, "board.disk",
                     "Lite plass · \u2068149 MB ledig\nRydd plass, ellers slutter kiosken å ta imot svar\u2069");
  stage_expect_value(&stage, "board.backup",
                     "Mislyktes · \u2068Sist: fredag 20. november kl.\u00a0\u206812:30\u2069\n"
                     "Svarene er trygge på kiosken. Se om minnepinnen står i.\u2069");
  stage_expect_label(&stage, "board.trouble.1", "Svar kunne ikke lagres. Disken var full.");
  stage_expect_value(&stage, "board.trouble.1", "kl.\u00a0\u206813:20\u2069");
  assert_true(stage_has_state(&stage, "board.trouble.1", STATE_INVALID));
  assert_null(stage_find(&stage, "board.trouble.2")); /* how the backup stands says so */
  stage_expect_value(&stage, "board.trouble.3", "fredag 20. november kl.\u00a0\u206807:30\u2069");
  assert_false(stage_has_state(&stage, "board.trouble.3", STATE_INVALID));
  static const char *const downwards[] = {"title",        "board.trouble.1", "board.backup", "board.today",
                                          "board.ledger", "board.trouble.3", "quit"};
  for (size_t i = 1; i < COUNT_OF(downwards); i++) {
    assert_true(stage_find(&stage, downwards[i - 1])->rect.y < stage_find(&stage, downwards[i])->rect.y);
  }
  assert_null(stage_find(&stage, "board.trouble.4"));
  stage_free(&stage);
}

static void test_a_clock_that_is_not_believed(void **state) {
  (void)state;
  Stage stage = open_sample("clock");
  stage_expect_label(&stage, "title", "Noe må sjekkes");
  stage_expect_label(&stage, "board.trouble.1", "Klokka gjorde et stort hopp. Sjekk dato og tid. Ingenting slettes imens.");
  assert_true(stage_has_state(&stage, "board.trouble.1", STATE_INVALID));
  stage_free(&stage);
}

/* Each of them alone is enough to be told at the top. */
static void test_any_trouble_is_told_at_the_top(void **state) {
  (void)state;
  Staff cases[4];
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    cases[i] = *staff_sample("fine");
  }
  cases[0].disk_low = true;
  cases[1].backup = STAFF_BACKUP_FAILED;
  cases[2].troubles[0] = (StaffTrouble){.fault = STAFF_FAULT_OTHER, .wall_ms = stage_wall_ms};
  cases[3].troubles[0] = (StaffTrouble){.fault = STAFF_FAULT_OTHER, .wall_ms = stage_wall_ms, .over = true};
  cases[2].trouble_count = cases[3].trouble_count = 1;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Stage stage = open_stage("nb");
    stage.scene.staff = &cases[i];
    stage_screen(&stage, SCREEN_STAFF);
    stage_expect_label(&stage, "title", i < 3 ? "Noe må sjekkes" : "Alt er i orden");
    stage_free(&stage);
  }
}

static void test_what_staff_can_do(void **state) {
  (void)state;
  Stage stage = open_sample("fine");
  assert_action(give_tap(&stage, "pause"), UI_PAUSE);
  assert_action(give_tap(&stage, "forms"), UI_FORMS);
  assert_action(give_tap(&stage, "leave"), UI_BACK);
  assert_action(give(&stage, (Input){.kind = INPUT_KEY, .key = KEY_ESCAPE}), UI_BACK);
  stage_free(&stage);
}

static void test_quitting_is_asked_once_more(void **state) {
  (void)state;
  Stage stage = open_sample("trouble");
  assert_int_equal(give_tap(&stage, "quit").count, 0);
  assert_null(stage_find(&stage, "board.disk"));
  assert_int_equal(give_tap(&stage, "quit.no").count, 0);
  const Node *quit = stage_find(&stage, "quit"); /* where it was */
  assert_non_null(quit);
  assert_int_equal(stage_visible(quit).h, quit->rect.h);
  give_tap(&stage, "quit");
  assert_int_equal(give(&stage, (Input){.kind = INPUT_KEY, .key = KEY_ESCAPE}).count, 0);
  assert_non_null(stage_find(&stage, "quit"));
  give_tap(&stage, "quit");
  assert_action(give_tap(&stage, "quit.yes"), UI_QUIT);
  stage_free(&stage);
}

/* The board begins at its beginning, whatever the pad was in the middle of. */
static void test_the_pin_was_right(void **state) {
  (void)state;
  Stage stage = open_sample("pin");
  Staff staff = *staff_sample("pin");
  stage.scene.staff = &staff;
  stage_screen(&stage, SCREEN_STAFF);
  give_tap(&stage, "pin.1");
  staff = *staff_sample("trouble");
  stage_screen(&stage, SCREEN_STAFF);
  assert_non_null(stage_find(&stage, "board.disk"));
  give_tap(&stage, "more");
  give_tap(&stage, "quit");
  staff = *staff_sample("pin");
  stage_screen(&stage, SCREEN_STAFF);
  stage_expect_value(&stage, "pin", "0");
  stage_free(&stage);
}

/* --- the sign --- */

static void test_a_break_has_no_time(void **state) {
  (void)state;
  Stage stage = open_stage("nb");
  stage.scene.paused = true;
  stage.scene.opens_weekday = 1;
  stage.scene.opens_minute = 8 * 60;
  stage_screen(&stage, SCREEN_CLOSED);
  stage_expect_label(&stage, "title", "Vi tar en pause");
  stage_expect_label(&stage, "text", "Vi er snart tilbake");
  assert_null(stage_find(&stage, "opens"));
  assert_null(stage_find(&stage, "when"));
  stage_free(&stage);
}

int main(void) {
  setenv("TZ", "Europe/Oslo", 1);
  tzset();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_finger_in_the_corner),
      cmocka_unit_test(test_the_corner_stays),
      cmocka_unit_test(test_a_short_press_there_is_what_it_was),
      cmocka_unit_test(test_its_time_is_a_deadline),
      cmocka_unit_test(test_only_a_finger_that_is_alone_and_still),
      cmocka_unit_test(test_keys_that_are_held),
      cmocka_unit_test(test_digits_are_counted_and_never_told),
      cmocka_unit_test(test_digits_by_keyboard),
      cmocka_unit_test(test_digits_are_forgotten),
      cmocka_unit_test(test_wrong_and_waiting_are_said),
      cmocka_unit_test(test_languages_at_the_pad),
      cmocka_unit_test(test_all_is_well),
      cmocka_unit_test(test_nothing_yet),
      cmocka_unit_test(test_what_has_to_be_looked_after),
      cmocka_unit_test(test_a_clock_that_is_not_believed),
      cmocka_unit_test(test_any_trouble_is_told_at_the_top),
      cmocka_unit_test(test_what_staff_can_do),
      cmocka_unit_test(test_quitting_is_asked_once_more),
      cmocka_unit_test(test_the_pin_was_right),
      cmocka_unit_test(test_a_break_has_no_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
