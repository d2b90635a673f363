/* Pictures beside questions and on choices: where they stand, and that nothing misses them where there are none. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const form_text = "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
                                     "languages: {nb: Norsk}\n"
                                     "survey:\n"
                                     "  - {type: note, name: n, label: Se her, hint: Et bilde, image: wide.png}\n"
                                     "  - {type: select_one l, name: one, label: Hvilken?, image: high.png}\n"
                                     "  - {type: select_multiple l, name: many, label: Hvilke?}\n"
                                     "choices:\n"
                                     "  l:\n"
                                     "    - {name: a, label: Rød, image: wide.png}\n"
                                     "    - {name: b, label: Grønn, image: nowhere.png}\n"
                                     "    - {name: c, label: Blå, image: high.png}\n";

static const uint32_t pixel = 0xff112233;
static const Image wide = {.width_px = 4000, .height_px = 100, .pixels = &pixel, .hash = 1};
static const Image high = {.width_px = 300, .height_px = 3000, .pixels = &pixel, .hash = 2};

static const Image *find(void *context, Str path) {
  (void)context;
  return str_is(path, "wide.png") ? &wide : str_is(path, "high.png") ? &high : NULL;
}

static Stage open_stage(int width_px, int height_px, double width_mm, bool with_images) {
  Stage stage =
      stage_new(&(StageSetup){.form_text = form_text, .width_px = width_px, .height_px = height_px, .width_mm = width_mm});
  stage.scene.images.find = with_images ? find : NULL;
  stage_screen(&stage, SCREEN_QUESTION);
  return stage;
}

/* All that is drawn of pictures: whole, within its screen, in its proportions. */
static size_t count_images(Stage *stage, int width_px) {
  const DrawList *list = ui_draw(stage->ui, stage->now_ms);
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) {
    const DrawCommand *c = &list->items[i];
    if (c->kind == DRAW_IMAGE) {
      count++;
      assert_true(c->rect.x >= 0 && c->rect.x + c->rect.w <= width_px);
      double w = c->rect.h * (double)c->image->width_px / c->image->height_px;
      assert_true(w - c->rect.w < c->rect.w * 0.2 + 40 && c->rect.w - w < c->rect.w * 0.2 + 40);
    }
  }
  return count;
}

static void test_of_a_question(void **state) {
  (void)state;
  Stage stage = open_stage(1280, 800, 218, true);
  const Node *image = stage_find(&stage, "image"), *hint = stage_find(&stage, "hint");
  assert_int_equal(image->role, ROLE_IMAGE);
  assert_true(str_is(image->label, "Se her"));
  assert_true(image->rect.x >= hint->rect.x + hint->rect.w); /* what is only read shares a wide screen with it */
  assert_int_equal(count_images(&stage, 1280), 1);
  stage_tap(&stage, "next");
  image = stage_find(&stage, "image");
  assert_true(image->rect.h <= 800 * 2 / 5);
  assert_true(stage_find(&stage, "answer.a")->rect.y >= image->rect.y + image->rect.h);
  stage_free(&stage);
}

static void test_below_words_on_a_tall_screen(void **state) {
  (void)state;
  Stage stage = open_stage(800, 1280, 136, true);
  const Node *image = stage_find(&stage, "image"), *hint = stage_find(&stage, "hint");
  assert_true(image->rect.y >= hint->rect.y + hint->rect.h);
  assert_int_equal(count_images(&stage, 800), 1);
  stage_free(&stage);
}

static void test_on_choices(void **state) {
  (void)state;
  static const struct {
    int width_px, height_px;
    double width_mm;
  } displays[] = {{1280, 800, 218}, {600, 1024, 130}, {3840, 2160, 698}};
  for (size_t i = 0; i < COUNT_OF(displays); i++) {
    Stage stage = open_stage(displays[i].width_px, displays[i].height_px, displays[i].width_mm, true);
    stage_tap(&stage, "next");
    stage_tap(&stage, "next");
    assert_int_equal(count_images(&stage, displays[i].width_px), 2); /* the third has words only */
    const Node *a = stage_find(&stage, "answer.a"), *b = stage_find(&stage, "answer.b"), *c = stage_find(&stage, "answer.c");
    assert_int_equal(a->role, ROLE_CHECKBOX);
    assert_true(rect_is_empty(rect_intersect(a->rect, b->rect)));
    assert_true(rect_is_empty(rect_intersect(b->rect, c->rect)));
    stage_scroll_to(&stage, "answer.c");
    stage_tap(&stage, "answer.c");
    assert_true(stage_has_state(&stage, "answer.c", STATE_SELECTED));
    stage_free(&stage);
  }
}

static void test_without(void **state) {
  (void)state;
  Stage stage = open_stage(1280, 800, 218, false);
  assert_null(stage_find(&stage, "image"));
  stage_tap(&stage, "next");
  assert_int_equal(count_images(&stage, 1280), 0);
  stage_tap(&stage, "answer.b");
  assert_true(stage_has_state(&stage, "answer.b", STATE_SELECTED));
  stage_free(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_of_a_question),
      cmocka_unit_test(test_below_words_on_a_tall_screen),
      cmocka_unit_test(test_on_choices),
      cmocka_unit_test(test_without),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
