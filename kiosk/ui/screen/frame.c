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

static size_t language_count(const Build *b) {
  return b->scene->offered ? b->scene->offered_count : b->scene->form->language_count;
}

/* The nth language offered, as an index of the form's. */
static int nth_language(const Build *b, size_t nth) {
  return b->scene->offered ? b->scene->offered[nth] : (int)nth;
}

static Str language_name(const Build *b, size_t nth) {
  return b->scene->form->languages[nth_language(b, nth)].name;
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
  size_t count = language_count(b);
  if (count < 2) {
    return 0;
  }
  int total = ((int)count - 1) * b->sizes.gap;
  for (size_t i = 0; i < count; i++) {
    total += chip_width(b, language_name(b, i));
  }
  if (total > room_px) {
    return add_menu_chip(b, row);
  }
  int x = row.x + row.w - total;
  for (size_t i = 0; i < count; i++) {
    int width = chip_width(b, language_name(b, i));
    add_chip(b, nth_language(b, i), (Rect){x, row.y, width, row.h}, start);
    x += width + b->sizes.gap;
  }
  return total;
}

/* Where the row that begins at `first` ends: as many languages as the width takes, at least one. */
static size_t row_end(Build *b, size_t first, int width_px, int *row_px) {
  size_t count = language_count(b), end = first + 1;
  *row_px = chip_width(b, language_name(b, first));
  while (end < count && *row_px + b->sizes.gap + chip_width(b, language_name(b, end)) <= width_px) {
    *row_px += b->sizes.gap + chip_width(b, language_name(b, end++));
  }
  return end;
}

static int rows_height(Build *b, size_t count, int width_px) {
  int height = -b->sizes.gap, row_px;
  for (size_t first = 0; first < count; first = row_end(b, first, width_px, &row_px)) {
    height += b->sizes.target + b->sizes.gap;
  }
  return height;
}

int frame_language_rows(Build *b, Rect area, bool start) {
  size_t count = language_count(b);
  if (count < 2) {
    return 0;
  }
  int height = rows_height(b, count, area.w);
  int y = area.y + area.h - height;
  for (size_t first = 0, end; first < count; first = end) {
    int row_px;
    end = row_end(b, first, area.w, &row_px);
    int x = area.x + area.w - row_px;
    for (size_t i = first; i < end; i++) {
      Rect rect = {x, y, chip_width(b, language_name(b, i)), b->sizes.target};
      add_chip(b, nth_language(b, i), rect, start);
      x += rect.w + b->sizes.gap;
    }
    y += b->sizes.target + b->sizes.gap;
  }
  return height;
}

void frame_language_menu(Build *b, Rect area, bool start) {
  const Sizes *s = &b->sizes;
  size_t first = b->count;
  Flow flow = frame_column(b, area);
  flow.y = 0;
  flow_text(b, &flow, ROLE_TITLE, STR("title"), build_string(b, UI_STRING_CHOOSE_LANGUAGE), s->font_title, FONT_SEMIBOLD,
            THEME_TEXT, ALIGN_START);
  flow.y += s->gap_wide;
  int columns = flow.w > size_mm(s, 140.0) ? 2 : 1;
  int width = (flow.w - (columns - 1) * s->gap) / columns;
  int count = (int)language_count(b);
  for (int i = 0; i < count; i++) {
    Rect rect = {flow.x + i % columns * (width + s->gap), flow.y + i / columns * (s->answer + s->gap), width, s->answer};
    add_chip(b, nth_language(b, (size_t)i), rect, start);
    build_words(b, &b->nodes[b->count - 1], language_name(b, (size_t)i), rect, s->font_body, FONT_SEMIBOLD, THEME_TEXT,
                ALIGN_CENTRE);
  }
  int rows = (count + columns - 1) / columns;
  frame_scroll(b, first, flow.y + rows * (s->answer + s->gap), area, 0.35);
}

static int clamp_scroll(Build *b, int height, int window) {
  int most = height - window;
  b->placed->scroll_max_px = most;
  b->placed->page_px = window * 4 / 5;
  int scroll = b->state->scroll_px;
  b->placed->scroll_px = scroll < 0 ? 0 : scroll > most ? most : scroll;
  return b->placed->scroll_px;
}

/* The part that must be seen where not all of a question can be: what is wrong with its answer, and the field that is typed into. */
static bool is_urgent(const Build *b, size_t ix) {
  return b->nodes[ix].role == ROLE_ALERT || b->inks[ix].act.kind == ACT_FIELD;
}

