#include "keys.h"

#include <unicase.h>

static const double least_key_mm = 10.0;

static int letter_count(const char *row) {
  return (int)str_count_cp(str_from(row));
}

static int longest(const char *const *rows) {
  int most = 1;
  for (size_t i = 0; i < KEYBOARD_LETTER_ROWS; i++) {
    int count = letter_count(rows[i]);
    most = count > most ? count : most;
  }
  return most;
}

/* What the keyboard is made of on this screen. */
typedef struct Letters {
  const char *const *rows;
  const char *beside_space;
  bool upper, shift;
  int units;          /* keys in the longest row */
  int key_w, size_px; /* of the letters on them */
} Letters;

static int key_width(const Sizes *s, int width_px, int units) {
  return (width_px - (units - 1) * s->key_gap) / units;
}

/* The size of words, or, where a letter would not stand within its key, what it can be. */
static int letter_size(const Build *b, const Letters *letters) {
  int size = b->sizes.font_body, room = px_larger(letters->key_w - 2 * b->sizes.key_gap, 1), widest = 1;
  for (size_t i = 0; i < KEYBOARD_LETTER_ROWS; i++) {
    Str row = str_from(letters->rows[i]);
    uint32_t cp = 0;
    for (size_t at = 0; str_next_cp(row, &at, &cp);) {
      char utf8[4];
      Str letter = {utf8, utf8_encode(letters->upper ? uc_toupper(cp) : cp, utf8)};
      int width = b->metrics->width(b->metrics->context, letter, size, FONT_REGULAR);
      widest = width > widest ? width : widest;
    }
  }
  return widest > room ? size * room / widest : size;
}

static Letters letters_for(const Build *b, int width_px) {
  const Sizes *s = &b->sizes;
  const KeyboardLayout *layout = keyboard_layout_of(b);
  bool digits = b->state->digits;
  Letters letters = {.rows = digits ? layout->signs : layout->rows,
                     .beside_space = digits ? "" : layout->beside_space,
                     .upper = keyboard_is_upper(b),
                     .shift = layout->cased && !digits};
  letters.units = longest(letters.rows);
  letters.key_w = key_width(s, width_px, letters.units);
  if (!digits && layout->slim[0] != NULL && letters.key_w < size_mm(s, least_key_mm)) {
    letters.rows = layout->slim;
    letters.beside_space = layout->beside_slim;
    letters.units = longest(letters.rows);
    letters.key_w = key_width(s, width_px, letters.units);
  }
  letters.size_px = letter_size(b, &letters);
  return letters;
}

