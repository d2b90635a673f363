#include "panels.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

const Panel panels[PANEL_COUNT] = {
    {"10.1 inch 1024x600", 1024, 600, 222},   {"10.1 inch 600x1024", 600, 1024, 130},   {"10.1 inch 1280x800", 1280, 800, 218},
    {"10.1 inch 800x1280", 800, 1280, 136},   {"15.6 inch 1920x1080", 1920, 1080, 345}, {"21.5 inch 1080x1920", 1080, 1920, 268},
    {"21.5 inch 1920x1080", 1920, 1080, 476}, {"31.5 inch 3840x2160", 3840, 2160, 698}, {"31.5 inch 2160x3840", 2160, 3840, 393},
};

static const char *where(const Stage *stage, const Panel *panel, const Node *node) {
  static char text[200];
  snprintf(text, sizeof text, "%s, question " STR_FMT ", %s: " STR_FMT " at %d,%d %dx%d", panel->what,
           STR_ARG(stage_question(stage)), screen_names[stage->scene.screen], STR_ARG(node->id), node->rect.x, node->rect.y,
           node->rect.w, node->rect.h);
  return text;
}

void panel_each(const char *const *languages, size_t language_count, PanelVisit *visit) {
  for (size_t i = 0; i < PANEL_COUNT * language_count * TEXT_SIZE_COUNT; i++) {
    visit(&panels[i % PANEL_COUNT], languages[i / PANEL_COUNT % language_count], (TextSize)(i / PANEL_COUNT / language_count));
  }
}

Stage panel_stage(const Panel *panel, const char *form_text, const char *language, TextSize text_size) {
  return stage_new(&(StageSetup){.form_text = form_text,
                                 .language = language,
                                 .width_px = panel->width_px,
                                 .height_px = panel->height_px,
                                 .width_mm = panel->width_mm,
                                 .text_size = text_size});
}

double panel_mm(const Panel *panel, int px) {
  return px / (panel->width_px / panel->width_mm) + 0.02;
}

static void check_node(const Stage *stage, const Panel *panel, const Node *node) {
  Rect screen = {0, 0, panel->width_px, panel->height_px};
  bool scrolled = node->clip.h < panel->height_px;
  if (node->rect.x < 0 || node->rect.x + node->rect.w > screen.w || node->rect.w <= 0 || node->rect.h <= 0) {
    fail_msg("leaves the screen: %s", where(stage, panel, node));
  }
  if (!scrolled && (node->rect.y < 0 || node->rect.y + node->rect.h > screen.h)) {
    fail_msg("leaves the screen: %s", where(stage, panel, node));
  }
  if (!node->takes_input) {
    return;
  }
  bool answer = node->role == ROLE_RADIO || node->role == ROLE_CHECKBOX;
  double least_h = answer ? 20.0 : 15.0, least_w = node->role == ROLE_KEY ? 10.0 : 15.0;
  if (panel_mm(panel, node->rect.h) < least_h || panel_mm(panel, node->rect.w) < least_w) {
    fail_msg("too small (%.1f x %.1f mm): %s", panel_mm(panel, node->rect.w), panel_mm(panel, node->rect.h),
             where(stage, panel, node));
  }
}

static void check_overlap(const Stage *stage, const Panel *panel, const Node *nodes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    for (size_t k = i + 1; k < count; k++) {
      bool whole_screen = nodes[i].rect.w == panel->width_px || nodes[k].rect.w == panel->width_px;
      if (!whole_screen && !rect_is_empty(rect_intersect(stage_visible(&nodes[i]), stage_visible(&nodes[k])))) {
        fail_msg("overlaps " STR_FMT ": %s", STR_ARG(nodes[k].id), where(stage, panel, &nodes[i]));
      }
    }
  }
}

static void check_text(Stage *stage, const Panel *panel) {
  const DrawList *list = ui_draw(stage->ui, stage->now_ms);
  bool words = false;
  for (size_t i = 0; i < list->count; i++) {
    const DrawCommand *command = &list->items[i];
    if (command->kind != DRAW_TEXT) {
      continue;
    }
    words = true;
    if (command->rect.x < 0 || command->rect.x + command->rect.w > panel->width_px) {
      fail_msg("%s: text leaves the screen: " STR_FMT, panel->what, STR_ARG(command->text));
    }
    assert_true(panel_mm(panel, (int)(command->size_px * 0.727)) >= 3.4);
  }
  assert_true(words);
}

void panel_check_screen(Stage *stage, const Panel *panel) {
  size_t count = 0;
  const Node *nodes = ui_nodes(stage->ui, &count);
  assert_true(count > 0);
  for (size_t i = 0; i < count; i++) {
    check_node(stage, panel, &nodes[i]);
  }
  check_overlap(stage, panel, nodes, count);
  check_text(stage, panel);
}
