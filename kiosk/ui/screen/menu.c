#include "language_chips.h"
#include "screen.h"

static void add_title(Build *b, Flow *flow, const char *id, UiString words) {
  flow->y += flow->y > 0 ? b->sizes.gap_wide + b->sizes.gap : 0;
  flow_text(b, flow, ROLE_TITLE, str_from(id), build_string(b, words), b->sizes.font_title, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  flow->y += b->sizes.gap;
}

/* A letter in each of the sizes, side by side. */
static void add_text_sizes(Build *b, Flow *flow) {
  const Sizes *s = &b->sizes;
  const int *percents = s->text_percent;
  int width = (flow->w - (TEXT_SIZE_COUNT - 1) * s->gap) / TEXT_SIZE_COUNT;
  int most = size_mm(s, 40.0 * s->scale);
  width = width < most ? width : most;
  for (int i = 0; i < TEXT_SIZE_COUNT; i++) {
    Rect rect = {flow->x + i * (width + s->gap), flow->y, width, s->answer};
    Str id = arena_printf(b->arena, "text-size.%d", percents[i]);
    Str label = arena_printf(b->arena, STR_FMT " %d %%", STR_ARG(build_string(b, UI_STRING_TEXT_SIZE)), percents[i]);
    Node *node = build_node(b, ROLE_BUTTON, id, label, rect, INK_CHIP);
    int size_px = s->font_body * percents[i] / percents[s->text];
    build_words(b, node, STR("A"), rect, size_px, FONT_SEMIBOLD, THEME_TEXT, ALIGN_CENTRE);
    build_act(b, node, (Act){.kind = ACT_TEXT_SIZE, .ix = i + 1});
    node->state |= i == (int)s->text ? STATE_SELECTED : 0u;
  }
  flow->y += s->answer;
}

static void add_button(Build *b, Flow *flow, Str id, UiString label, Act act, Icon icon) {
  const Sizes *s = &b->sizes;
  Str words = build_string(b, label);
  int beside = s->font_body + s->gap_tight + 2 * s->gap_wide;
  TextBlock block = build_measure(b, words, flow->w - beside, s->font_body, FONT_SEMIBOLD);
  Rect rect = {flow->x, flow->y, block.width_px + beside, px_larger(s->answer, block.height_px + 2 * s->gap)};
  Node *node = build_button(b, INK_BUTTON, id, words, rect, act);
  build_ink(b, node)->text = block;
  build_centre_icon(b, node, icon);
  flow->y += rect.h;
}

static void add_hide(Build *b, Flow *flow) {
  flow->y += b->sizes.gap_wide + b->sizes.gap;
  add_button(b, flow, STR("hide"), UI_STRING_HIDE, (Act){.kind = ACT_HIDE}, ICON_HIDE);
}

static void add_all(Build *b, Flow *flow) {
  bool whole = b->state->menu_kind == MENU_WHOLE;
  if (language_chips_count(b) > 1) {
    add_title(b, flow, "title", UI_STRING_CHOOSE_LANGUAGE);
    language_chips_add_list(b, flow, b->scene->screen == SCREEN_ATTRACT);
  }
  if (whole) {
    add_title(b, flow, "text-size", UI_STRING_TEXT_SIZE);
    add_text_sizes(b, flow);
    add_hide(b, flow);
  }
  if (whole && b->scene->may_continue) {
    flow->y += b->sizes.gap;
    add_button(b, flow, STR("phone"), UI_STRING_CONTINUE, (Act){.kind = ACT_MENU, .ix = MENU_CONTINUE}, ICON_PHONE);
  }
}

void menu_layout(Build *b, Rect area) {
  const Sizes *s = &b->sizes;
  if (b->state->menu_kind == MENU_CONTINUE) {
    continue_layout(b, area);
    return;
  }
  Flow column = frame_column(b, area);
  Str back = build_string(b, UI_STRING_BACK);
  int back_w = build_measure(b, back, column.w, s->font_body, FONT_SEMIBOLD).width_px + s->font_body + 2 * s->gap_wide;
  Rect footer = {column.x, area.y + area.h - s->target, back_w, s->target};
  area.h -= s->target + s->gap;
  size_t first = b->count;
  b->slides = true;
  Flow flow = {column.x, 0, column.w};
  add_all(b, &flow);
  Rect strip = {footer.x + footer.w + s->gap, footer.y, column.x + column.w - footer.x - footer.w - s->gap, footer.h};
  if (s->portrait) {
    frame_scroll(b, first, flow.y + 2 * s->focus_width, area, 0.35);
  } else { /* a wide screen has no height to spare */
    frame_scroll_beside(b, first, flow.y + 2 * s->focus_width, area, 0.35, strip);
  }
  b->slides = false;
  Node *node = build_button(b, INK_BUTTON, STR("back"), back, footer, (Act){.kind = ACT_MENU});
  build_centre_icon(b, node, ICON_BACK);
}
