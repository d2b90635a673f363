#include "screen.h"

Flow frame_column(const Build *b, Rect area) {
  int w = b->sizes.column < area.w ? b->sizes.column : area.w;
  return (Flow){area.x + (area.w - w) / 2, area.y, w};
}

Rect frame_banner(Build *b) {
  Rect screen = {0, 0, b->sizes.width, b->sizes.height};
  if (!b->scene->trial) {
    return screen;
  }
  Str words = build_string(b, UI_STRING_TRIAL);
  TextBlock block = build_measure(b, words, screen.w - 2 * b->sizes.margin, b->sizes.font_small, FONT_SEMIBOLD);
  Rect rect = {0, 0, screen.w, block.height_px + b->sizes.gap_tight};
  Node *node = build_node(b, ROLE_TEXT, STR("trial"), words, rect, INK_BANNER);
  build_words(b, node, words, (Rect){b->sizes.margin, 0, screen.w - 2 * b->sizes.margin, rect.h}, b->sizes.font_small,
              FONT_SEMIBOLD, THEME_ON_TRIAL, ALIGN_CENTRE);
  screen.y += rect.h;
  screen.h -= rect.h;
  return screen;
}

static int chip_width(Build *b, Str name) {
  int words = b->metrics->width(b->metrics->context, name, b->sizes.font_small, FONT_SEMIBOLD);
  int width = words + 2 * b->sizes.gap;
  return width > b->sizes.target ? width : b->sizes.target;
}

static void add_chip(Build *b, int language_ix, Rect rect, bool start) {
  const Language *language = &b->scene->form->languages[language_ix];
  Str id = arena_printf(b->arena, "language." STR_FMT, STR_ARG(language->code));
  Node *node = build_node(b, ROLE_BUTTON, id, language->name, rect, INK_CHIP);
  build_words(b, node, language->name, rect, b->sizes.font_small, FONT_SEMIBOLD, THEME_TEXT, ALIGN_CENTRE);
  build_act(b, node, (Act){.kind = start ? ACT_START : ACT_LANGUAGE, .ix = language_ix});
  if (language_ix == b->scene->language_ix) {
    node->state |= STATE_SELECTED;
  }
}

static int add_menu_chip(Build *b, Rect row) {
  Str name = b->scene->form->languages[b->scene->language_ix].name;
  int width = chip_width(b, name);
  Rect rect = {row.x + row.w - width, row.y, width, row.h};
  Node *node = build_node(b, ROLE_BUTTON, STR("languages"), build_string(b, UI_STRING_CHOOSE_LANGUAGE), rect, INK_CHIP);
  node->value = name;
  build_words(b, node, name, rect, b->sizes.font_small, FONT_SEMIBOLD, THEME_TEXT, ALIGN_CENTRE);
  build_act(b, node, (Act){.kind = ACT_MENU});
  if (b->state->menu) {
    node->state |= STATE_SELECTED;
  }
  return width;
}

int frame_languages(Build *b, Rect row, int room_px, bool start) {
  const Form *form = b->scene->form;
  int count = (int)form->language_count;
  if (count < 2) {
    return 0;
  }
  int total = (count - 1) * b->sizes.gap_tight;
  for (int i = 0; i < count; i++) {
    total += chip_width(b, form->languages[i].name);
  }
  if (total > room_px) {
    return add_menu_chip(b, row);
  }
  int x = row.x + row.w - total;
  for (int i = 0; i < count; i++) {
    int width = chip_width(b, form->languages[i].name);
    add_chip(b, i, (Rect){x, row.y, width, row.h}, start);
    x += width + b->sizes.gap_tight;
  }
  return total;
}

void frame_language_menu(Build *b, Rect area, bool start) {
  const Form *form = b->scene->form;
  size_t first = b->count;
  Flow flow = frame_column(b, area);
  flow.y = 0;
  for (size_t i = 0; i < form->language_count; i++) {
    add_chip(b, (int)i, (Rect){flow.x, flow.y, flow.w, b->sizes.answer}, start);
    flow.y += b->sizes.answer + b->sizes.gap;
  }
  frame_scroll(b, first, flow.y - b->sizes.gap, area, 0.35);
}

static int clamp_scroll(Build *b, int height, int window) {
  int most = height - window;
  b->placed->scroll_max_px = most;
  b->placed->page_px = window * 4 / 5;
  int scroll = b->state->scroll_px;
  b->placed->scroll_px = scroll < 0 ? 0 : scroll > most ? most : scroll;
  return b->placed->scroll_px;
}

/* One strip below the window: down while there is more, up at the end. */
static void add_scroll_strip(Build *b, Rect strip, bool at_end) {
  Str label = build_string(b, at_end ? UI_STRING_MORE_ABOVE : UI_STRING_MORE_BELOW);
  Node *node = build_button(b, INK_QUIET, STR("more"), label, strip, (Act){.kind = ACT_SCROLL, .ix = at_end ? -1 : 1});
  NodeInk *ink = build_ink(b, node);
  int side = b->sizes.font_body;
  ink->icon = at_end ? ICON_UP : ICON_DOWN;
  ink->icon_rect =
      (Rect){strip.x + (strip.w - ink->text.width_px) / 2 - side - b->sizes.gap, strip.y + (strip.h - side) / 2, side, side};
}

/* Focus rings stand outside what they ring, so a window lets them be seen. */
static Rect window_clip(const Build *b, Rect window) {
  int ring = 2 * b->sizes.focus_width;
  return (Rect){0, window.y - ring, b->sizes.width, window.h + ring};
}

void frame_scroll(Build *b, size_t first, int height, Rect area, double share) {
  if (height <= area.h) {
    b->placed->scroll_max_px = 0;
    b->placed->scroll_px = 0;
    build_shift(b, first, area.y + (int)((area.h - height) * share), b->clip);
    return;
  }
  Rect window = area;
  window.h -= b->sizes.target;
  int scroll = clamp_scroll(b, height, window.h);
  build_shift(b, first, window.y - scroll, window_clip(b, window));
  Flow column = frame_column(b, area);
  add_scroll_strip(b, (Rect){column.x, window.y + window.h, column.w, b->sizes.target}, scroll >= b->placed->scroll_max_px);
}

static void (*const layouts[])(Build *b) = {
    [SCREEN_CHOOSER] = screen_chooser, [SCREEN_ATTRACT] = screen_attract, [SCREEN_QUESTION] = screen_question,
    [SCREEN_THANKS] = screen_thanks,   [SCREEN_IDLE] = screen_idle,       [SCREEN_FAULT] = screen_fault,
};
_Static_assert(COUNT_OF(layouts) == SCREEN_COUNT, "every screen has its layout");

void screen_layout(Build *b) {
  layouts[b->scene->screen](b);
}
