#include "keys.h"

static bool may_be_negative(const Build *b) {
  const Expr *constraint = b->cell >= 0 ? asked_in(b->scene, b->cell).question->constraint : NULL;
  return constraint == NULL || expr_bounds(constraint).least < 0;
}

static void add_digit(Build *b, int digit, Rect rect, Rect panel) {
  Node *key = key_add_character(b, (uint32_t)('0' + digit), false, rect, panel);
  build_words(b, key, key->label, rect, b->sizes.font_title, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
}

static void add_sign(Build *b, Rect rect, Rect panel) {
  Node *key = key_add(b, STR("key.minus"), build_string(b, UI_STRING_KEY_MINUS), rect, panel, (Act){.kind = ACT_SIGN}, ICON_NONE);
  build_words(b, key, STR("±"), rect, b->sizes.font_title, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
}

static void add_mark(Build *b, Rect rect, Rect panel) {
  Act act = {.kind = ACT_TYPE, .cp = '.'};
  Node *key = key_add(b, STR("key.decimal"), build_string(b, UI_STRING_KEY_DECIMAL), rect, panel, act, ICON_NONE);
  build_words(b, key, build_string(b, UI_STRING_DECIMAL_MARK), rect, b->sizes.font_title, FONT_SEMIBOLD, THEME_TEXT, ALIGN_CENTRE);
}

void keyboard_layout_pad(Build *b, Rect panel, bool decimal) {
  bool sign = may_be_negative(b), column = decimal && sign; /* both signs: they have a column of their own */
  KeyGrid grid = {panel, column ? 4 : 3, KEYBOARD_PAD_ROWS, b->sizes.key_gap};
  for (int i = 0; i < 9; i++) {
    add_digit(b, i + 1, key_grid_place(&grid, i % 3, i / 3, 1, 1), panel);
  }
  if (column) {
    add_digit(b, 0, key_grid_place(&grid, 0, 3, 3, 1), panel);
    key_add_backspace(b, key_grid_place(&grid, 3, 0, 1, 2), panel);
    add_sign(b, key_grid_place(&grid, 3, 2, 1, 1), panel);
    add_mark(b, key_grid_place(&grid, 3, 3, 1, 1), panel);
    return;
  }
  if (sign) {
    add_sign(b, key_grid_place(&grid, 0, 3, 1, 1), panel);
  } else if (decimal) {
    add_mark(b, key_grid_place(&grid, 0, 3, 1, 1), panel);
  }
  bool alone = !sign && !decimal;
  add_digit(b, 0, key_grid_place(&grid, alone ? 0 : 1, 3, alone ? 2 : 1, 1), panel);
  key_add_backspace(b, key_grid_place(&grid, 2, 3, 1, 1), panel);
}

enum { STRIP_KEYS_MAX = 14, STRIP_BACKSPACE = 2 }; /* ten digits, mark, sign, and a wide backspace */

int keyboard_strip_rows(const Sizes *sizes, int width_px) {
  return (width_px - (STRIP_KEYS_MAX - 1) * sizes->key_gap) / STRIP_KEYS_MAX >= size_mm(sizes, 11.0) ? 1 : 2;
}

void keyboard_layout_strip(Build *b, Rect panel, bool decimal) {
  bool sign = may_be_negative(b);
  int rows = keyboard_strip_rows(&b->sizes, panel.w), keys = 10 + decimal + sign + STRIP_BACKSPACE;
  int columns = (keys + rows - 1) / rows, at = 10;
  KeyGrid grid = {panel, columns, rows, b->sizes.key_gap};
  for (int i = 0; i < 10; i++) {
    add_digit(b, (i + 1) % 10, key_grid_place(&grid, i % columns, i / columns, 1, 1), panel);
  }
  if (decimal) {
    add_mark(b, key_grid_place(&grid, at % columns, at / columns, 1, 1), panel);
    at++;
  }
  if (sign) {
    add_sign(b, key_grid_place(&grid, at % columns, at / columns, 1, 1), panel);
    at++;
  }
  key_add_backspace(b, key_grid_place(&grid, at % columns, at / columns, rows * columns - at, 1), panel);
}
