#include "choices.h"
#include "stars.h"
#include "view.h"

#include <math.h>

/* So many steps have a button each; more are a slider. */
enum { BUTTONS_MAX = 11, STARS_MAX = 10, STEPS_MAX = 1000000 };

static int step_count(const Range *range) {
  double steps = fabs(range->step) > 0 ? floor((range->end - range->start) / range->step + 1e-9) : 0;
  return steps < 1 ? 1 : steps < STEPS_MAX ? (int)steps + 1 : STEPS_MAX;
}

/* Adding up tenths leaves traces far behind the comma, which nobody meant. */
static double step_value(const Range *range, int ix) {
  double exact = range->start + ix * range->step;
  return fabs(exact) < 1e6 ? round(exact * 1e9) / 1e9 : exact;
}

/* The step nearest to an answer; -1: there is none. */
static int step_of(const Range *range, Value answer) {
  if (answer.kind != VALUE_NUMBER || !(fabs(range->step) > 0)) {
    return answer.kind == VALUE_NUMBER ? 0 : -1;
  }
  double at = round((answer.number - range->start) / range->step);
  return at < 0 ? 0 : at > step_count(range) - 1 ? step_count(range) - 1 : (int)at;
}

static void layout_buttons(Build *b, const Asked *asked, Flow *flow) {
  const Range *range = &asked->question->range;
  int count = step_count(range), chosen = step_of(range, asked->answer);
  CellGrid grid = cells_grid(b, flow, count);
  for (int i = 0; i < count; i++) {
    Str label = build_number(b, step_value(range, i));
    Rect rect = cells_grid_rect(b, flow, &grid, i);
    Node *node = build_node(b, ROLE_RADIO, arena_printf(b->arena, "answer." STR_FMT, STR_ARG(label)), label, rect, INK_CELL);
    build_words(b, node, label, rect, b->sizes.font_body, FONT_SEMIBOLD, THEME_TEXT, ALIGN_CENTRE);
    build_act(b, node, (Act){.kind = ACT_SLIDE, .ix = i});
    node->state |= i == chosen ? STATE_SELECTED : 0u;
  }
  flow->y += cells_grid_height(b, &grid);
}

static bool has_stars(const Question *question) {
  bool counts = question->range.start > 0; /* no star is how nothing looks */
  return (question->appearance & APPEARANCE_STARS) != 0 && counts && step_count(&question->range) <= STARS_MAX;
}

static void layout_stars(Build *b, const Asked *asked, Flow *flow) {
  const Range *range = &asked->question->range;
  int count = step_count(range), chosen = step_of(range, asked->answer) + 1;
  Star *stars = ARENA_ARRAY(b->arena, Star, (size_t)count);
  for (int i = 0; i < count; i++) {
    Str number = build_number(b, step_value(range, i));
    stars[i] = (Star){.id = arena_printf(b->arena, "answer." STR_FMT, STR_ARG(number)), .act = {.kind = ACT_SLIDE, .ix = i}};
  }
  stars_layout(b, flow, stars, (size_t)count, (size_t)chosen);
}

static void add_step_button(Build *b, UiString says, Str id, Rect rect, int step) {
  Node *node = build_node(b, ROLE_KEY, id, build_string(b, says), rect, INK_BUTTON);
  build_icon(b, node, step > 0 ? ICON_PLUS : ICON_MINUS, b->sizes.font_body * 3 / 4);
  build_act(b, node, (Act){.kind = ACT_STEP, .step = step});
}

static int add_end(Build *b, Rect rect, Str id, Str words, bool last) {
  TextBlock block = build_measure(b, words, rect.w / 2, b->sizes.font_small, FONT_REGULAR);
  rect = (Rect){last ? rect.x + rect.w - block.width_px : rect.x, rect.y, block.width_px, block.height_px};
  Node *node = build_node(b, ROLE_TEXT, id, words, rect, INK_TEXT);
  build_words(b, node, words, rect, b->sizes.font_small, FONT_REGULAR, THEME_MUTED, ALIGN_START);
  return block.height_px;
}

static void add_shown(Build *b, Rect row, Str shown) {
  bool set = shown.len > 0;
  Str words = set ? shown : build_string(b, UI_STRING_NOT_ANSWERED);
  Node *node = build_node(b, ROLE_TEXT, STR("shown"), words, row, INK_TEXT);
  build_words(b, node, words, row, set ? b->sizes.font_title * 5 / 4 : b->sizes.font_body, set ? FONT_SEMIBOLD : FONT_REGULAR,
              set ? THEME_TEXT : THEME_MUTED, ALIGN_CENTRE);
}

