#include "keyboard.h"

typedef struct KeyRows {
  const char *plain[KEYBOARD_LETTER_ROWS];
  const char *shifted[KEYBOARD_LETTER_ROWS];
  int units; /* keys in the longest row */
} KeyRows;

static const KeyRows norwegian = {{"qwertyuiopå", "asdfghjkløæ", "zxcvbnm"}, {"QWERTYUIOPÅ", "ASDFGHJKLØÆ", "ZXCVBNM"}, 11};
static const KeyRows english = {{"qwertyuiop", "asdfghjkl", "zxcvbnm"}, {"QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"}, 10};
static const KeyRows signs = {{"1234567890", "@#/&()-:;\"", ".,?!'+%"}, {"1234567890", "@#/&()-:;\"", ".,?!'+%"}, 10};

static const KeyRows *rows_for(const Build *b) {
  if (b->state->digits) {
    return &signs;
  }
  return str_is(b->language, "nb") || str_is(b->language, "nn") ? &norwegian : &english;
}

int keyboard_rows_height(const Sizes *sizes, int rows) {
  return rows * sizes->key_height + (rows - 1) * sizes->key_gap;
}

static Node *add_key(Build *b, Str id, Str label, Rect rect, Rect panel, Act act, Icon icon) {
  Node *node = build_node(b, ROLE_KEY, id, label, rect, INK_KEY);
  NodeInk *ink = build_ink(b, node);
  ink->panel = panel;
  ink->icon = icon;
  if (icon == ICON_NONE) {
    build_words(b, node, label, rect, b->sizes.font_body, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
  } else {
    int side = b->sizes.key_height / 2;
    ink->icon_rect = (Rect){rect.x + (rect.w - side) / 2, rect.y + (rect.h - side) / 2, side, side};
  }
  build_act(b, node, act);
  return node;
}

static void add_character(Build *b, uint32_t cp, Rect rect, Rect panel) {
  char utf8[4];
  size_t bytes = utf8_encode(cp, utf8);
  Str label = arena_str(b->arena, (Str){utf8, bytes});
  add_key(b, arena_printf(b->arena, "key." STR_FMT, STR_ARG(label)), label, rect, panel, (Act){.kind = ACT_TYPE, .cp = cp},
          ICON_NONE);
}

static void add_characters(Build *b, const char *characters, int x, int y, int key_w, Rect panel) {
  Str row = str_from(characters);
  size_t at = 0;
  for (uint32_t cp = 0; str_next_cp(row, &at, &cp);) {
    add_character(b, cp, (Rect){x, y, key_w, b->sizes.key_height}, panel);
    x += key_w + b->sizes.key_gap;
  }
}

/* Shift, the third row's letters and backspace, together as wide as the first row. */
static void add_third_row(Build *b, const char *characters, int x, int y, int key_w, int row_w, Rect panel) {
  const Sizes *s = &b->sizes;
  int letters = (int)str_count_cp(str_from(characters));
  int letters_w = letters * (key_w + s->key_gap);
  int side_w = (row_w - letters_w - s->key_gap) / 2;
  Rect left = {x, y, side_w, s->key_height};
  if (!b->state->digits) {
    Node *shift =
        add_key(b, STR("key.shift"), build_string(b, UI_STRING_KEY_SHIFT), left, panel, (Act){.kind = ACT_SHIFT}, ICON_SHIFT);
    shift->state |= b->state->shift ? STATE_SELECTED : 0u;
  }
  add_characters(b, characters, x + side_w + s->key_gap, y, key_w, panel);
  Rect right = {x + row_w - side_w, y, side_w, s->key_height};
  add_key(b, STR("key.backspace"), build_string(b, UI_STRING_KEY_BACKSPACE), right, panel, (Act){.kind = ACT_BACKSPACE},
          ICON_BACKSPACE);
}

static void add_bottom_row(Build *b, Rect row, bool multiline) {
  const Sizes *s = &b->sizes;
  int gap = s->key_gap;
  int layer = size_mm(s, 17.0 * s->scale);
  int small = row.w > size_mm(s, 100.0) ? size_mm(s, 15.0) : size_mm(s, 11.0);
  Rect at = {row.x, row.y, layer, row.h};
  bool digits = b->state->digits;
  Node *key = add_key(b, STR("key.layer"), build_string(b, digits ? UI_STRING_KEY_LETTERS : UI_STRING_KEY_NUMBERS), at, row,
                      (Act){.kind = ACT_LAYER}, ICON_NONE);
  build_words(b, key, digits ? STR("abc") : STR("123"), at, s->font_small, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
  int end = row.x + row.w;
  if (multiline) {
    end -= layer;
    add_key(b, STR("key.enter"), build_string(b, UI_STRING_KEY_ENTER), (Rect){end, row.y, layer, row.h}, row,
            (Act){.kind = ACT_TYPE, .cp = '\n'}, ICON_ENTER);
    end -= gap;
  }
  bool room = end - row.x - layer > 4 * small;
  if (room) {
    end -= small;
    add_character(b, '.', (Rect){end, row.y, small, row.h}, row);
    end -= gap + small;
    add_character(b, ',', (Rect){end, row.y, small, row.h}, row);
    end -= gap;
  }
  int x = row.x + layer + gap;
  Rect space = {x, row.y, end - x, row.h};
  Node *bar =
      add_key(b, STR("key.space"), build_string(b, UI_STRING_KEY_SPACE), space, row, (Act){.kind = ACT_TYPE, .cp = ' '}, ICON_NONE);
  build_words(b, bar, bar->label, space, s->font_small, FONT_REGULAR, THEME_MUTED, ALIGN_CENTRE);
}

void keyboard_layout_letters(Build *b, Rect rows, Rect bottom, bool multiline) {
  const Sizes *s = &b->sizes;
  const KeyRows *keys = rows_for(b);
  const char *const *characters = b->state->shift ? keys->shifted : keys->plain;
  int key_w = (rows.w - (keys->units - 1) * s->key_gap) / keys->units;
  int row_w = keys->units * key_w + (keys->units - 1) * s->key_gap;
  int x = rows.x + (rows.w - row_w) / 2;
  int y = rows.y;
  for (int row = 0; row < KEYBOARD_LETTER_ROWS - 1; row++) {
    int count = (int)str_count_cp(str_from(characters[row]));
    int indent = (keys->units - count) * (key_w + s->key_gap) / 2;
    add_characters(b, characters[row], x + indent, y, key_w, rows);
    y += s->key_height + s->key_gap;
  }
  add_third_row(b, characters[KEYBOARD_LETTER_ROWS - 1], x, y, key_w, row_w, rows);
  add_bottom_row(b, bottom, multiline);
}

/* --- numbers --- */

static void add_backspace(Build *b, Rect rect, Rect panel) {
  add_key(b, STR("key.backspace"), build_string(b, UI_STRING_KEY_BACKSPACE), rect, panel, (Act){.kind = ACT_BACKSPACE},
          ICON_BACKSPACE);
}

static void add_sign(Build *b, Rect rect, Rect panel) {
  Node *key = add_key(b, STR("key.minus"), build_string(b, UI_STRING_KEY_MINUS), rect, panel, (Act){.kind = ACT_SIGN}, ICON_NONE);
  build_words(b, key, STR("±"), rect, b->sizes.font_body, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
}

static void add_mark(Build *b, Rect rect, Rect panel) {
  Act act = {.kind = ACT_TYPE, .cp = '.'};
  Node *key = add_key(b, STR("key.decimal"), build_string(b, UI_STRING_KEY_DECIMAL), rect, panel, act, ICON_NONE);
  build_words(b, key, build_string(b, UI_STRING_DECIMAL_MARK), rect, b->sizes.font_title, FONT_SEMIBOLD, THEME_TEXT, ALIGN_CENTRE);
}

/* A place in a grid of keys, over so many columns and rows. */
typedef struct Grid {
  Rect panel;
  int columns, rows, gap;
} Grid;

static Rect grid_place(const Grid *g, int column, int row, int wide, int high) {
  int w = (g->panel.w - (g->columns - 1) * g->gap) / g->columns, h = (g->panel.h - (g->rows - 1) * g->gap) / g->rows;
  return (Rect){g->panel.x + column * (w + g->gap), g->panel.y + row * (h + g->gap), wide * w + (wide - 1) * g->gap,
                high * h + (high - 1) * g->gap};
}

void keyboard_layout_pad(Build *b, Rect panel, bool decimal) {
  Grid grid = {panel, decimal ? 4 : 3, KEYBOARD_PAD_ROWS, b->sizes.key_gap};
  for (int i = 0; i < 9; i++) {
    add_character(b, (uint32_t)('1' + i), grid_place(&grid, i % 3, i / 3, 1, 1), panel);
  }
  if (decimal) { /* the signs have a column of their own */
    add_character(b, '0', grid_place(&grid, 0, 3, 3, 1), panel);
    add_backspace(b, grid_place(&grid, 3, 0, 1, 2), panel);
    add_sign(b, grid_place(&grid, 3, 2, 1, 1), panel);
    add_mark(b, grid_place(&grid, 3, 3, 1, 1), panel);
  } else {
    add_sign(b, grid_place(&grid, 0, 3, 1, 1), panel);
    add_character(b, '0', grid_place(&grid, 1, 3, 1, 1), panel);
    add_backspace(b, grid_place(&grid, 2, 3, 1, 1), panel);
  }
}

enum { STRIP_KEYS = 14 }; /* ten digits, mark, sign, and a backspace of two */

int keyboard_strip_rows(const Sizes *sizes, int width_px) {
  return (width_px - (STRIP_KEYS - 1) * sizes->key_gap) / STRIP_KEYS >= size_mm(sizes, 11.0) ? 1 : 2;
}

void keyboard_layout_strip(Build *b, Rect panel, bool decimal) {
  int rows = keyboard_strip_rows(&b->sizes, panel.w);
  int columns = STRIP_KEYS / rows;
  Grid grid = {panel, columns, rows, b->sizes.key_gap};
  int at = 0;
  for (int i = 0; i < 10; i++, at++) {
    add_character(b, (uint32_t)(i < 9 ? '1' + i : '0'), grid_place(&grid, at % columns, at / columns, 1, 1), panel);
  }
  if (decimal) {
    add_mark(b, grid_place(&grid, at % columns, at / columns, 1, 1), panel);
    at++;
  }
  add_sign(b, grid_place(&grid, at % columns, at / columns, 1, 1), panel);
  at++;
  add_backspace(b, grid_place(&grid, at % columns, at / columns, STRIP_KEYS - at, 1), panel);
}
