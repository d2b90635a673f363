#include "table.h"

#include "../screen/problem.h"
#include "offer.h"

enum { LABEL_LINES_MAX = 3 };

/* A row: its question, what is offered, and its words. */
typedef struct Row {
  Asked asked;
  Offers offers;
  Str label, hint;
} Row;

typedef struct Table {
  Row *rows;
  size_t count;
  int x, label_w; /* the questions' column */
  int column_w;
  int heads_h;
} Table;

size_t table_row_count(const Scene *scene, const int *cells, size_t count) {
  int table_ix = count > 0 ? asked_in(scene, cells[0]).question->table_ix : -1;
  size_t rows = 0;
  while (table_ix >= 0 && rows < count && asked_in(scene, cells[rows]).question->table_ix == table_ix) {
    rows++;
  }
  return rows;
}

/* What needs more than a line of a grid: a longer explanation, a picture, an answer that is only shown, a limit. */
static bool is_plain(const Build *b, const Asked *asked) {
  const Question *question = asked->question;
  return text_is_empty(b->scene->form, question->guidance_hint) && question->image.len == 0 && question->select_max == 0 &&
         !survey_is_read_only(b->scene->survey, asked->cell);
}

static bool same_columns(const Offers *a, const Offers *b) {
  bool same = a->count == b->count;
  for (size_t i = 0; same && i < a->count; i++) {
    same = a->items[i].choice_ix == b->items[i].choice_ix && str_equal(a->items[i].label, b->items[i].label);
  }
  return same;
}

static bool read_rows(Build *b, const int *cells, Table *table) {
  for (size_t i = 0; i < table->count; i++) {
    Asked asked = asked_in(b->scene, cells[i]);
    const Question *question = asked.question;
    if (!is_plain(b, &asked)) {
      return false;
    }
    Str label = build_text(b, question->label, asked.cell);
    table->rows[i] = (Row){.asked = asked,
                           .offers = offers_of(b, &asked),
                           .label = label.len > 0 ? label : question->name,
                           .hint = build_text(b, question->hint, asked.cell)};
    if (!same_columns(&table->rows[0].offers, &table->rows[i].offers)) {
      return false;
    }
  }
  return table->rows[0].offers.count > 0;
}

/* --- how wide --- */

static int widest_word(Build *b, Str label) {
  int width = 0;
  for (Str rest = label, word = str_next_word(&rest); word.len > 0; word = str_next_word(&rest)) {
    width = px_larger(width, b->metrics->width(b->metrics->context, word, b->sizes.font_body, FONT_REGULAR));
  }
  return width;
}

/* As wide as an answer must be, and as the widest word at its head. */
static int column_width(Build *b, const Offers *offers) {
  int width = b->sizes.answer;
  for (size_t i = 0; i < offers->count; i++) {
    width = px_larger(width, widest_word(b, offers->items[i].label) + 2 * b->sizes.gap_tight);
  }
  return width;
}

/* The questions get as much as their words take, at most two fifths of the whole, and the columns share the rest. */
static bool fit_width(Build *b, Table *table, int width) {
  int columns = (int)table->rows[0].offers.count, least = b->sizes.font_body * 8, wanted = least;
  int column_w = column_width(b, &table->rows[0].offers), left = width - columns * column_w;
  for (size_t i = 0; i < table->count; i++) {
    Str label = table->rows[i].label;
    wanted = px_larger(wanted, b->metrics->width(b->metrics->context, label, b->sizes.font_body, FONT_SEMIBOLD) + 2 * b->sizes.gap);
  }
  if (left < least) {
    return false;
  }
  wanted = wanted < width * 2 / 5 ? wanted : width * 2 / 5;
  table->label_w = px_larger(wanted < left ? wanted : left, least);
  table->column_w = (width - table->label_w) / columns;
  table->label_w = width - columns * table->column_w;
  for (size_t i = 0; i < table->count; i++) {
    TextBlock block = build_measure(b, table->rows[i].label, table->label_w - 2 * b->sizes.gap, b->sizes.font_body, FONT_SEMIBOLD);
    if (block.count > LABEL_LINES_MAX) {
      return false;
    }
  }
  return true;
}

/* --- the heads --- */

static int heads_height(Build *b, const Table *table) {
  int height = 0;
  const Offers *offers = &table->rows[0].offers;
  for (size_t i = 0; i < offers->count; i++) {
    int width = table->column_w - 2 * b->sizes.gap_tight;
    height = px_larger(height, build_measure(b, offers->items[i].label, width, b->sizes.font_body, FONT_REGULAR).height_px);
  }
  return height + 2 * b->sizes.gap_tight;
}

static Rect column_rect(const Table *table, size_t column, int y, int height) {
  return (Rect){table->x + table->label_w + (int)column * table->column_w, y, table->column_w, height};
}

/* For the eye: aloud, each cell says its own column. */
static void add_head(Build *b, Str id, Str words, Rect rect) {
  Node *node = build_node(b, ROLE_TEXT, id, words, rect, INK_TEXT);
  Rect inside = {rect.x + b->sizes.gap_tight, rect.y, rect.w - 2 * b->sizes.gap_tight, rect.h};
  build_words(b, node, words, inside, b->sizes.font_body, FONT_REGULAR, THEME_MUTED, ALIGN_CENTRE);
}

