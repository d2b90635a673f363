#include "../screen/screen.h"
#include "choices.h"
#include "picker.h"
#include "picker_search.h"

#include <limits.h>
#include <string.h>

/* --- the choices that are meant --- */

/* What is searched for itself comes first, then what begins with it, then what has words that do, then the rest; each as the form has it. */
static Offers meant(Build *b, const Offers *all) {
  Search *search = search_new(b->arena, (Str){b->state->query, b->state->query_len});
  if (search_is_empty(search)) {
    return *all;
  }
  Offers found = *all;
  uint8_t *hits = ARENA_ARRAY(b->arena, uint8_t, all->count + 1);
  size_t at[SEARCH_MISS + 1] = {0}, counts[SEARCH_MISS + 1] = {0};
  for (size_t i = 0; i < all->count; i++) {
    hits[i] = (uint8_t)search_hit(search, all->items[i].label);
    counts[hits[i]]++;
  }
  for (int hit = SEARCH_WHOLE + 1; hit <= SEARCH_MISS; hit++) {
    at[hit] = at[hit - 1] + counts[hit - 1];
  }
  found.count = at[SEARCH_MISS];
  found.items = ARENA_ARRAY(b->arena, Offer, found.count + 1);
  for (size_t i = 0; i < all->count; i++) {
    if (hits[i] != SEARCH_MISS) {
      found.items[at[hits[i]]++] = all->items[i];
    }
  }
  return found;
}

/* --- the head: what is asked, the search, the way back --- */

static Rect close_rect(Build *b, Rect row, Str words) {
  int width =
      b->metrics->width(b->metrics->context, words, b->sizes.font_body, FONT_SEMIBOLD) + b->sizes.font_body + 2 * b->sizes.gap;
  int least = size_mm(&b->sizes, 30.0);
  width = width > least ? width : least;
  return (Rect){row.x + row.w - width, row.y, width, row.h};
}

/* Returns its width. */
static int add_close(Build *b, const Offers *offers, Rect row) {
  Str words = build_string(b, offers->several ? UI_STRING_DONE : UI_STRING_BACK);
  Rect rect = close_rect(b, row, words);
  Node *node =
      build_button(b, offers->several ? INK_PRIMARY : INK_BUTTON, STR("sheet.close"), words, rect, (Act){.kind = ACT_SHEET});
  build_centre_icon(b, node, offers->several ? ICON_CHECK : ICON_BACK);
  return rect.w;
}

/* The end of what is typed, as much as there is room for. */
static Str shown_query(Build *b, int width_px) {
  const Interaction *state = b->state;
  Str all =
      arena_printf(b->arena, STR_FMT STR_FMT, (int)state->query_len, state->query, (int)state->composing_len, state->composing);
  while (all.len > 0 && b->metrics->width(b->metrics->context, all, b->sizes.font_body, FONT_REGULAR) > width_px) {
    size_t gone = text_grapheme_after(all, 0);
    all = (Str){all.ptr + gone, all.len - gone};
  }
  return all;
}

/* The caret stands behind what is typed, in the direction of that. */
static Rect caret_rect(const Build *b, const NodeInk *ink, Str query) {
  const TextMetrics *m = b->metrics;
  const TextBlock *block = &ink->text;
  int width = query.len > 0 ? block->width_px : 0, x = 0;
  if (query.len > 0) {
    x = m->caret(m->context, query, query.len, block->size_px, block->weight, text_is_rtl(query));
    x = b->rtl ? width - x : x;
  }
  Rect words = ink->text_rect;
  return (Rect){words.x + x, words.y + (words.h - block->line_px) / 2, b->sizes.edge, block->line_px};
}

static void add_search(Build *b, Rect rect) {
  const Sizes *s = &b->sizes;
  Rect words = {rect.x + s->gap, rect.y, rect.w - 2 * s->gap - s->edge, rect.h};
  Str query = shown_query(b, words.w), label = build_string(b, UI_STRING_SEARCH);
  Node *node = build_node(b, ROLE_TEXTBOX, STR("search"), label, rect, INK_FIELD);
  node->value = query;
  build_words(b, node, query.len > 0 ? query : label, words, s->font_body, FONT_REGULAR, query.len > 0 ? THEME_TEXT : THEME_MUTED,
              ALIGN_START);
  build_act(b, node, (Act){.kind = ACT_FIELD});
  NodeInk *ink = build_ink(b, node);
  ink->caret = b->resting ? (Rect){0, 0, 0, 0} : caret_rect(b, ink, query);
  if (query.len == 0) { /* the caret stands before the placeholder, not in it */
    ink->text_rect.x += s->edge + s->hairline;
  }
}

/* How many may be chosen, where that is limited; else what is asked. */
static Str title_words(Build *b, const Asked *asked) {
  Str limit = offers_limit(b, asked, offers_are_full(b->scene, asked));
  Str label = build_text(b, asked->question->label, asked->cell);
  return limit.len > 0 ? limit : label.len > 0 ? label : asked->question->name;
}

