#include "keys.h"

#include <unicase.h>

int keyboard_rows_height(const Sizes *sizes, int rows) {
  return rows * sizes->key_height + (rows - 1) * sizes->key_gap;
}

Rect key_grid_place(const KeyGrid *g, int column, int row, int wide, int high) {
  int w = (g->panel.w - (g->columns - 1) * g->gap) / g->columns, h = (g->panel.h - (g->rows - 1) * g->gap) / g->rows;
  return (Rect){g->panel.x + column * (w + g->gap), g->panel.y + row * (h + g->gap), wide * w + (wide - 1) * g->gap,
                high * h + (high - 1) * g->gap};
}

Node *key_add(Build *b, Str id, Str label, Rect rect, Rect panel, Act act, Icon icon) {
  Node *node = build_node(b, ROLE_KEY, id, label, rect, INK_KEY);
  build_ink(b, node)->panel = panel;
  if (icon == ICON_NONE) {
    build_words(b, node, label, rect, b->sizes.font_body, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
  } else {
    build_icon(b, node, icon, b->sizes.key_height * 2 / 5);
  }
  build_act(b, node, act);
  return node;
}

static Str utf8_of(Build *b, uint32_t cp) {
  char utf8[4];
  return arena_str(b->arena, (Str){utf8, utf8_encode(cp, utf8)});
}

Node *key_add_character(Build *b, uint32_t cp, bool upper, Rect rect, Rect panel) {
  uint32_t typed = upper ? uc_toupper(cp) : cp;
  Str id = arena_printf(b->arena, "key." STR_FMT, STR_ARG(utf8_of(b, cp)));
  Node *node = key_add(b, id, utf8_of(b, typed), rect, panel, (Act){.kind = ACT_TYPE, .cp = typed}, ICON_NONE);
  build_ink(b, node)->opens = keyboard_accents(b, cp).len > 0;
  return node;
}

Node *key_add_backspace(Build *b, Rect rect, Rect panel) {
  return key_add(b, STR("key.backspace"), build_string(b, UI_STRING_KEY_BACKSPACE), rect, panel, (Act){.kind = ACT_BACKSPACE},
                 ICON_BACKSPACE);
}