static void add_heads(Build *b, const Table *table, int y) {
  const Row *first = &table->rows[0];
  Str name = first->asked.question->name;
  for (size_t i = 0; i < first->offers.count; i++) {
    const Offer *offer = &first->offers.items[i];
    Str id = arena_printf(b->arena, STR_FMT ".head." STR_FMT, STR_ARG(name), STR_ARG(offer->choice->name));
    add_head(b, id, offer->label, column_rect(table, i, y, table->heads_h));
  }
}

/* --- the rows --- */

static void add_cell(Build *b, const Row *row, const Offer *offer, Rect rect) {
  Node *node = offer_node(b, &row->offers, offer, rect, INK_MARK);
  node->label =
      arena_printf(b->arena, "\u2068" STR_FMT "\u2069: \u2068" STR_FMT "\u2069", STR_ARG(row->label), STR_ARG(offer->label));
  int mark = b->sizes.answer * 2 / 5;
  NodeInk *ink = build_ink(b, node);
  ink->icon_rect = (Rect){rect.x + (rect.w - mark) / 2, rect.y + (rect.h - mark) / 2, mark, mark};
}

static int add_label(Build *b, const Table *table, const Row *row, int y) {
  const Sizes *s = &b->sizes;
  int width = table->label_w - 2 * s->gap;
  TextBlock label = build_measure(b, row->label, width, s->font_body, FONT_SEMIBOLD);
  TextBlock hint = build_measure(b, row->hint, width, s->font_small, FONT_REGULAR);
  int words_h = label.height_px + (row->hint.len > 0 ? hint.height_px : 0),
      height = px_larger(words_h + 2 * s->gap_tight, s->answer);
  Rect rect = {table->x + s->gap, y + (height - words_h) / 2, width, label.height_px};
  Node *node = build_node(b, ROLE_TITLE, STR("title"), row->label, rect, INK_TEXT);
  build_words(b, node, row->label, rect, s->font_body, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  if (row->hint.len > 0) {
    rect = (Rect){rect.x, rect.y + rect.h, width, hint.height_px};
    node = build_node(b, ROLE_TEXT, STR("hint"), row->hint, rect, INK_TEXT);
    build_words(b, node, row->hint, rect, s->font_small, FONT_REGULAR, THEME_MUTED, ALIGN_START);
  }
  return height;
}

/* The card comes first, below the rest; its height is known last. */
static void add_row(Build *b, const Table *table, const Row *row, Flow *flow) {
  bool wrong = problem_is_shown(b, row->asked.cell);
  b->cell = row->asked.cell;
  b->prefix = row->asked.question->name;
  if (wrong) {
    Flow words = {table->x, flow->y, table->label_w + (int)row->offers.count * table->column_w};
    problem_add_above(b, &row->asked, &words);
    flow->y = words.y;
  }
  size_t card = b->count;
  Rect rect = {table->x, flow->y, table->label_w + (int)row->offers.count * table->column_w, 0};
  build_node(b, ROLE_IMAGE, STR("row"), STR(""), rect, INK_PLATE);
  int height = add_label(b, table, row, flow->y);
  for (size_t i = 0; i < row->offers.count; i++) {
    add_cell(b, row, &row->offers.items[i], column_rect(table, i, flow->y, height));
  }
  b->nodes[card].rect.h = height;
  for (size_t i = card; wrong && i < b->count; i++) {
    b->nodes[i].state |= STATE_INVALID;
  }
  b->cell = -1;
  b->prefix = (Str){NULL, 0};
  flow->y += height;
}

/* The heads go along with what is scrolled, as far as the last row. */
static void add_rows(Build *b, const Table *table, Flow *flow, size_t heads) {
  size_t first = b->count;
  int top = flow->y, last = top;
  for (size_t i = 0; i < table->count; i++) {
    flow->y += i > 0 ? b->sizes.gap_tight : 0;
    last = flow->y;
    add_row(b, table, &table->rows[i], flow);
  }
  for (size_t i = heads; i < first; i++) {
    b->inks[i].sticks_px = last - top;
  }
  for (size_t i = first; i < b->count; i++) {
    b->inks[i].below_heads = true;
  }
}

bool table_layout(Build *b, const int *cells, size_t count, Flow *flow, int room_px) {
  Table table = {.rows = ARENA_ARRAY(b->arena, Row, count + 1), .count = count, .x = flow->x};
  if (count == 0 || !read_rows(b, cells, &table)) {
    return false;
  }
  if (!fit_width(b, &table, flow->w)) {
    table.x -= (room_px - flow->w) / 2;
    if (room_px <= flow->w || !fit_width(b, &table, room_px)) {
      return false;
    }
  }
  size_t heads = b->count;
  table.heads_h = heads_height(b, &table);
  add_heads(b, &table, flow->y);
  flow->y += table.heads_h;
  add_rows(b, &table, flow, heads);
  return true;
}