static int add_characters(Build *b, const Letters *letters, const char *row, int x, int y, Rect panel) {
  Str characters = str_from(row);
  size_t at = 0;
  for (uint32_t cp = 0; str_next_cp(characters, &at, &cp);) {
    Node *key = key_add_character(b, cp, letters->upper, (Rect){x, y, letters->key_w, b->sizes.key_height}, panel);
    build_words(b, key, key->label, key->rect, letters->size_px, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
    build_ink(b, key)->previews = true;
    x += letters->key_w + b->sizes.key_gap;
  }
  return x;
}

static void add_shift(Build *b, const Letters *letters, Rect rect, Rect panel) {
  bool locked = b->state->shift == SHIFT_LOCK;
  Act act = {.kind = ACT_SHIFT, .ix = letters->upper};
  Node *shift =
      key_add(b, STR("key.shift"), build_string(b, UI_STRING_KEY_SHIFT), rect, panel, act, locked ? ICON_CAPITALS : ICON_SHIFT);
  shift->state |= letters->upper ? STATE_SELECTED : 0u;
}

/* Shift, the third row's letters and backspace, together as wide as the first row; without shift, backspace has its place too. */
static void add_third_row(Build *b, const Letters *letters, int x, int y, int row_w, Rect panel) {
  const Sizes *s = &b->sizes;
  const char *row = letters->rows[KEYBOARD_LETTER_ROWS - 1];
  int end = x + row_w;
  if (letters->shift) {
    int side_w = (row_w - letter_count(row) * (letters->key_w + s->key_gap) - s->key_gap) / 2;
    add_shift(b, letters, (Rect){x, y, side_w, s->key_height}, panel);
    add_characters(b, letters, row, x + side_w + s->key_gap, y, panel);
    key_add_backspace(b, (Rect){end - side_w, y, side_w, s->key_height}, panel);
  } else {
    x = add_characters(b, letters, row, x, y, panel);
    key_add_backspace(b, (Rect){x, y, end - x, s->key_height}, panel);
  }
}

/* --- the row of the space bar --- */

static Node *add_control(Build *b, Str id, UiString label, Str shown, Rect rect, Rect panel, Act act) {
  Node *key = key_add(b, id, build_string(b, label), rect, panel, act, ICON_NONE);
  int size = b->sizes.font_small, room = rect.w - 2 * b->sizes.key_gap;
  int width = b->metrics->width(b->metrics->context, shown, size, FONT_SEMIBOLD);
  build_words(b, key, shown, rect, width > room ? size * room / width : size, FONT_SEMIBOLD, THEME_TEXT, ALIGN_CENTRE);
  return key;
}

/* Takes a place of a width, and the gap beside it, off the row's start or end. */
static Rect cut_start(Rect *row, int width, int gap) {
  Rect place = {row->x, row->y, width, row->h};
  row->x += width + gap;
  row->w -= width + gap;
  return place;
}

static Rect cut_end(Rect *row, int width, int gap) {
  Rect place = {row->x + row->w - width, row->y, width, row->h};
  row->w -= width + gap;
  return place;
}

static int control_width(const Build *b, Rect row) {
  double least = row.w > size_mm(&b->sizes, 100.0) ? 17.0 : 13.0;
  return size_mm(&b->sizes, least * b->sizes.scale);
}

static void add_switches(Build *b, Rect *row, Rect panel) {
  const KeyboardLayout *layout = keyboard_layout_of(b), *other = keyboard_layout_other(b);
  int width = control_width(b, panel), gap = b->sizes.key_gap;
  bool digits = b->state->digits;
  add_control(b, STR("key.layer"), digits ? UI_STRING_KEY_LETTERS : UI_STRING_KEY_NUMBERS,
              digits ? str_from(layout->name) : STR("123"), cut_start(row, width, gap), panel, (Act){.kind = ACT_LAYER});
  if (other != NULL) {
    add_control(b, STR("key.latin"), other->latin ? UI_STRING_KEY_LATIN : UI_STRING_KEY_OWN, str_from(other->name),
                cut_start(row, width, gap), panel, (Act){.kind = ACT_LATIN});
  }
}

static int small_width(const Sizes *s, Rect panel) {
  return panel.w > size_mm(s, 100.0) ? size_mm(s, 15.0) : size_mm(s, 11.0);
}

static void add_enter(Build *b, Rect *row, Rect panel) {
  key_add(b, STR("key.enter"), build_string(b, UI_STRING_KEY_ENTER), cut_end(row, control_width(b, panel), b->sizes.key_gap), panel,
          (Act){.kind = ACT_TYPE, .cp = '\n'}, ICON_ENTER);
}

/* Last in its row, as on a telephone. The signs beside the space bar are not given up for it where all can be seen above the keys. */
static void add_close(Build *b, const Letters *letters, Rect *row, Rect panel, LettersUse use) {
  int gap = b->sizes.key_gap, width = control_width(b, panel), small = small_width(&b->sizes, panel);
  int signs = letter_count(letters->beside_space) * (small + gap) + use.multiline * (width + gap);
  if (use.must_shut || width + gap + signs + 2 * small <= row->w) {
    key_add(b, STR("key.close"), build_string(b, UI_STRING_KEY_CLOSE), cut_end(row, width, gap), panel,
            (Act){.kind = ACT_KEYS_AWAY}, ICON_KEYS_AWAY);
  }
}

/* From the end on as many as leave the space bar room. */
static void add_beside_space(Build *b, const char *characters, Rect *row, Rect panel) {
  const Sizes *s = &b->sizes;
  Str all = str_from(characters);
  int small = small_width(s, panel);
  for (size_t end = all.len; end > 0 && row->w - small > 2 * small;) {
    size_t at = end - text_grapheme_before(all, end), next = at;
    uint32_t cp = 0;
    str_next_cp(all, &next, &cp);
    key_add_character(b, cp, keyboard_is_upper(b), cut_end(row, small, s->key_gap), panel);
    end = at;
  }
}

static void add_bottom_row(Build *b, const Letters *letters, Rect panel, LettersUse use) {
  const Sizes *s = &b->sizes;
  Rect row = panel;
  add_switches(b, &row, panel);
  add_close(b, letters, &row, panel, use);
  if (use.multiline) {
    add_enter(b, &row, panel);
  }
  add_beside_space(b, letters->beside_space, &row, panel);
  Node *bar =
      key_add(b, STR("key.space"), build_string(b, UI_STRING_KEY_SPACE), row, panel, (Act){.kind = ACT_TYPE, .cp = ' '}, ICON_NONE);
  int words = b->metrics->width(b->metrics->context, bar->label, s->font_small, FONT_REGULAR);
  Str shown = words + 2 * s->key_gap <= row.w ? bar->label : STR(""); /* a bar without words is known by its place */
  build_words(b, bar, shown, row, s->font_small, FONT_REGULAR, THEME_MUTED, ALIGN_CENTRE);
}

void keyboard_layout_letters(Build *b, Rect rows, Rect bottom, LettersUse use) {
  const Sizes *s = &b->sizes;
  Letters letters = letters_for(b, rows.w);
  int row_w = letters.units * letters.key_w + (letters.units - 1) * s->key_gap;
  int x = rows.x + (rows.w - row_w) / 2, y = rows.y;
  size_t first = b->count;
  for (int row = 0; row < KEYBOARD_LETTER_ROWS - 1; row++) {
    int indent = (letters.units - letter_count(letters.rows[row])) * (letters.key_w + s->key_gap) / 2;
    add_characters(b, &letters, letters.rows[row], x + indent, y, rows);
    y += s->key_height + s->key_gap;
  }
  add_third_row(b, &letters, x, y, row_w, rows);
  add_bottom_row(b, &letters, bottom, use);
  keyboard_layout_accents(b, first, rows);
}
