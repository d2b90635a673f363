#include "stage.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

const int64_t stage_wall_ms = 1795264200000;

static int metrics_width(void *context, Str text, int size_px, FontWeight weight) {
  ++*(size_t *)context;
  return (int)((double)str_count_cp(text) * size_px * (weight == FONT_SEMIBOLD ? 0.58 : 0.55));
}

static int metrics_ascent(void *context, int size_px, FontWeight weight) {
  (void)context;
  (void)weight;
  return size_px * 97 / 100;
}

static int metrics_height(void *context, int size_px, FontWeight weight) {
  (void)context;
  (void)weight;
  return size_px * 6 / 5;
}

static int metrics_caret(void *context, Str text, size_t at, int size_px, FontWeight weight, bool rtl) {
  int before = metrics_width(context, (Str){text.ptr, at}, size_px, weight);
  return rtl ? metrics_width(context, text, size_px, weight) - before : before;
}

static size_t metrics_byte_at(void *context, Str text, int x_px, int size_px, FontWeight weight, bool rtl) {
  size_t best = 0, at = 0;
  int nearest = INT_MAX;
  for (uint32_t cp = 0;;) {
    int away = abs(metrics_caret(context, text, at, size_px, weight, rtl) - x_px);
    best = away < nearest ? at : best;
    nearest = away < nearest ? away : nearest;
    if (!str_next_cp(text, &at, &cp)) {
      return best;
    }
  }
}

TextMetrics stage_metrics(size_t *measured) {
  return (TextMetrics){.context = measured,
                       .width = metrics_width,
                       .ascent = metrics_ascent,
                       .height = metrics_height,
                       .caret = metrics_caret,
                       .byte_at = metrics_byte_at,
                       .cap_ratio = 0.727};
}

static const Form *load_form(Stage *stage, const StageSetup *setup) {
  if (setup->form_text != NULL) {
    return form_parse_yaml(stage->arena, str_from(setup->form_text), "test.yaml", &stage->diags);
  }
  const Form *form = NULL;
  Err err = {0};
  form_load(stage->arena, setup->form_path, &stage->diags, &form, &err);
  return form;
}

Stage stage_new(const StageSetup *setup) {
  Stage stage = {.arena = arena_new(0), .session = arena_new(0), .seed = 7};
  stage.measured = ARENA_NEW(stage.arena, size_t);
  stage.diags = diags_new(stage.arena);
  stage.form = load_form(&stage, setup);
  if (stage.form == NULL) {
    diags_print(&stage.diags, stderr);
    fail_msg("the form has mistakes");
  }
  Err err = {0};
  const Phrases *strings = ui_phrases_load(stage.arena, "assets/strings", &stage.diags, &err);
  Str source;
  const char *theme_path = setup->theme ? setup->theme : "assets/themes/light.yaml";
  assert_int_equal(file_read(stage.arena, theme_path, 100000, &source, &err), STATUS_OK);
  const Theme *theme = theme_parse(stage.arena, source, theme_path, &stage.diags);
  assert_non_null(strings);
  assert_non_null(theme);
  UiSetup ui = {.theme = theme,
                .strings = strings,
                .metrics = stage_metrics(stage.measured),
                .display = {setup->width_px, setup->height_px, setup->width_px / setup->width_mm},
                .reduced_motion = !setup->motion,
                .text_size = setup->text_size,
                .double_press_ms = 300};
  stage.ui = ui_new(&ui);
  int language = setup->language ? form_find_language(stage.form, str_from(setup->language)) : stage.form->default_language_ix;
  assert_true(language >= 0);
  stage.random = (Random){0};
  SurveySetup survey = {.form = stage.form, .language_ix = language, .clock = clock_system()};
  stage.survey = survey_new(stage.session, &survey);
  stage.scene = (Scene){
      .form = stage.form, .language_ix = language, .survey = stage.survey, .trial = setup->trial, .now_wall_ms = stage_wall_ms};
  stage_screen(&stage, SCREEN_QUESTION);
  return stage;
}

void stage_free(Stage *stage) {
  ui_free(stage->ui);
  arena_free(stage->session);
  arena_free(stage->arena);
}

void stage_screen(Stage *stage, Screen screen) {
  stage->scene.screen = screen;
  stage->scene.language_ix = survey_language(stage->survey);
  ui_show(stage->ui, &stage->scene, stage->now_ms);
}

static void carry_out(Stage *stage, const UiAction *action) {
  static const SurveyEventKind kinds[] = {
      [UI_ANSWER] = SURVEY_ANSWER, [UI_NEXT] = SURVEY_NEXT,     [UI_BACK] = SURVEY_BACK, [UI_LANGUAGE] = SURVEY_LANGUAGE,
      [UI_ADD] = SURVEY_ADD,       [UI_REMOVE] = SURVEY_REMOVE, [UI_GO] = SURVEY_GO};
  if (stage->scene.screen == SCREEN_QUESTION && !survey_is_over(stage->survey)) {
    SurveyEvent event = {
        .kind = kinds[action->kind], .cell = action->cell, .language_ix = action->language_ix, .value = action->value};
    survey_step(stage->survey, &event);
  }
}

static void show_again(Stage *stage) {
  if (survey_is_over(stage->survey)) {
    stage->scene.screen = SCREEN_THANKS;
  }
  stage_screen(stage, stage->scene.screen);
}

