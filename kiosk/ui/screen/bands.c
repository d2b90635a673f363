#include "bands.h"

#include "../keyboard.h"
#include "../page.h"
#include "screen.h"

bool bands_are_low(const Sizes *sizes) {
  return sizes->height < size_mm(sizes, 170.0);
}

static int button_width(Build *b, Str label, double least_mm) {
  int words = b->metrics->width(b->metrics->context, label, b->sizes.font_body, FONT_SEMIBOLD);
  int width = words + 2 * b->sizes.gap + b->sizes.font_body; /* with its arrow */
  int least = size_mm(&b->sizes, least_mm);
  return width > least ? width : least;
}

static int next_width(Build *b, const UiString *nexts, size_t count) {
  int width = 0;
  for (size_t i = 0; i < count; i++) {
    int one = button_width(b, build_string(b, nexts[i]), 34.0);
    width = one > width ? one : width;
  }
  return width;
}

static Rect cut_top(Rect *rest, int h) {
  Rect top = {rest->x, rest->y, rest->w, h};
  rest->y += h;
  rest->h -= h;
  return top;
}

static Rect cut_bottom(Rect *rest, int h) {
  rest->h -= h;
  return (Rect){rest->x, rest->y + rest->h, rest->w, h};
}

/* Keys may stand nearer the edge of the screen than words. */
Rect bands_keys(const Sizes *s, int y, int height) {
  int widest = size_mm(s, 260.0), across = s->width - 2 * size_mm(s, 2.0);
  int width = across < widest ? across : widest;
  return (Rect){(s->width - width) / 2, y, width, height};
}

/* On a low screen the space bar's row stands between Back and Next, where it has room there: the question needs the height. */
static void cut_letters(Build *b, Bands *bands, Rect *rest) {
  const Sizes *s = &b->sizes;
  bool low = bands_are_low(s) && (!s->portrait || bands->between.w >= size_mm(s, 80.0));
  int rows = KEYBOARD_LETTER_ROWS + (low ? 0 : 1);
  Rect keys = cut_bottom(rest, keyboard_rows_height(s, rows) + (low ? 0 : s->key_gap + s->gap));
  bands->keys = bands_keys(s, keys.y, keyboard_rows_height(s, KEYBOARD_LETTER_ROWS));
  if (low) {
    bands->bottom_keys = bands->between;
    bands->between = (Rect){0, 0, 0, 0};
  } else {
    bands->bottom_keys = bands_keys(s, bands->keys.y + bands->keys.h + s->key_gap, s->key_height);
  }
}

/* Beside the field on a wide screen, right below it on a tall one. */
static void cut_pad(Build *b, Bands *bands, Rect *rest) {
  const Sizes *s = &b->sizes;
  int height = keyboard_rows_height(s, KEYBOARD_PAD_ROWS);
  int width = size_mm(s, 3 * 24.0 * s->scale);
  Flow column = frame_column(b, *rest);
  if (s->portrait) {
    Rect keys = cut_bottom(rest, height + 2 * s->gap_wide);
    int widest = size_mm(s, 120.0) < column.w ? size_mm(s, 120.0) : column.w;
    bands->keys = (Rect){column.x, keys.y + s->gap_wide, widest, height};
    return;
  }
  int half = (column.w - s->gap_wide) / 2;
  width = width < half ? width : half;
  bands->keys = (Rect){column.x + column.w - width, rest->y + (int)((rest->h - height) * 0.3), width, height};
  rest->x = column.x;
  rest->w = half;
}

/* Among other questions: as low as can be, so that they keep their width and most of their height. */
static void cut_strip(Build *b, Bands *bands, Rect *rest) {
  const Sizes *s = &b->sizes;
  Rect columns = bands_keys(s, 0, 0);
  int height = keyboard_rows_height(s, keyboard_strip_rows(s, columns.w));
  Rect keys = cut_bottom(rest, height + s->gap);
  bands->keys = bands_keys(s, keys.y, height);
}

