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
  const QuestionView *view = question_view(question->kind);
  if (required && view->required != NULL) {
    return view->required(b);
  }
  return build_string(b, required ? UI_STRING_REQUIRED : UI_STRING_INVALID);
}

static int problem_icon(const Build *b) {
  return b->sizes.font_body * 5 / 4;
}

static int problem_text_width(const Build *b, int width) {
  return width - problem_icon(b) - 3 * b->sizes.gap;
}

static void add_problem_at(Build *b, Str words, Rect rect, int size_px) {
  int icon = problem_icon(b), gap = b->sizes.gap;
  Node *node = build_node(b, ROLE_ALERT, STR("problem"), words, rect, INK_ALERT);
  Rect text = {rect.x + icon + 2 * gap, rect.y, problem_text_width(b, rect.w), rect.h};
  build_words(b, node, words, text, size_px, FONT_SEMIBOLD, THEME_ALERT, ALIGN_START);
  build_ink(b, node)->icon_rect = (Rect){rect.x + gap, rect.y + (rect.h - icon) / 2, icon, icon};
}

/* Where the words stand, and how large. */
typedef struct ProblemPlace {
  Rect rect;
  int size_px; /* 0: nowhere */
} ProblemPlace;

enum { LINES_BETWEEN = 2 };

/* Words of more lines than that are set smaller. */
static ProblemPlace place_between(Build *b, Str words, Rect between, int free_above_px) {
  const int sizes[] = {b->sizes.font_body, b->sizes.font_small};
  int width = problem_text_width(b, between.w), most = between.h + b->sizes.gap + free_above_px;
  for (size_t i = 0; i < COUNT_OF(sizes) && width >= size_mm(&b->sizes, 50.0); i++) {
    TextBlock block = build_measure(b, words, width, sizes[i], FONT_SEMIBOLD);
    int height = block.height_px + (block.count > 1 ? 2 : 1) * b->sizes.gap_tight;
    height = height > between.h ? height : between.h;
    if (block.count <= LINES_BETWEEN && height <= most) {
      return (ProblemPlace){{between.x, between.y + between.h - height, between.w, height}, sizes[i]};
    }
  }
  return (ProblemPlace){.size_px = 0};
}

static ProblemPlace place_across(Build *b, Str words, const Bands *bands, int free_above_px) {
  int width = bands->next.x + bands->next.w - bands->back.x;
  TextBlock block = build_measure(b, words, problem_text_width(b, width), b->sizes.font_body, FONT_SEMIBOLD);
  int height = block.height_px + 2 * b->sizes.gap_tight;
  bool fits = height <= free_above_px && rect_is_empty(bands->keys);
  return (ProblemPlace){{bands->back.x, bands->back.y - b->sizes.gap - height, width, height}, fits ? b->sizes.font_body : 0};
}

static ProblemPlace place_below(Build *b, const Asked *asked, const Bands *bands, int free_above_px) {
  if (b->sizes.portrait) {
    return (ProblemPlace){.size_px = 0};
  }
  Str words = problem_words(b, asked);
  ProblemPlace place = place_between(b, words, bands->between, free_above_px);
  return place.size_px > 0 ? place : place_across(b, words, bands, free_above_px);
}

bool problem_fits_below(Build *b, const Asked *asked, const Bands *bands, int free_above_px) {
  return place_below(b, asked, bands, free_above_px).size_px > 0;
}

void problem_add_below(Build *b, const Asked *asked, const Bands *bands, int free_above_px) {
  ProblemPlace place = place_below(b, asked, bands, free_above_px);
  add_problem_at(b, problem_words(b, asked), place.rect, place.size_px);
}

void problem_add_above(Build *b, const Asked *asked, Flow *flow) {
  Str words = problem_words(b, asked);
  TextBlock block = build_measure(b, words, problem_text_width(b, flow->w), b->sizes.font_body, FONT_SEMIBOLD);
  Rect rect = {flow->x, flow->y, flow->w, block.height_px + 2 * b->sizes.gap_tight};
  add_problem_at(b, words, rect, b->sizes.font_body);
  flow->y += rect.h + b->sizes.gap;
}