UiActions stage_input(Stage *stage, Input input) {
  UiActions actions = ui_input(stage->ui, &input, stage->now_ms);
  for (size_t i = 0; i < actions.count; i++) {
    carry_out(stage, &actions.items[i]);
  }
  if (actions.count > 0) {
    show_again(stage);
  }
  return actions;
}

UiActions stage_press(Stage *stage, int x, int y, int64_t hold_ms) {
  stage_input(stage, (Input){.kind = INPUT_POINTER_DOWN, .x = x, .y = y, .pointer = 1});
  stage->now_ms += hold_ms;
  return stage_input(stage, (Input){.kind = INPUT_POINTER_UP, .x = x, .y = y, .pointer = 1});
}

const Node *stage_find(Stage *stage, const char *id) {
  size_t count = 0;
  const Node *nodes = ui_nodes(stage->ui, &count);
  for (size_t i = 0; i < count; i++) {
    if (str_is(nodes[i].id, id)) {
      return &nodes[i];
    }
  }
  return NULL;
}

Rect stage_visible(const Node *node) {
  return rect_intersect(node->rect, node->clip);
}

UiActions stage_tap(Stage *stage, const char *id) {
  const Node *node = stage_find(stage, id);
  if (node == NULL || rect_is_empty(stage_visible(node))) {
    fail_msg("no %s on the screen", id);
  }
  Rect at = stage_visible(node);
  stage->now_ms += 1000;
  return stage_press(stage, at.x + at.w / 2, at.y + at.h / 2, 50);
}

void stage_language(Stage *stage, const char *code) {
  const char *id = arena_printf(stage->arena, "language.%s", code).ptr;
  if (stage_find(stage, id) == NULL) {
    stage_tap(stage, stage_find(stage, "menu") != NULL ? "menu" : "languages");
  }
  stage_tap(stage, id);
}

UiActions stage_key(Stage *stage, Key key, bool shift) {
  return stage_input(stage, (Input){.kind = INPUT_KEY, .key = key, .shift = shift});
}

UiActions stage_type(Stage *stage, const char *text) {
  return stage_input(stage, (Input){.kind = INPUT_TEXT, .text = str_from(text)});
}

Value stage_answer(Stage *stage) {
  return survey_answer(stage->survey, survey_current(stage->survey));
}

Value stage_answer_to(Stage *stage, const char *name) {
  SurveyPage page = survey_page(stage->survey);
  int from = page.cell_count > 0 ? page.cells[0] : -1;
  return survey_answer(stage->survey, survey_cell(stage->survey, from, form_find_question(stage->form, str_from(name))));
}

void stage_expect_answer(Stage *stage, const char *expected) {
  Str says = value_to_str(stage->arena, stage_answer(stage));
  if (!str_is(says, expected)) {
    fail_msg("\"" STR_FMT "\" instead of \"%s\"", STR_ARG(says), expected);
  }
}

static const Node *find_expected(Stage *stage, const char *id) {
  const Node *node = stage_find(stage, id);
  if (node == NULL) {
    fail_msg("no %s on the screen", id);
  }
  return node;
}

void stage_expect_label(Stage *stage, const char *id, const char *expected) {
  const Node *node = find_expected(stage, id);
  if (!str_is(node->label, expected)) {
    fail_msg("%s says \"" STR_FMT "\" instead of \"%s\"", id, STR_ARG(node->label), expected);
  }
}

void stage_expect_value(Stage *stage, const char *id, const char *expected) {
  const Node *node = find_expected(stage, id);
  if (!str_is(node->value, expected)) {
    fail_msg("%s is \"" STR_FMT "\" instead of \"%s\"", id, STR_ARG(node->value), expected);
  }
}

Str stage_question(const Stage *stage) {
  bool asks = survey_page(stage->survey).kind == PAGE_QUESTIONS;
  int cell = survey_current(stage->survey);
  return !asks || cell < 0 ? STR("") : stage->form->questions[survey_question(stage->survey, cell)].name;
}

void stage_go_to(Stage *stage, const char *name) {
  while (!str_is(stage_question(stage), name)) {
    survey_step(stage->survey, &(SurveyEvent){.kind = SURVEY_NEXT});
    assert_false(survey_is_over(stage->survey));
  }
  stage_screen(stage, SCREEN_QUESTION);
}

Stage stage_at(const char *form_text, const char *question, const char *language) {
  Stage stage =
      stage_new(&(StageSetup){.form_text = form_text, .language = language, .width_px = 1280, .height_px = 800, .width_mm = 218});
  stage_go_to(&stage, question);
  return stage;
}

bool stage_has_state(Stage *stage, const char *id, NodeState state) {
  const Node *node = stage_find(stage, id);
  return node != NULL && (node->state & (unsigned)state) != 0;
}

void stage_scroll_to(Stage *stage, const char *id) {
  for (int i = 0; i < 200; i++) {
    const Node *node = stage_find(stage, id);
    assert_non_null(node);
    Rect seen = stage_visible(node);
    if (seen.h == node->rect.h || seen.h == node->clip.h) {
      return;
    }
    stage_input(stage, (Input){.kind = INPUT_WHEEL, .wheel = node->rect.y < node->clip.y ? 1 : -1});
  }
  fail_msg("%s cannot be scrolled to", id);
}