/* The track, which may be touched over the height of a button. Returns what it says. */
static Str add_track(Build *b, const Asked *asked, Rect touch) {
  const Sizes *s = &b->sizes;
  const Range *range = &asked->question->range;
  Node *node = build_node(b, ROLE_SLIDER, STR("slider"), build_text(b, asked->question->label, asked->cell), touch, INK_SLIDER);
  bool held = b->state->slide_ix >= 0 && b->state->pressed == build_id_key(node->id);
  int count = step_count(range), at = held ? b->state->slide_ix : step_of(range, asked->answer);
  Str shown = at < 0 ? (Str){NULL, 0} : build_number(b, step_value(range, at));
  node->value = shown;
  NodeInk *ink = build_ink(b, node);
  int knob = s->target * 2 / 3, bar = size_mm(s, 2.0 * s->scale);
  ink->icon_rect = (Rect){touch.x + knob / 2, touch.y + (touch.h - bar) / 2, touch.w - knob, bar};
  ink->steps = count;
  ink->step = at;
  ink->share = count > 1 && at > 0 ? (double)at / (count - 1) : 0.0;
  build_act(b, node, (Act){.kind = ACT_SLIDE});
  return shown;
}

/* What it is set to stands in as much room as the words that say it is not set. */
static int shown_height(Build *b, int width_px) {
  const Sizes *s = &b->sizes;
  int unset = build_measure(b, build_string(b, UI_STRING_NOT_ANSWERED), width_px, s->font_body, FONT_REGULAR).height_px;
  int set = b->metrics->height(b->metrics->context, s->font_title * 5 / 4, FONT_SEMIBOLD);
  int height = set > unset ? set : unset;
  return height > s->target ? height : s->target;
}

/* What it is set to, large; the track between - and +; its ends. The way to take it back stands beside what it is set to, or, where
 * that is narrow, below; its place is kept. */
static void layout_slider(Build *b, const Asked *asked, Flow *flow) {
  const Sizes *s = &b->sizes;
  const Range *range = &asked->question->range;
  int clear_w = clear_button(b, UI_STRING_CLEAR, (Rect){0, 0, 0, 0});
  bool beside = flow->w - 2 * clear_w >= size_mm(s, 40.0);
  int inset = beside ? clear_w : 0;
  Rect line = {flow->x, flow->y, flow->w, shown_height(b, flow->w - 2 * inset)};
  Rect row = {flow->x, line.y + line.h, flow->w, s->target};
  Rect touch = {row.x + row.h + s->gap, row.y, row.w - 2 * (row.h + s->gap), row.h};
  Str shown = add_track(b, asked, touch);
  Rect bar = b->inks[b->count - 1].icon_rect;
  add_shown(b, (Rect){line.x + inset, line.y, line.w - 2 * inset, line.h}, shown);
  add_step_button(b, UI_STRING_LESS, STR("slider.less"), (Rect){row.x, row.y, row.h, row.h}, -1);
  add_step_button(b, UI_STRING_MORE, STR("slider.more"), (Rect){row.x + row.w - row.h, row.y, row.h, row.h}, 1);
  Rect ends = {bar.x, row.y + row.h + s->gap_tight, bar.w, 0};
  add_end(b, ends, STR("scale.low"), build_number(b, range->start), false);
  flow->y = ends.y + add_end(b, ends, STR("scale.high"), build_number(b, step_value(range, step_count(range) - 1)), true);
  if (!value_is_empty(asked->answer)) {
    clear_button(b, UI_STRING_CLEAR, (Rect){flow->x, beside ? line.y : flow->y, flow->w + s->gap, s->target});
  }
  flow->y += beside ? 0 : s->target;
}

static void layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  (void)room_px;
  if (has_stars(asked->question) && stars_fit(b, flow, (size_t)step_count(&asked->question->range))) {
    layout_stars(b, asked, flow);
  } else if (step_count(&asked->question->range) <= BUTTONS_MAX) {
    layout_buttons(b, asked, flow);
  } else {
    layout_slider(b, asked, flow);
  }
}

/* From nothing, the first step up or down is onto the track. */
static int stepped(const Range *range, Value answer, int step) {
  int at = step_of(range, answer), last = step_count(range) - 1;
  if (at < 0) {
    return step > 0 ? 0 : last;
  }
  return at + step < 0 ? 0 : at + step > last ? last : at + step;
}

static void act(Gesture *gesture, Act act) {
  const Range *range = &gesture->question->range;
  if (act.kind == ACT_SLIDE) {
    gesture_answer(gesture, value_number(step_value(range, act.ix)));
  } else if (act.kind == ACT_STEP) {
    gesture_answer(gesture, value_number(step_value(range, stepped(range, gesture->answer, act.step))));
  } else if (act.kind == ACT_CLEAR) {
    gesture_answer(gesture, VALUE_NONE);
  }
}

static Str words(Build *b, const Asked *asked) {
  const Range *range = &asked->question->range;
  if (asked->answer.kind != VALUE_NUMBER) {
    return STR("");
  }
  if (has_stars(asked->question)) {
    return stars_words(b, (size_t)step_of(range, asked->answer) + 1, (size_t)step_count(range), STR(""));
  }
  return build_number(b, asked->answer.number);
}

const QuestionView view_range = {.kind = QUESTION_RANGE, .layout = layout, .act = act, .words = words};
