#include "problem.h"

#include "../page.h"

bool problem_is_shown(const Build *b, int cell) {
  return b->state->half_done_cell == cell || survey_cell_problem(b->scene->survey, cell) != PROBLEM_NONE;
}

static Str problem_words(Build *b, const Asked *asked) {
  const Question *question = asked->question;
  if (b->state->half_done_cell == asked->cell) {
    return build_string(b, UI_STRING_HALF_DONE);
  }
  bool required = survey_cell_problem(b->scene->survey, asked->cell) == PROBLEM_REQUIRED;
  Str own = build_text(b, required ? question->required_message : question->constraint_message, asked->cell);
  if (own.len > 0) {
    return own;
  }
  bool acknowledge = question->kind == QUESTION_ACKNOWLEDGE && !page_is_list(b->scene); /* else its row has other words */
  return build_string(b, !required ? UI_STRING_INVALID : acknowledge ? UI_STRING_REQUIRED_ACKNOWLEDGE : UI_STRING_REQUIRED);
}

static int problem_icon(const Build *b) {
  return b->sizes.font_body * 5 / 4;
}

static int problem_text_width(const Build *b, int width) {
  return width - problem_icon(b) - 3 * b->sizes.gap;
}

static void add_problem_at(Build *b, Str words, Rect rect) {
  int icon = problem_icon(b), gap = b->sizes.gap;
  Node *node = build_node(b, ROLE_ALERT, STR("problem"), words, rect, INK_ALERT);
  Rect text = {rect.x + icon + 2 * gap, rect.y, problem_text_width(b, rect.w), rect.h};
  build_words(b, node, words, text, b->sizes.font_body, FONT_SEMIBOLD, THEME_ALERT, ALIGN_START);
  build_ink(b, node)->icon_rect = (Rect){rect.x + gap, rect.y + (rect.h - icon) / 2, icon, icon};
}

static int between_height(Build *b, const Asked *asked, Rect between) {
  Str words = problem_words(b, asked);
  TextBlock block = build_measure(b, words, problem_text_width(b, between.w), b->sizes.font_body, FONT_SEMIBOLD);
  return block.height_px + (block.count > 1 ? 2 : 1) * b->sizes.gap_tight;
}

bool problem_fits_between(Build *b, const Asked *asked, Rect between, int free_above_px) {
  if (b->sizes.portrait || problem_text_width(b, between.w) < size_mm(&b->sizes, 50.0)) {
    return false;
  }
  return between_height(b, asked, between) <= between.h + b->sizes.gap + free_above_px;
}

void problem_add_between(Build *b, const Asked *asked, Rect between) {
  int higher = between_height(b, asked, between) - between.h;
  if (higher > 0) {
    between.y -= higher;
    between.h += higher;
  }
  add_problem_at(b, problem_words(b, asked), between);
}

void problem_add_above(Build *b, const Asked *asked, Flow *flow) {
  Str words = problem_words(b, asked);
  TextBlock block = build_measure(b, words, problem_text_width(b, flow->w), b->sizes.font_body, FONT_SEMIBOLD);
  Rect rect = {flow->x, flow->y, flow->w, block.height_px + 2 * b->sizes.gap_tight};
  add_problem_at(b, words, rect);
  flow->y += rect.h + b->sizes.gap;
}
