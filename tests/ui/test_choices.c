/* The looks of lists of choices: columns, scales, stars, pictures, limits, rankings. */
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
    "  - {type: select_one short, name: two, label: To, appearance: columns-2}\n"
    "  - {type: select_one short, name: six, label: Seks, appearance: columns-6}\n"
    "  - {type: select_one short, name: auto, label: Så mange som går, appearance: columns}\n"
    "  - {type: select_one long, name: wide, label: Lange ord, appearance: columns-6}\n"
    "  - {type: select_one short, name: plain, label: Under hverandre}\n"
    "  - {type: select_one scale, name: likert, label: Enig?, appearance: likert}\n"
    "  - {type: select_one scale, name: faces, label: Fornøyd?, appearance: smileys}\n"
    "  - {type: select_one scale, name: stars, label: Stjerner?, appearance: stars}\n"
    "  - {type: select_one ten, name: nps, label: Anbefale?, appearance: nps}\n"
    "  - {type: select_one short, name: quick, label: Fort, appearance: quick}\n"
    "  - {type: select_multiple limited, name: max, label: Høyst to, constraint: count-selected(.) <= 2}\n"
    "  - {type: select_multiple limited, name: told, label: Høyst to, hint: Tenk på i går, constraint: count-selected(.) <= 2}\n"
    "  - {type: rank short, name: rank, label: Rekkefølge}\n"
    "  - type: group\n"
    "    name: page\n"
    "    appearance: field-list\n"
    "    questions:\n"
    "      - {type: select_one short, name: q1, label: En, appearance: quick}\n"
    "      - {type: rank short, name: r2, label: To}\n"
    "  - {type: note, name: end, label: Slutt}\n"
    "choices:\n"
    "  ten: [{name: 0, label: Aldri}, {name: 1, label: 1}, {name: 2, label: 2}, {name: 3, label: 3}, {name: 4, label: 4}, {name: "
    "5, label: 5},\n"
    "        {name: 6, label: 6}, {name: 7, label: 7}, {name: 8, label: 8}, {name: 9, label: 9}, {name: 10, label: Alltid}]\n"
    "  short: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}, {name: d, label: D}, {name: e, label: E},\n"
    "          {name: f, label: F}, {name: g, label: G}]\n"
    "  long: [{name: a, label: Menneskerettighetsorganisasjoner}, {name: b, label: B}, {name: c, label: C}, {name: d, label: D}]\n"
    "  scale: [{name: s1, label: Dårlig}, {name: s2, label: Litt dårlig}, {name: s3, label: Midt på}, {name: s4, label: Bra},\n"
    "          {name: s5, label: Svært bra}, {name: vi, label: Vet ikke, missing: true}]\n"
    "  limited: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}, {name: none, label: Ingen, exclusive: true}]\n";

typedef struct Device {
  int width_px, height_px;
  double width_mm;
} Device;

static const Device landscape = {1280, 800, 218}, portrait = {600, 1024, 130}, large = {1920, 1080, 345};

static Stage open_on(Device screen, const char *question, const char *language, TextSize size) {
  Stage stage = stage_new(&(StageSetup){.form_text = form_text,
                                        .width_px = screen.width_px,
                                        .height_px = screen.height_px,
                                        .width_mm = screen.width_mm,
                                        .language = language,
                                        .text_size = size});
  stage_go_to(&stage, question);
  return stage;
}

static Rect rect_of(Stage *stage, const char *id) {
  const Node *node = stage_find(stage, id);
  if (node == NULL) {
    fail_msg("no %s", id);
  }
  return node->rect;
}

static int columns_of(Stage *stage, int count) {
  int columns = 0, y = rect_of(stage, "answer.a").y;
  static const char *const ids[] = {"answer.a", "answer.b", "answer.c", "answer.d", "answer.e", "answer.f", "answer.g"};
  for (int i = 0; i < count; i++) {
    columns += rect_of(stage, ids[i]).y == y;
  }
  return columns;
}

