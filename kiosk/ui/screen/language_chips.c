#include "language_chips.h"

#include "../languages.h"
#include "bands.h"

size_t language_chips_count(const Build *b) {
  return languages_count(b->scene);
}

static Str language_name(const Build *b, size_t nth) {
  return languages_at(b->scene, languages_nth(b->scene, nth))->name;
}

static int chip_width(Build *b, Str name) {
  int words = b->metrics->width(b->metrics->context, name, b->sizes.font_small, FONT_SEMIBOLD);
  int width = words + 2 * b->sizes.gap;
  return width > b->sizes.target ? width : b->sizes.target;
}

static void add_chip(Build *b, int language_ix, Rect rect, bool start) {
  const Language *language = languages_at(b->scene, language_ix);
  Str id = arena_printf(b->arena, "language." STR_FMT, STR_ARG(language->code));
  Node *node = build_node(b, ROLE_BUTTON, id, language->name, rect, INK_CHIP);
  build_words(b, node, language->name, rect, b->sizes.font_small, FONT_SEMIBOLD, THEME_TEXT, ALIGN_CENTRE);
  build_act(b, node, (Act){.kind = start ? ACT_START : ACT_LANGUAGE, .ix = language_ix});
  if (language_ix == b->scene->language_ix) {
    node->state |= STATE_SELECTED;
  }
}

static int arrow_side(const Build *b) {
  return b->sizes.font_small * 2 / 3;
}

static Str current_name(const Build *b) {
  return languages_at(b->scene, b->scene->language_ix)->name;
}

static int menu_chip_width(Build *b) {
  return chip_width(b, current_name(b)) + arrow_side(b) + b->sizes.gap_tight;
}

static void add_menu_chip(Build *b, Rect rect) {
  Node *node = build_node(b, ROLE_BUTTON, STR("languages"), build_string(b, UI_STRING_CHOOSE_LANGUAGE), rect, INK_CHIP);
  node->value = current_name(b);
  int side = arrow_side(b);
  Rect words = {rect.x, rect.y, rect.w - side - 3 * b->sizes.gap_tight, rect.h};
  build_words(b, node, node->value, words, b->sizes.font_small, FONT_SEMIBOLD, THEME_TEXT, ALIGN_CENTRE);
  build_act(b, node, (Act){.kind = ACT_MENU});
  NodeInk *ink = build_ink(b, node);
  int x = rect.x + (rect.w - ink->text.width_px - b->sizes.gap_tight - side) / 2;
  ink->text_rect = (Rect){x, rect.y, ink->text.width_px, rect.h};
  ink->icon = ICON_DOWN;
  ink->icon_rect = (Rect){x + ink->text.width_px + b->sizes.gap_tight, rect.y + (rect.h - side) / 2, side, side};
}

static int chips_width(Build *b, size_t count) {
  int total = ((int)count - 1) * b->sizes.gap;
  for (size_t i = 0; i < count; i++) {
    total += chip_width(b, language_name(b, i));
  }
  return total;
}

int language_chips_width(Build *b, int room_px) {
  size_t count = language_chips_count(b);
  if (count < 2) {
    return 0;
  }
  int chips = chips_width(b, count);
  int menu = menu_chip_width(b);
  return chips <= room_px ? chips : menu < room_px ? menu : room_px;
}

int language_chips_add(Build *b, Rect row, int room_px) {
  size_t count = language_chips_count(b);
  int width = language_chips_width(b, room_px);
  int x = row.x + row.w - width;
  if (width == 0) {
    return 0;
  }
  if (chips_width(b, count) > room_px) {
    add_menu_chip(b, (Rect){x, row.y, width, row.h});
    return width;
  }
  for (size_t i = 0; i < count; i++) {
    int chip = chip_width(b, language_name(b, i));
    add_chip(b, languages_nth(b->scene, i), (Rect){x, row.y, chip, row.h}, false);
    x += chip + b->sizes.gap;
  }
  return width;
}

/* Where the row that begins at `first` ends: as many languages as the width takes, at least one. */
static size_t row_end(Build *b, size_t first, int width_px, int *row_px) {
  size_t count = language_chips_count(b), end = first + 1;
  *row_px = chip_width(b, language_name(b, first));
  while (end < count && *row_px + b->sizes.gap + chip_width(b, language_name(b, end)) <= width_px) {
    *row_px += b->sizes.gap + chip_width(b, language_name(b, end++));
  }
  return end;
}

int language_chips_row_width(Build *b, int width_px) {
  int row_px = 0;
  if (language_chips_count(b) > 1) {
    row_end(b, 0, width_px, &row_px);
  }
  return row_px;
}

static int rows_height(Build *b, size_t count, int width_px) {
  int height = -b->sizes.gap, row_px;
  for (size_t first = 0; first < count; first = row_end(b, first, width_px, &row_px)) {
    height += b->sizes.target + b->sizes.gap;
  }
  return height;
}

/* The invitation comes first. */
static bool rows_take_too_much(const Build *b, int height, Rect area) {
  bool low = bands_are_low(&b->sizes);
  return height > area.h / 4 || (low && height > b->sizes.target);
}

int language_chips_menu_width(Build *b) {
  int width = 0;
  for (size_t i = 0; i < language_chips_count(b); i++) {
    width = px_larger(width, chip_width(b, language_name(b, i)));
  }
  return width + arrow_side(b) + b->sizes.gap_tight;
}

/* At the end of the area, or, on a tall screen, where the words above it begin. */
static int add_menu_row(Build *b, Rect area) {
  int width = px_smaller(language_chips_menu_width(b), area.w);
  add_menu_chip(
      b, (Rect){b->sizes.portrait ? area.x : area.x + area.w - width, area.y + area.h - b->sizes.target, width, b->sizes.target});
  return b->sizes.target;
}

int language_chips_add_rows(Build *b, Rect area) {
  size_t count = language_chips_count(b);
  if (count < 2) {
    return 0;
  }
  int height = rows_height(b, count, area.w);
  if (rows_take_too_much(b, height, area)) {
    return add_menu_row(b, area);
  }
  int y = area.y + area.h - height;
  for (size_t first = 0, end; first < count; first = end) {
    int row_px;
    end = row_end(b, first, area.w, &row_px);
    bool words_edge = b->sizes.portrait && height > b->sizes.target; /* several rows begin where the words above them do */
    int x = words_edge ? area.x : area.x + area.w - row_px;
    for (size_t i = first; i < end; i++) {
      Rect rect = {x, y, chip_width(b, language_name(b, i)), b->sizes.target};
      add_chip(b, languages_nth(b->scene, i), rect, b->scene->screen == SCREEN_ATTRACT);
      x += rect.w + b->sizes.gap;
    }
    y += b->sizes.target + b->sizes.gap;
  }
  return height;
}

void language_chips_add_list(Build *b, Flow *flow, bool start) {
  const Sizes *s = &b->sizes;
  int count = (int)language_chips_count(b), columns = flow->w > size_mm(s, 140.0) ? 2 : 1;
  int width = (flow->w - (columns - 1) * s->gap) / columns, height = s->answer;
  for (int i = 0; i < count; i++) {
    Rect rect = {flow->x + i % columns * (width + s->gap), flow->y + i / columns * (height + s->gap), width, height};
    add_chip(b, languages_nth(b->scene, (size_t)i), rect, start);
    build_words(b, &b->nodes[b->count - 1], language_name(b, (size_t)i), rect, s->font_body, FONT_SEMIBOLD, THEME_TEXT,
                ALIGN_CENTRE);
  }
  int rows = (count + columns - 1) / columns;
  flow->y += rows * (height + s->gap) - s->gap;
}
