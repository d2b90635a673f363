/* Signatures and drawings: strokes become the answer, nothing else happens while a finger draws, and only what is new is painted. */
#include "panels.h"
#include "sketch.h"
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
    "  - {type: image, name: sign, label: {nb: Skriv under på avtalen, ar: وقّع على الاتفاق}, appearance: signature, required: "
    "'yes'}\n"
    "  - {type: image, name: draw, label: {nb: Tegn arbeidsplassen din, ar: ارسم مكان عملك}, appearance: draw}\n"
    "  - {type: begin_group, name: g, label: {nb: Til slutt, ar: أخيرا}, appearance: field-list}\n"
    "  - {type: text, name: navn, label: {nb: Hva heter du?, ar: ما اسمك؟}}\n"
    "  - {type: text, name: mer, label: {nb: Noe mer?, ar: المزيد؟}, appearance: multiline}\n"
    "  - {type: image, name: under, label: {nb: Skriv under, ar: وقّع}, appearance: signature}\n"
    "  - {type: end_group}\n";

static Stage open_stage(const char *language) {
  return stage_new(
      &(StageSetup){.form_text = form_text, .language = language, .width_px = 1280, .height_px = 800, .width_mm = 218});
}

/* x, y: thousandths of the paper. */
static void finger(Stage *stage, InputKind kind, const char *id, int x, int y) {
  Rect paper = stage_find(stage, id)->rect;
  stage_input(stage, (Input){.kind = kind, .x = paper.x + paper.w * x / 1000, .y = paper.y + paper.h * y / 1000, .pointer = 1});
}

static void stroke(Stage *stage, const char *id, int x, int y, int to_x, int to_y) {
  stage->now_ms += 1000;
  finger(stage, INPUT_POINTER_DOWN, id, x, y);
  finger(stage, INPUT_POINTER_MOVE, id, (x + to_x) / 2, (y + to_y) / 2);
  finger(stage, INPUT_POINTER_MOVE, id, to_x, to_y);
  finger(stage, INPUT_POINTER_UP, id, to_x, to_y);
}

static Sketch read_answer(Stage *stage, Value answer) {
  Sketch sketch = {0};
  assert_int_equal(answer.kind, VALUE_TEXT);
  assert_true(sketch_read(stage->arena, answer.text, &sketch));
  return sketch;
}

static void test_each_stroke_becomes_the_answer(void **state) {
  (void)state;
  Stage stage = open_stage("nb");
  finger(&stage, INPUT_POINTER_DOWN, "sketch", 100, 500);
  finger(&stage, INPUT_POINTER_MOVE, "sketch", 200, 500);
  assert_true(value_is_empty(stage_answer(&stage))); /* it is not finished yet */
  finger(&stage, INPUT_POINTER_UP, "sketch", 300, 500);
  Sketch sketch = read_answer(&stage, stage_answer(&stage));
  assert_int_equal(sketch.count, 1);
  assert_int_equal(sketch.strokes[0].count, 3);
  assert_int_equal(sketch.height, SKETCH_SIGNATURE_HEIGHT);
  assert_true(sketch.strokes[0].points[2].x > 290 && sketch.strokes[0].points[2].x < 310);
  assert_true(sketch.strokes[0].points[2].y > 190 && sketch.strokes[0].points[2].y < 210);
  stroke(&stage, "sketch", 500, 500, 700, 200);
  assert_int_equal(read_answer(&stage, stage_answer(&stage)).count, 2);
  assert_true(str_is(stage_find(&stage, "sketch")->value, "Signert"));
  stage_free(&stage);
}

/* A paper is not mirrored: what is drawn at the left is at the left. */
static void test_paper_is_the_visitors_own(void **state) {
  (void)state;
  Stage stage = open_stage("ar");
  stroke(&stage, "sketch", 100, 500, 200, 500);
  Sketch sketch = read_answer(&stage, stage_answer(&stage));
  assert_true(sketch.strokes[0].points[0].x < 110);
  Rect paper = stage_find(&stage, "sketch")->rect;
  const DrawList *list = ui_draw(stage.ui, stage.now_ms);
  bool found = false;
  for (size_t i = 0; i < list->count; i++) {
    const DrawCommand *command = &list->items[i];
    bool mine = command->kind == DRAW_STROKE && command->point_count == 3 && rect_contains(paper, command->rect.x, command->rect.y);
    found = found || (mine && command->points[0].x < (float)(paper.x + paper.w / 4));
  }
  assert_true(found);
  stage_free(&stage);
}

static void test_beyond_the_edge_stays_on_the_paper(void **state) {
  (void)state;
  Stage stage = open_stage("nb");
  stroke(&stage, "sketch", 900, 500, 1300, -700);
  Sketch sketch = read_answer(&stage, stage_answer(&stage));
  Point last = sketch.strokes[0].points[sketch.strokes[0].count - 1];
  assert_true(last.x == SKETCH_WIDTH && last.y == 0);
  stage_free(&stage);
}

static void test_begin_again(void **state) {
  (void)state;
  Stage stage = open_stage("nb");
  assert_null(stage_find(&stage, "clear"));
  Rect empty = stage_find(&stage, "sketch")->rect;
  stroke(&stage, "sketch", 100, 500, 700, 500);
  Rect used = stage_find(&stage, "sketch")->rect;
  assert_memory_equal(&empty, &used, sizeof empty); /* nothing moves under a finger */
  stage_tap(&stage, "clear");
  assert_true(value_is_empty(stage_answer(&stage)));
  stage_tap(&stage, "next");
  assert_non_null(stage_find(&stage, "problem"));
  assert_true(stage_has_state(&stage, "sketch", STATE_INVALID));
  stage_free(&stage);
}