static void cut_keyboard(Build *b, Bands *bands, Rect *rest) {
  if (bands->keyboard == KEYBOARD_LETTERS) {
    cut_letters(b, bands, rest);
  } else if (bands->keyboard != KEYBOARD_NONE) {
    int beside = keyboard_rows_height(&b->sizes, KEYBOARD_PAD_ROWS) + (b->sizes.portrait ? rest->h / 2 : 0);
    bands->strip = bands->list || rest->h < beside;
    bands->strip ? cut_strip(b, bands, rest) : cut_pad(b, bands, rest);
  }
}

Bands bands_for(Build *b, Rect screen, const UiString *nexts, size_t count) {
  const Sizes *s = &b->sizes;
  KeyboardKind keyboard = b->resting ? KEYBOARD_NONE : page_keyboard(b->scene, b->state);
  Bands bands = {.keyboard = keyboard, .list = page_is_list(b->scene)};
  bool low = s->height < size_mm(s, 110.0);
  bands.tight = low || (bands_are_low(s) && bands.keyboard == KEYBOARD_LETTERS);
  Rect rest = {screen.x + s->margin, screen.y + s->margin / 2, screen.w - 2 * s->margin, screen.h - s->margin / 2 - s->margin};
  bands.header = (Rect){rest.x, rest.y, rest.w, s->target};
  int line = 2 * s->edge + 2 * s->focus_width - s->margin / 2; /* below the thin progress, with room for a ring */
  cut_top(&rest, bands.tight ? (line > 0 ? line : 0) : s->target + s->gap);
  Rect footer = cut_bottom(&rest, s->target);
  Flow column = frame_column(b, footer);
  int next_w = next_width(b, nexts, count);
  int back_w = button_width(b, build_string(b, UI_STRING_BACK), 24.0), keys_w = size_mm(s, 95.0) + s->gap;
  bool wide = !s->portrait || s->target + s->gap + keys_w + next_w <= column.w;
  bool keys = bands.keyboard == KEYBOARD_LETTERS && bands_are_low(s) && wide;
  int menu_w = low && bands.keyboard != KEYBOARD_LETTERS ? s->target + s->gap : 0;
  bands.back_brief = back_w + s->gap + menu_w + (keys ? keys_w : 0) + next_w > column.w;
  back_w = bands.back_brief ? s->target : back_w;
  int most = column.w - back_w - s->gap - menu_w - (keys ? size_mm(s, 75.0) + s->gap : 0);
  next_w = next_w < most ? next_w : most;
  bands.next = (Rect){column.x + column.w - next_w, footer.y, next_w, footer.h};
  bands.back = (Rect){column.x, footer.y, back_w, footer.h};
  cut_bottom(&rest, low && bands.keyboard == KEYBOARD_LETTERS ? s->key_gap : s->gap); /* else no field could be seen */
  int between_x = bands.back.x + bands.back.w + s->gap;
  bands.between = (Rect){between_x, footer.y, bands.next.x - s->gap - between_x, footer.h};
  if (menu_w > 0) {
    bands.menu = (Rect){between_x, footer.y, s->target, footer.h};
    bands.between.x += s->target + s->gap;
    bands.between.w -= s->target + s->gap;
  }
  cut_keyboard(b, &bands, &rest);
  bands.content = rest;
  return bands;
}

void bands_scroll(Build *b, const Bands *bands, size_t first, int height, Rect area, double share) {
  if (area.h < 5 * b->sizes.target / 2 &&
      bands->keyboard == KEYBOARD_LETTERS) { /* the field must be seen; a finger scrolls the rest */
    frame_scroll_beside(b, first, height, area, share, (Rect){0, 0, 0, 0});
  } else if (2 * bands->between.w >= 5 * b->sizes.target) {
    frame_scroll_beside(b, first, height, area, share, bands->between);
  } else {
    frame_scroll(b, first, height, area, share);
  }
}
