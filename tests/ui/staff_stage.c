#include "staff_stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char form_text[] = "settings: {form_id: f, form_title: F, version: 1, default_language: nb}\n"
                                "languages: {nb: Norsk, ar: {name: العربية, direction: rtl}}\n"
                                "survey:\n"
                                "  - {type: text, name: a, label: Hei}\n";

enum { HEIGHT_PX = 800 };
static const double width_mm = 217;

int staff_mm(double millimetres) {
  return (int)(millimetres * STAFF_WIDTH_PX / width_mm);
}

Stage staff_stage(const char *language) {
  return stage_new(&(StageSetup){
      .form_text = form_text, .width_px = STAFF_WIDTH_PX, .height_px = HEIGHT_PX, .width_mm = width_mm, .language = language});
}

Stage staff_stage_of(const char *name) {
  Stage stage = staff_stage("nb");
  stage.scene.staff = staff_sample(name);
  stage_screen(&stage, SCREEN_STAFF);
  stage.now_ms += 1000;
  return stage;
}

UiActions staff_give(Stage *stage, Input input) {
  return ui_input(stage->ui, &input, stage->now_ms);
}

UiActions staff_tap(Stage *stage, const char *id) {
  stage_scroll_to(stage, id);
  Rect at = stage_visible(stage_find(stage, id));
  Input finger = {.kind = INPUT_POINTER_DOWN, .x = at.x + at.w / 2, .y = at.y + at.h / 2, .pointer = 1};
  stage->now_ms += 1000;
  staff_give(stage, finger);
  finger.kind = INPUT_POINTER_UP;
  return staff_give(stage, finger);
}

void staff_expect_action(UiActions actions, UiActionKind kind) {
  assert_int_equal(actions.count, 1);
  assert_int_equal(actions.items[0].kind, kind);
}