static void test_columns(void **state) {
  (void)state;
  static const struct {
    const char *question;
    const Device *screen;
    TextSize size;
    int count, columns;
  } cases[] = {
      {"two", &landscape, TEXT_NORMAL, 7, 2},  {"two", &portrait, TEXT_NORMAL, 7, 2},
      {"two", &portrait, TEXT_LARGEST, 7, 1}, /* 45 mm of normal letters are 67 of the largest */
      {"six", &landscape, TEXT_NORMAL, 7, 4}, /* what is asked for would be too narrow */
      {"six", &large, TEXT_NORMAL, 7, 4},      {"six", &landscape, TEXT_LARGEST, 7, 2},
      {"auto", &landscape, TEXT_NORMAL, 7, 4}, {"auto", &portrait, TEXT_NORMAL, 7, 2},
      {"wide", &landscape, TEXT_NORMAL, 4, 1}, /* a word that would be broken needs all the width */
      {"plain", &portrait, TEXT_NORMAL, 7, 1},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    Stage stage = open_on(*cases[i].screen, cases[i].question, "nb", cases[i].size);
    int columns = columns_of(&stage, cases[i].count);
    if (columns != cases[i].columns) {
      fail_msg("%s in %d columns instead of %d on %d px, size %d", cases[i].question, columns, cases[i].columns,
               cases[i].screen->width_px, (int)cases[i].size);
    }
    stage_free(&stage);
  }
}

static void test_a_scale_in_a_row_is_mirrored(void **state) {
  (void)state;
  static const char *const looks[] = {"likert", "faces", "stars"};
  for (size_t i = 0; i < COUNT_OF(looks); i++) {
    for (int rtl = 0; rtl < 2; rtl++) {
      Stage stage = open_on(large, looks[i], rtl ? "ar" : "nb", TEXT_NORMAL);
      Rect low = rect_of(&stage, "answer.s1"), high = rect_of(&stage, "answer.s5"), missing = rect_of(&stage, "answer.vi");
      assert_int_equal(low.y, high.y);
      assert_int_equal(low.h, high.h);
      assert_true(rtl ? low.x > high.x : low.x < high.x);
      assert_true(missing.y >= low.y + low.h); /* apart from the scale */
      stage_tap(&stage, "answer.s4");
      stage_expect_answer(&stage, "s4");
      assert_true(stage_has_state(&stage, "answer.s4", STATE_SELECTED));
      assert_int_equal(rect_of(&stage, "answer.vi").y, missing.y); /* nothing moves */
      stage_tap(&stage, "answer.vi");
      stage_expect_answer(&stage, "vi");
      stage_free(&stage);
    }
  }
}

static void test_a_scale_that_does_not_fit_is_a_column(void **state) {
  (void)state;
  static const char *const looks[] = {"likert", "faces"};
  for (size_t i = 0; i < COUNT_OF(looks); i++) {
    Stage stage = open_on(portrait, looks[i], "nb", TEXT_LARGEST);
    Rect low = rect_of(&stage, "answer.s1"), next = rect_of(&stage, "answer.s2");
    assert_int_equal(low.x, next.x);
    assert_true(next.y > low.y);
    stage_free(&stage);
  }
}

static void test_stars_say_how_many_and_what_that_means(void **state) {
  (void)state;
  Stage stage = open_on(landscape, "stars", "nb", TEXT_NORMAL);
  assert_true(str_is(stage_find(&stage, "answer.s3")->label, "3 av 5 stjerner – \u2068Midt på\u2069"));
  assert_null(stage_find(&stage, "shown"));
  stage_tap(&stage, "answer.s4");
  assert_true(str_is(stage_find(&stage, "shown")->label, "Bra"));
  stage_tap(&stage, "answer.vi");
  assert_true(str_is(stage_find(&stage, "shown")->label, "Vet ikke"));
  assert_false(stage_has_state(&stage, "answer.s4", STATE_SELECTED));
  stage_free(&stage);
  stage = open_on(portrait, "stars", "nb", TEXT_LARGEST);
  assert_true(rect_of(&stage, "answer.s1").h >= (int)(20 * 600 / 130.0));
  stage_free(&stage);
}