/* Keys cannot draw, and must not be kept from going on: a cross is how one signs who cannot write. */
static void test_keys_put_a_cross(void **state) {
  (void)state;
  Stage stage = open_stage("nb");
  for (int i = 0; i < 20 && !stage_has_state(&stage, "sketch", STATE_FOCUSED); i++) {
    stage_key(&stage, KEY_TAB, false);
  }
  assert_true(stage_has_state(&stage, "sketch", STATE_FOCUSED));
  stage_key(&stage, KEY_SPACE, false);
  Value cross = stage_answer(&stage);
  assert_int_equal(read_answer(&stage, cross).count, 2);
  stage_key(&stage, KEY_SPACE, false);
  assert_true(value_equal(stage_answer(&stage), cross));
  stage_free(&stage);
}

/* In a page that scrolls a finger on the paper draws, and one beside it scrolls. */
static void test_drawing_never_scrolls(void **state) {
  (void)state;
  Stage stage = stage_new(&(StageSetup){.form_text = form_text, .width_px = 1024, .height_px = 600, .width_mm = 222});
  stroke(&stage, "sketch", 100, 500, 200, 500);
  stage_go_to(&stage, "navn");
  stage_scroll_to(&stage, "under.sketch");
  int y = stage_find(&stage, "under.sketch")->rect.y;
  stroke(&stage, "under.sketch", 500, 200, 500, 900);
  assert_int_equal(stage_find(&stage, "under.sketch")->rect.y, y);
  assert_int_equal(read_answer(&stage, stage_answer_to(&stage, "under")).count, 1);
  stage_free(&stage);
}

/* Of a long stroke only its end is painted anew. */
static void test_only_what_is_new_is_painted(void **state) {
  (void)state;
  Stage stage = open_stage("nb");
  Rect screen = {0, 0, 1280, 800}, damaged[8];
  DrawTrace trace = {0};
  finger(&stage, INPUT_POINTER_DOWN, "sketch", 20, 500);
  for (int i = 1; i <= 400; i++) {
    finger(&stage, INPUT_POINTER_MOVE, "sketch", 20 + i * 2, i % 2 ? 400 : 600);
  }
  draw_trace_keep(&trace, ui_draw(stage.ui, stage.now_ms));
  finger(&stage, INPUT_POINTER_MOVE, "sketch", 830, 500);
  size_t count = draw_damage(&trace, ui_draw(stage.ui, stage.now_ms), screen, damaged, COUNT_OF(damaged));
  Rect paper = stage_find(&stage, "sketch")->rect;
  assert_true(count > 0);
  for (size_t i = 0; i < count; i++) {
    assert_true(damaged[i].w < paper.w / 4);
  }
  draw_trace_free(&trace);
  stage_free(&stage);
}

/* However long a stroke is, it is kept; and however much is drawn, what is kept can be read again. */
static void test_very_much_is_drawn(void **state) {
  (void)state;
  static const int moves[] = {5000, 4000, 4000, 4000,
                              4000, 9,    9}; /* of more points than a stroke has; as many as a paper has; more */
  Stage stage = open_stage("nb");
  for (size_t i = 0; i < COUNT_OF(moves); i++) {
    stage.now_ms += 1000;
    finger(&stage, INPUT_POINTER_DOWN, "sketch", 10, 10 + (int)i * 50);
    for (int k = 0; k < moves[i]; k++) {
      finger(&stage, INPUT_POINTER_MOVE, "sketch", 10 + k % 900, k % 2 ? 100 : 900);
    }
    finger(&stage, INPUT_POINTER_UP, "sketch", 900, 500);
  }
  Sketch sketch = read_answer(&stage, stage_answer(&stage));
  assert_int_equal(sketch.count, 5);
  assert_in_range(sketch.point_count, 18000, SKETCH_POINTS_MAX);
  stage_free(&stage);
}

static void check_papers(const Panel *panel, const char *language, TextSize size) {
  Stage stage = panel_stage(panel, form_text, language, size);
  for (int i = 0; i < 2; i++) {
    panel_check_screen(&stage, panel);
    assert_true(panel_mm(panel, stage_find(&stage, "sketch")->rect.w) >= 60.0);
    stroke(&stage, "sketch", 100, 500, 700, 500);
    panel_check_screen(&stage, panel);
    stage_tap(&stage, "next");
  }
  stage_free(&stage);
}

static void test_it_fits_every_screen(void **state) {
  (void)state;
  static const char *const languages[] = {"nb", "ar"};
  panel_each(languages, COUNT_OF(languages), check_papers);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_stroke_becomes_the_answer),
      cmocka_unit_test(test_paper_is_the_visitors_own),
      cmocka_unit_test(test_beyond_the_edge_stays_on_the_paper),
      cmocka_unit_test(test_begin_again),
      cmocka_unit_test(test_keys_put_a_cross),
      cmocka_unit_test(test_drawing_never_scrolls),
      cmocka_unit_test(test_only_what_is_new_is_painted),
      cmocka_unit_test(test_very_much_is_drawn),
      cmocka_unit_test(test_it_fits_every_screen),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