/* From where to where the nodes of the question stand that must be seen; urgent: only what is. */
static bool find_revealed(const Build *b, size_t first, bool urgent, int *top, int *bottom) {
  bool found = false;
  for (size_t i = first; i < b->count; i++) {
    Rect rect = b->nodes[i].rect;
    if (b->inks[i].cell == b->state->reveal_cell && (!urgent || is_urgent(b, i))) {
      *top = found && *top < rect.y ? *top : rect.y;
      *bottom = found && *bottom > rect.y + rect.h ? *bottom : rect.y + rect.h;
      found = true;
    }
  }
  return found;
}

/* Scrolls by as little as brings what must be seen into a window. */
static void reveal(Build *b, size_t first, int window) {
  int top = 0, bottom = 0, scroll = b->state->scroll_px, ring = 2 * b->sizes.focus_width;
  if (b->state->reveal_cell >= 0 && find_revealed(b, first, false, &top, &bottom)) {
    if (bottom - top + 2 * ring > window) {
      find_revealed(b, first, true, &top, &bottom);
    }
    scroll = scroll + window < bottom + ring ? bottom + ring - window : scroll;
    scroll = scroll > top - ring ? top - ring : scroll;
    b->placed->scroll_px = scroll;
  }
  b->placed->reveal_cell = -1;
}

static void add_scroll_button(Build *b, Str id, UiString label, Rect rect, int sign) {
  Node *node = build_button(b, INK_QUIET, id, build_string(b, label), rect, (Act){.kind = ACT_SCROLL, .ix = sign});
  build_centre_icon(b, node, sign > 0 ? ICON_DOWN : ICON_UP);
}

/* Below the window: the ways there are, each over its half, or one over the whole. */
static void add_scroll_strip(Build *b, Rect strip, bool at_start, bool at_end) {
  int half = at_start || at_end ? strip.w : strip.w / 2;
  if (!at_start) {
    add_scroll_button(b, STR("more-above"), UI_STRING_MORE_ABOVE, (Rect){strip.x, strip.y, half, strip.h}, -1);
  }
  if (!at_end) {
    add_scroll_button(b, STR("more"), UI_STRING_MORE_BELOW, (Rect){strip.x + strip.w - half, strip.y, half, strip.h}, 1);
  }
}

/* A row that is cut at the window's edge fades out there: it goes on, and nothing is broken. */
static void add_fade(Build *b, Str id, Rect rect, int step) {
  Node *node = build_node(b, ROLE_IMAGE, id, STR(""), rect, INK_FADE);
  build_ink(b, node)->step = step;
}

static void add_fades(Build *b, Rect window, bool at_start, bool at_end) {
  int height = b->sizes.gap_wide, ring = 2 * b->sizes.focus_width;
  if (!at_start) {
    add_fade(b, STR("fade.above"), (Rect){0, window.y - ring, b->sizes.width, height}, -1);
  }
  if (!at_end) {
    add_fade(b, STR("fade.below"), (Rect){0, window.y + window.h - height, b->sizes.width, height}, 1);
  }
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
    b->placed->reveal_cell = -1;
    build_shift(b, first, area.y + (int)((area.h - height) * share), b->clip);
    return;
  }
  Rect window = area;
  window.h -= b->sizes.target;
  reveal(b, first, window.h);
  int scroll = clamp_scroll(b, height, window.h);
  build_shift(b, first, window.y - scroll, window_clip(b, window));
  Flow column = frame_column(b, area);
  bool at_start = scroll <= 0, at_end = scroll >= b->placed->scroll_max_px;
  add_fades(b, window, at_start, at_end);
  add_scroll_strip(b, (Rect){column.x, window.y + window.h, column.w, b->sizes.target}, at_start, at_end);
}

static void (*const layouts[])(Build *b) = {
    [SCREEN_CHOOSER] = screen_chooser, [SCREEN_ATTRACT] = screen_attract, [SCREEN_QUESTION] = screen_question,
    [SCREEN_THANKS] = screen_thanks,   [SCREEN_IDLE] = screen_idle,       [SCREEN_FAULT] = screen_fault,
    [SCREEN_CLOSED] = screen_closed,
};
_Static_assert(COUNT_OF(layouts) == SCREEN_COUNT, "every screen has its layout");

void screen_layout(Build *b) {
  layouts[b->scene->screen](b);
}