/* The list that is drawn when an answer is pressed, whichever it is, has the same commands: what is seen from afar tells nothing but that
 * something was pressed. */
static void test_every_star_and_face_is_pressed_alike(void **state) {
  (void)state;
  static const char *const ids[] = {"answer.s1", "answer.s5"};
  size_t counts[COUNT_OF(ids)];
  for (size_t i = 0; i < COUNT_OF(ids); i++) {
    Stage stage = open_on(landscape, "likert", "nb", TEXT_NORMAL);
    stage_tap(&stage, ids[i]);
    counts[i] = ui_draw(stage.ui, stage.now_ms)->count;
    stage_free(&stage);
  }
  assert_int_equal(counts[0], counts[1]);
}

static void test_numbers_say_their_ends(void **state) {
  (void)state;
  Stage stage = open_on(landscape, "nps", "nb", TEXT_NORMAL);
  assert_true(str_is(stage_find(&stage, "scale.low")->label, "Aldri"));
  assert_true(str_is(stage_find(&stage, "scale.high")->label, "Alltid"));
  assert_true(rect_of(&stage, "scale.low").x < rect_of(&stage, "scale.high").x);
  assert_true(str_is(stage_find(&stage, "answer.10")->label, "10 – Alltid"));
  stage_tap(&stage, "answer.7");
  stage_expect_answer(&stage, "7");
  stage_free(&stage);
}

/* Where the last row has fewer numbers, the words at its end are wider than they, and whole all the same. */
static void test_words_at_an_end_are_whole(void **state) {
  (void)state;
  Stage stage = stage_new(&(StageSetup){
      .form_text =
          "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\nlanguages: {nb: Norsk}\n"
          "survey: [{type: select_one n, name: n, label: Anbefale?, appearance: nps}]\n"
          "choices: {n: [{name: '0', label: Nei}, {name: '1', label: '1'}, {name: '2', label: '2'}, {name: '3', label: '3'},\n"
          "  {name: '4', label: '4'}, {name: '5', label: '5'}, {name: '6', label: '6'}, {name: '7', label: '7'},\n"
          "  {name: '8', label: '8'}, {name: '9', label: '9'}, {name: '10', label: Hovedsannsynlig}]}\n",
      .width_px = 480,
      .height_px = 800,
      .width_mm = 65});
  stage_screen(&stage, SCREEN_QUESTION);
  stage_scroll_to(&stage, "scale.high");
  Rect high = rect_of(&stage, "scale.high"), last = rect_of(&stage, "answer.10");
  assert_true(high.h < 2 * rect_of(&stage, "scale.low").h); /* one line */
  assert_true(high.x + high.w > last.x + last.w);
  stage_free(&stage);
}

static void test_a_quick_answer_is_seen_pressed_and_moves_on(void **state) {
  (void)state;
  Stage stage = open_on(landscape, "quick", "nb", TEXT_NORMAL);
  Rect at = rect_of(&stage, "answer.b");
  Input down = {.kind = INPUT_POINTER_DOWN, .x = at.x + 9, .y = at.y + 9, .pointer = 1}, up = down;
  up.kind = INPUT_POINTER_UP;
  stage.now_ms += 1000;
  stage_input(&stage, down);
  assert_true(stage_has_state(&stage, "answer.b", STATE_PRESSED));
  stage_expect_answer(&stage, ""); /* not before the finger leaves */
  stage_input(&stage, up);
  assert_true(str_is(stage_question(&stage), "max"));
  stage_tap(&stage, "back");
  stage_expect_answer(&stage, "b");
  while (!stage_has_state(&stage, "answer.c", STATE_FOCUSED)) {
    stage_key(&stage, KEY_TAB, false);
  }
  stage_key(&stage, KEY_SPACE, false);
  assert_true(str_is(stage_question(&stage), "max"));
  stage_free(&stage);
  stage = open_on(landscape, "q1", "nb", TEXT_NORMAL);
  stage_tap(&stage, "q1.answer.a"); /* not among other questions */
  assert_true(str_is(stage_question(&stage), "q1"));
  stage_free(&stage);
}