static void add_title(Build *b, const Asked *asked, Rect rect, int size_px) {
  Str words = title_words(b, asked);
  Node *node = build_node(b, ROLE_TITLE, STR("title"), words, rect, INK_TEXT);
  build_words(b, node, words, rect, size_px, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
}

/* The title stands in a row of its own above the search where there is height for it, or must be; without a search, before the button
 * that closes. Returns what is left of the area. */
static Rect add_head(Build *b, const Asked *asked, const Offers *offers, Rect area, bool searched) {
  const Sizes *s = &b->sizes;
  Str title = title_words(b, asked);
  int title_h = build_measure(b, title, area.w, s->font_small, FONT_SEMIBOLD).height_px + s->gap;
  bool must = asked->question->select_max > 0, roomy = area.h - s->target - title_h >= 4 * s->answer;
  Rect row = {area.x, area.y, area.w, s->target};
  if (searched && (must || roomy)) {
    add_title(b, asked, (Rect){area.x, area.y, area.w, title_h - s->gap}, s->font_small);
    row.y += title_h;
  }
  Rect beside = row;
  beside.w -= close_rect(b, row, build_string(b, offers->several ? UI_STRING_DONE : UI_STRING_BACK)).w + s->gap;
  if (searched) {
    add_search(b, beside);
  } else {
    int high = build_measure(b, title, beside.w, s->font_body, FONT_SEMIBOLD).height_px;
    beside.h = high > beside.h ? high : beside.h;
    add_title(b, asked, beside, s->font_body);
  }
  add_close(b, offers, row);
  int end = beside.y + beside.h + s->gap;
  return (Rect){area.x, end, area.w, area.y + area.h - end};
}

/* --- the list --- */

enum { COLUMNS_MAX = 3, WHOLE_ROWS_MAX = 100 };

/* A window on the list, and beside it, where it may be longer than the window, the buttons that scroll. */
typedef struct Window {
  Rect rect, rail; /* rail empty: the whole list can be seen, or too little of it for buttons */
  int columns;
} Window;

static bool rows_fit(const Build *b, size_t count, int columns, int height_px) {
  int64_t rows = ((int64_t)count + columns - 1) / columns;
  return rows * (b->sizes.answer + b->sizes.gap) - b->sizes.gap <= height_px;
}

static int columns_in(const Build *b, int width_px) {
  int least = b->sizes.font_body * 10, columns = (width_px + b->sizes.gap) / (least + b->sizes.gap); /* 70 mm of normal letters */
  return columns < 1 ? 1 : columns > COLUMNS_MAX ? COLUMNS_MAX : columns;
}

/* Too low for both ways under one another: they stand side by side. */
static bool rail_is_low(const Build *b, int height) {
  return height < 2 * b->sizes.target + b->sizes.gap;
}

/* The same for all the choices and for those found among them: nothing changes its width while somebody types. */
static Window window_for(const Build *b, size_t count, Rect area) {
  Window window = {.rect = area, .columns = 1};
  if (rows_fit(b, count, 1, area.h)) {
    return window;
  }
  window.columns = columns_in(b, area.w);
  if (rows_fit(b, count, window.columns, area.h)) {
    return window;
  }
  if (area.h < b->sizes.target) { /* too low for a button between a search and its keys: a finger moves it */
    return window;
  }
  int rail_w = rail_is_low(b, area.h) ? 2 * b->sizes.target + b->sizes.gap : b->sizes.target;
  window.rect.w -= rail_w + b->sizes.gap;
  window.rail = (Rect){area.x + area.w - rail_w, area.y, rail_w, area.h};
  window.columns = columns_in(b, window.rect.w);
  return window;
}

static int row_y(const Build *b, const Rows *rows, int row) {
  int y = 0;
  for (int i = 0; i < row; i++) {
    y += rows->heights[i] + b->sizes.gap;
  }
  return y;
}

/* Where the list begins when it is opened: with the first that is chosen in the middle of the window. */
static int chosen_scroll(const Build *b, const Offers *offers, const Rows *rows, int window_h) {
  for (size_t i = 0; i < offers->count; i++) {
    if (offers->items[i].selected) {
      int row = (int)i / rows->columns;
      return row_y(b, rows, row) - (window_h - rows->heights[row]) / 2;
    }
  }
  return 0;
}

static int settle_scroll(Build *b, const Offers *offers, const Rows *rows, Rect window) {
  int window_h = window.h;
  int most = rows->total > window_h ? rows->total - window_h : 0;
  int scroll = b->state->scroll_px == PICKER_AT_CHOSEN ? chosen_scroll(b, offers, rows, window_h) : b->state->scroll_px;
  b->placed->window = window;
  b->placed->scroll_max_px = most;
  int pitch = b->sizes.answer + b->sizes.gap, whole = (window_h + b->sizes.gap) / pitch;
  b->placed->page_px = (whole > 1 ? whole : 1) * pitch;
  b->placed->scroll_px = scroll < 0 ? 0 : scroll > most ? most : scroll;
  b->placed->reveal_cell = -1;
  return b->placed->scroll_px;
}

static void add_scroll_button(Build *b, Str id, UiString says, Rect rect, int sign) {
  Node *node = build_node(b, ROLE_BUTTON, id, build_string(b, says), rect, INK_BUTTON);
  build_icon(b, node, sign > 0 ? ICON_DOWN : ICON_UP, b->sizes.font_body * 3 / 4);
  build_act(b, node, (Act){.kind = ACT_SCROLL, .ix = sign});
}

/* Is a row cut there? */
static bool is_cut(const Build *b, const Rows *rows, int at) {
  int y = 0, row = 0;
  while (row < rows->count && y + rows->heights[row] <= at) {
    y += rows->heights[row++] + b->sizes.gap;
  }
  return row < rows->count && y < at;
}

/* How far below the window a focus ring may be seen: not so far that a row begins there. */
static int ring_below(const Build *b, const Rows *rows, int at) {
  int y = 0, ring = 2 * b->sizes.focus_width;
  for (int row = 0; row < rows->count && y < at; row++) {
    y += rows->heights[row] + b->sizes.gap;
  }
  return y >= at && y - at < ring ? y - at : ring;
}

static void add_fades(Build *b, const Rows *rows, Rect seen, int scroll) {
  int ring = 2 * b->sizes.focus_width, fade = b->sizes.gap_wide;
  if (is_cut(b, rows, scroll)) {
    frame_fade(b, (Rect){seen.x - ring, seen.y - ring, seen.w + 2 * ring, fade}, -1);
  }
  if (is_cut(b, rows, scroll + seen.h)) {
    frame_fade(b, (Rect){seen.x - ring, seen.y + seen.h + ring - fade, seen.w + 2 * ring, fade}, 1);
  }
}

/* Each way there is, at its end of the window. */
static void add_rail(Build *b, Rect rail, int scroll) {
  int half = (rail.h - b->sizes.gap) / 2, most = 2 * b->sizes.target, height = half < most ? half : most;
  Rect up = {rail.x, rail.y, rail.w, height}, down = {rail.x, rail.y + rail.h - height, rail.w, height};
  if (rail_is_low(b, rail.h)) {
    up = down = (Rect){rail.x, rail.y, b->sizes.target, rail.h};
    down.x += rail.w - down.w;
  }
  if (scroll > 0) {
    add_scroll_button(b, STR("more-above"), UI_STRING_MORE_ABOVE, up, -1);
  }
  if (scroll < b->state->scroll_max_px) {
    add_scroll_button(b, STR("more"), UI_STRING_MORE_BELOW, down, 1);
  }
}

/* Of a very long list the rows that are more than a page out of sight are not there: keys and scrolling come to them by way of those that are. */
static void add_list(Build *b, const Offers *offers, const Window *window) {
  int ring = 2 * b->sizes.focus_width, page = window->rect.h;
  Rows rows = choices_rows(b, offers, window->columns, window->rect.w);
  int scroll = settle_scroll(b, offers, &rows, window->rect);
  Flow flow = {window->rect.x, 0, window->rect.w};
  size_t first = b->count;
  bool whole = rows.count <= WHOLE_ROWS_MAX;
  choices_add_rows(b, offers, &flow, &rows, whole ? INT_MIN : scroll - page, whole ? INT_MAX : scroll + 2 * page);
  Rect clip = {0, window->rect.y - ring, b->sizes.width, page + ring + ring_below(b, &rows, scroll + page)};
  build_shift(b, first, window->rect.y - scroll, clip);
  add_fades(b, &rows, window->rect, scroll);
  if (!rect_is_empty(window->rail)) {
    add_rail(b, window->rail, scroll);
  }
}

static void add_none(Build *b, Rect area) {
  Flow flow = {area.x, area.y + b->sizes.gap, area.w};
  flow_text(b, &flow, ROLE_TEXT, STR("none"), build_string(b, UI_STRING_SEARCH_NONE), b->sizes.font_body, FONT_REGULAR, THEME_MUTED,
            ALIGN_START);
}

void picker_sheet(Build *b, const Asked *asked, Rect area) {
  Offers all = offers_of(b, asked), offers = meant(b, &all);
  Flow column = frame_column(b, area);
  bool searched = picker_keyboard(b->scene, asked) != KEYBOARD_NONE;
  Rect rest = add_head(b, asked, &all, (Rect){column.x, area.y, column.w, area.h}, searched);
  Window window = window_for(b, all.count, rest);
  add_list(b, &offers, &window);
  if (offers.count == 0) {
    add_none(b, rest);
  }
}