static void test_so_many_may_be_chosen(void **state) {
  (void)state;
  Stage stage = open_on(portrait, "max", "nb", TEXT_NORMAL);
  assert_true(str_is(stage_find(&stage, "limit")->label, "Du kan velge inntil 2"));
  assert_null(stage_find(&stage, "hint"));
  int y = rect_of(&stage, "answer.a").y;
  stage_tap(&stage, "answer.a");
  stage_tap(&stage, "answer.c");
  stage_expect_answer(&stage, "a c");
  assert_true(stage_has_state(&stage, "answer.b", STATE_DISABLED));
  assert_false(stage_has_state(&stage, "answer.none", STATE_DISABLED)); /* which takes the others' place */
  assert_true(str_starts_with(stage_find(&stage, "limit")->label, STR("Du har valgt 2")));
  assert_int_equal(rect_of(&stage, "answer.a").y, y); /* nothing moves under the finger */
  stage_tap(&stage, "answer.b");
  stage_expect_answer(&stage, "a c");
  stage_tap(&stage, "answer.none");
  stage_expect_answer(&stage, "none");
  assert_false(stage_has_state(&stage, "answer.b", STATE_DISABLED));
  stage_tap(&stage, "answer.b");
  stage_expect_answer(&stage, "b");
  stage_free(&stage);
  stage = open_on(portrait, "told", "nb", TEXT_NORMAL);
  assert_true(str_is(stage_find(&stage, "hint")->label, "Tenk på i går")); /* and the limit besides */
  assert_true(str_is(stage_find(&stage, "limit")->label, "Du kan velge inntil 2"));
  stage_free(&stage);
}

static void test_a_half_done_ranking_is_not_passed_over(void **state) {
  (void)state;
  Stage stage = open_on(large, "rank", "nb", TEXT_NORMAL);
  assert_true(str_is(stage_find(&stage, "next")->label, "Hopp over"));
  stage_tap(&stage, "answer.b");
  assert_true(str_is(stage_find(&stage, "next")->label, "Neste"));
  stage_tap(&stage, "next");
  assert_true(str_is(stage_question(&stage), "rank"));
  assert_non_null(stage_find(&stage, "problem"));
  assert_true(stage_has_state(&stage, "answer.c", STATE_INVALID));
  stage_tap(&stage, "answer.c"); /* going on with it takes the message away */
  assert_null(stage_find(&stage, "problem"));
  stage_tap(&stage, "next");
  assert_non_null(stage_find(&stage, "problem"));
  stage_tap(&stage, "clear");
  assert_null(stage_find(&stage, "problem"));
  stage_tap(&stage, "next"); /* nothing of it is left: it may be passed over */
  assert_true(str_is(stage_question(&stage), "q1"));
  stage_free(&stage);
  stage = open_on(landscape, "q1", "nb", TEXT_NORMAL);
  stage_scroll_to(&stage, "r2.answer.a");
  stage_tap(&stage, "r2.answer.a");
  stage_tap(&stage, "next");
  assert_true(str_is(stage_question(&stage), "q1"));
  assert_false(rect_is_empty(stage_visible(stage_find(&stage, "r2.problem")))); /* in sight, beside its question */
  stage_free(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_columns),
      cmocka_unit_test(test_a_scale_in_a_row_is_mirrored),
      cmocka_unit_test(test_a_scale_that_does_not_fit_is_a_column),
      cmocka_unit_test(test_stars_say_how_many_and_what_that_means),
      cmocka_unit_test(test_every_star_and_face_is_pressed_alike),
      cmocka_unit_test(test_numbers_say_their_ends),
      cmocka_unit_test(test_words_at_an_end_are_whole),
      cmocka_unit_test(test_a_quick_answer_is_seen_pressed_and_moves_on),
      cmocka_unit_test(test_so_many_may_be_chosen),
      cmocka_unit_test(test_a_half_done_ranking_is_not_passed_over),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
