#include "content.h"
#include "screen.h"
#include "staff.h"

/* --- a fact on its card --- */

typedef struct Card {
  Fact fact;
  TextBlock above, text, below;
  int height;
} Card;

/* Between a card's edge and its words. */
static int inset(const Build *b) {
  return b->sizes.gap;
}

static int icon_side(const Build *b) {
  return b->sizes.font_body;
}

/* What has to be looked after has a mark at its end, above the last of its words. */
static int words_width(const Build *b, const Fact *fact, int width_px) {
  return width_px - 2 * inset(b) - (fact->wrong ? icon_side(b) + b->sizes.gap : 0);
}

static TextBlock measure(Build *b, Str words, int width_px, int size_px, FontWeight weight) {
  return words.len > 0 ? text_block_balanced(b->arena, b->metrics, words, width_px, size_px, weight) : (TextBlock){0};
}

static Card card_of(Build *b, Fact fact, int width_px) {
  const Sizes *s = &b->sizes;
  int width = words_width(b, &fact, width_px), between = s->gap_tight / 2;
  Card card = {.fact = fact,
               .above = measure(b, fact.caption, width, s->font_small, FONT_REGULAR),
               .text = measure(b, fact.value, width, s->font_body, FONT_SEMIBOLD),
               .below = measure(b, fact.more, width_px - 2 * inset(b), s->font_small, FONT_REGULAR)};
  card.height = 2 * inset(b) + card.above.height_px + card.text.height_px + card.below.height_px;
  card.height += (card.above.count > 0 ? between : 0) + (card.below.count > 0 ? between : 0);
  return card;
}

static Node *add_card(Build *b, const Card *card, Rect rect) {
  const Sizes *s = &b->sizes;
  const Fact *fact = &card->fact;
  Str label = fact->caption.len > 0 ? fact->caption : fact->value;
  Node *node = build_node(b, ROLE_TEXT, str_from(fact->id), label, rect, INK_FACT);
  node->value = fact->caption.len > 0 ? content_joined(b, fact->value, fact->more) : fact->more;
  node->state |= fact->wrong ? STATE_INVALID : 0u;
  NodeInk *ink = build_ink(b, node);
  Rect line = {rect.x + inset(b), rect.y + inset(b), words_width(b, fact, rect.w), card->above.height_px};
  ink->above = card->above;
  ink->above_rect = line;
  line.y += line.h + (card->above.count > 0 ? s->gap_tight / 2 : 0);
  line.h = card->text.height_px;
  ink->text = card->text;
  ink->text_rect = line;
  line.y += line.h + s->gap_tight / 2;
  line.w = rect.w - 2 * inset(b);
  line.h = card->below.height_px;
  ink->below = card->below;
  ink->below_rect = line;
  ink->text_colour = fact->wrong ? THEME_ALERT : THEME_TEXT;
  if (fact->wrong) {
    int side = icon_side(b);
    ink->icon = ICON_ALERT;
    ink->icon_rect = (Rect){rect.x + rect.w - inset(b) - side, rect.y + inset(b), side, side};
  }
  return node;
}

/* --- today --- */

typedef struct Count {
  const char *id;
  UiString caption;
  size_t count;
} Count;

/* Where a number stands: at the end of the words that say what it counts, or, where there is no room for that, below them. */
typedef enum CountLook { COUNT_BESIDE, COUNT_BELOW, COUNT_ROWS } CountLook;

static Card count_card(Build *b, const Count *count, int width_px) {
  const Sizes *s = &b->sizes;
  int width = width_px - 2 * inset(b);
  Fact fact = {.id = count->id, .caption = build_string(b, count->caption), .value = arena_printf(b->arena, "%zu", count->count)};
  return (Card){.fact = fact,
                .above = measure(b, fact.caption, width, s->font_small, FONT_REGULAR),
                .text = measure(b, fact.value, width, s->font_title, FONT_SEMIBOLD)};
}

static int count_height(const Build *b, const Card *card, CountLook look) {
  int caption = card->above.height_px, number = card->text.height_px;
  return look == COUNT_BELOW ? 2 * inset(b) + caption + b->sizes.gap_tight / 2 + number : px_larger(caption, number) + b->sizes.gap;
}

static void add_count(Build *b, const Card *card, Rect rect, CountLook look) {
  Node *node = add_card(b, card, rect);
  if (look != COUNT_BELOW) {
    NodeInk *ink = build_ink(b, node);
    int number = card->text.width_px, words = rect.w - 2 * inset(b) - number;
    ink->above_rect = (Rect){rect.x + inset(b), rect.y, words - b->sizes.gap, rect.h};
    ink->text_rect = (Rect){rect.x + inset(b) + words, rect.y, number, rect.h};
  }
}

static CountLook count_look(Build *b, const Count *counts, size_t count, int width_px) {
  const Sizes *s = &b->sizes;
  const TextMetrics *m = b->metrics;
  int room = width_px - 2 * inset(b);
  CountLook look = COUNT_BESIDE;
  for (size_t i = 0; i < count; i++) {
    Str digits = arena_printf(b->arena, "%zu", counts[i].count);
    int words = m->width(m->context, build_string(b, counts[i].caption), s->font_small, FONT_REGULAR);
    int number = m->width(m->context, digits, s->font_title, FONT_SEMIBOLD);
    CountLook one = words + s->gap + number <= room ? COUNT_BESIDE : words <= room && number <= room ? COUNT_BELOW : COUNT_ROWS;
    look = one > look ? one : look;
  }
  return look;
}

static void add_counts(Build *b, Flow *flow, const Staff *staff) {
  const Sizes *s = &b->sizes;
  const Count counts[] = {{"board.complete", UI_STRING_TODAY_COMPLETE, staff->complete},
                          {"board.partial", UI_STRING_TODAY_PARTIAL, staff->partial},
                          {"board.discarded", UI_STRING_TODAY_DISCARDED, staff->discarded}};
  int n = (int)COUNT_OF(counts), third = (flow->w - (n - 1) * s->gap) / n, height = 0;
  CountLook look = count_look(b, counts, COUNT_OF(counts), third);
  Card cards[COUNT_OF(counts)];
  for (int i = 0; i < n; i++) {
    cards[i] = count_card(b, &counts[i], look == COUNT_ROWS ? flow->w : third);
    height = px_larger(height, count_height(b, &cards[i], look));
  }
  for (int i = 0; i < n; i++) {
    Rect rect = look == COUNT_ROWS ? (Rect){flow->x, flow->y + i * (height + s->gap_tight), flow->w, height}
                                   : (Rect){flow->x + i * (third + s->gap), flow->y, third, height};
    add_count(b, &cards[i], rect, look);
  }
  flow->y += look == COUNT_ROWS ? n * height + (n - 1) * s->gap_tight : height;
}

/* --- the page --- */

static void add_heading(Build *b, Flow *flow, const char *id, UiString words) {
  flow->y += b->sizes.gap_wide;
  flow_text(b, flow, ROLE_TEXT, str_from(id), build_string(b, words), b->sizes.font_small, FONT_SEMIBOLD, THEME_MUTED, ALIGN_START);
  flow->y += b->sizes.gap_tight;
}

/* How things stand in a word, with its mark. */
static void add_title(Build *b, Flow *flow, const Staff *staff) {
  const Sizes *s = &b->sizes;
  bool wanted = staff_is_wanted(staff);
  UiString says = wanted ? UI_STRING_BOARD_LOOK : staff->paused ? UI_STRING_BOARD_PAUSED : UI_STRING_BOARD_FINE;
  int side = s->font_title, x = side + s->gap;
  Rect mark = {flow->x, flow->y, side, side};
  Flow words = {flow->x + x, flow->y, flow->w - x};
  Node *node = flow_text(b, &words, ROLE_TITLE, STR("title"), build_string(b, says), s->font_title, FONT_SEMIBOLD,
                         wanted ? THEME_ALERT : THEME_TEXT, ALIGN_START);
  int line = build_ink(b, node)->text.line_px;
  node->rect = (Rect){flow->x, flow->y, flow->w, node->rect.h};
  mark.y += (line - side) / 2;
  NodeInk *ink = build_ink(b, node);
  ink->kind = INK_QUIET;
  ink->icon = wanted ? ICON_ALERT : staff->paused ? ICON_PAUSE : ICON_CHECK;
  ink->icon_rect = mark;
  flow->y = words.y;
}

/* One after the other, on a new line where the next has no room on this one. */
static Str placed(Build *b, const Staff *staff, int width_px) {
  const Str parts[] = {staff->event, staff->place, staff->round, staff->device};
  Str before = STR(""), line = STR("");
  for (size_t i = 0; i < COUNT_OF(parts); i++) {
    Str joined = content_joined(b, line, parts[i]);
    bool fits = b->metrics->width(b->metrics->context, joined, b->sizes.font_small, FONT_REGULAR) <= width_px;
    if (!fits && line.len > 0 && parts[i].len > 0) {
      before = arena_printf(b->arena, STR_FMT STR_FMT "\n", STR_ARG(before), STR_ARG(line));
      joined = parts[i];
    }
    line = joined;
  }
  return arena_printf(b->arena, STR_FMT STR_FMT, STR_ARG(before), STR_ARG(line));
}

/* What is asked here, and where this is. */
static void add_place(Build *b, Flow *flow, const Staff *staff) {
  const Sizes *s = &b->sizes;
  Str place = placed(b, staff, flow->w);
  flow->y += s->gap;
  if (staff->form.len > 0) {
    flow_text(b, flow, ROLE_TEXT, STR("board.form"), staff->form, s->font_body, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  }
  if (place.len > 0) {
    flow->y += s->gap_tight / 2;
    flow_text(b, flow, ROLE_TEXT, STR("board.place"), place, s->font_small, FONT_REGULAR, THEME_MUTED, ALIGN_START);
  }
}

enum { FACT_COLUMNS_MAX = 4 };

/* Two where each has room for a few words, more where it has room for a sentence; no more than make the rows even. */
static int fact_columns(const Build *b, int width_px, int count) {
  const Sizes *s = &b->sizes;
  int columns = FACT_COLUMNS_MAX;
  while (columns > 2 && (width_px + s->gap) / columns - s->gap < 12 * s->font_body) {
    columns--;
  }
  int rows = (count + columns - 1) / columns;
  columns = (count + rows - 1) / rows;
  return (width_px + s->gap) / columns - s->gap < 9 * s->font_body ? 1 : columns;
}

/* Those of a row are as high as each other; one that is alone in the last has all of it. */
static void add_facts(Build *b, Flow *flow, const Facts *facts) {
  const Sizes *s = &b->sizes;
  int count = facts->count, columns = fact_columns(b, flow->w, count), place = (flow->w + s->gap) / columns;
  for (int i = 0; i < count; i += columns) {
    int here = count - i < columns ? count - i : columns, width = here > 1 ? place - s->gap : flow->w, height = 0;
    Card cards[FACT_COLUMNS_MAX];
    for (int k = 0; k < here; k++) {
      cards[k] = card_of(b, facts->items[i + k], width);
      height = px_larger(height, cards[k].height);
    }
    flow->y += i > 0 ? s->gap : 0;
    for (int k = 0; k < here; k++) {
      add_card(b, &cards[k], (Rect){flow->x + k * place, flow->y, width, height});
    }
    flow->y += height;
  }
}

static void add_troubles(Build *b, Flow *flow, const Staff *staff) {
  Facts past = staff_past(b, staff);
  if (past.count > 0) {
    add_heading(b, flow, "board.troubles", UI_STRING_BOARD_TROUBLES);
    add_facts(b, flow, &past);
  }
}

static int button_height(Build *b, Str words, int width_px) {
  const Sizes *s = &b->sizes;
  int height = build_measure(b, words, width_px - 2 * s->gap_tight, s->font_body, FONT_SEMIBOLD).height_px;
  return px_larger(s->target, height + s->gap_tight);
}

static void add_button(Build *b, Flow *flow, const char *id, Str words, Act act) {
  Rect rect = {flow->x, flow->y, flow->w, button_height(b, words, flow->w)};
  build_button(b, INK_BUTTON, str_from(id), words, rect, act);
  flow->y += rect.h;
}

/* What is seldom done comes last: side by side where each is one line. */
static void add_seldom(Build *b, Flow *flow, const Staff *staff) {
  const Sizes *s = &b->sizes;
  Str forms = build_string(b, UI_STRING_STAFF_FORMS), quit = build_string(b, UI_STRING_STAFF_QUIT);
  int half = (flow->w - s->gap) / 2;
  bool beside = button_height(b, forms, half) == s->target && button_height(b, quit, half) == s->target;
  Flow place = {flow->x, flow->y + s->gap_wide, beside ? half : flow->w};
  if (staff->may_choose_form) {
    add_button(b, &place, "forms", forms, (Act){.kind = ACT_FORMS});
    place.x += beside ? half + s->gap : 0;
    place.y += beside ? -s->target : s->gap;
  }
  add_button(b, &place, "quit", quit, (Act){.kind = ACT_ASK_QUIT, .ix = 1});
  flow->y = place.y;
}

/* What has to be looked after comes before all else: it is what staff came for. */
static int lay_out(Build *b, Flow column, const Staff *staff) {
  Flow flow = {column.x, 0, column.w};
  Facts wrong = staff_standing(b, staff, true), well = staff_standing(b, staff, false);
  add_title(b, &flow, staff);
  if (wrong.count > 0) {
    flow.y += b->sizes.gap;
    add_facts(b, &flow, &wrong);
    flow.y += b->sizes.gap_wide - b->sizes.gap;
  }
  add_place(b, &flow, staff);
  add_heading(b, &flow, "board.today", UI_STRING_BOARD_TODAY);
  add_counts(b, &flow, staff);
  flow.y += b->sizes.gap_wide;
  add_facts(b, &flow, &well);
  add_troubles(b, &flow, staff);
  add_seldom(b, &flow, staff);
  return flow.y + 2 * b->sizes.focus_width;
}

static int pause_width(Build *b, Str words, int room_px) {
  const Sizes *s = &b->sizes;
  int width = build_measure(b, words, room_px, s->font_body, FONT_SEMIBOLD).width_px + 2 * s->gap_wide;
  int least = size_mm(s, 34.0);
  width = width > least ? width : least;
  return width < room_px ? width : room_px;
}

/* The strip stands between the two ways on where there is room for it. */
static void scroll(Build *b, size_t first, int height, Rect area, Rect strip) {
  double share = content_share(&b->sizes, area, height);
  if (2 * strip.w >= 5 * b->sizes.target) {
    frame_scroll_beside(b, first, height, area, share, strip);
  } else {
    frame_scroll(b, first, height, area, share);
  }
}

/* What is looked at, and not read line by line, may be wider than what is. */
static Flow board_column(const Build *b, Rect area) {
  int wide = b->sizes.column * 3 / 2, w = wide < area.w ? wide : area.w;
  return (Flow){area.x + (area.w - w) / 2, area.y, w};
}

void staff_board_layout(Build *b, Rect area, const Staff *staff) {
  const Sizes *s = &b->sizes;
  Flow column = board_column(b, area);
  Rect footer = {column.x, area.y + area.h - s->target, column.w, s->target};
  area.h -= s->target + s->gap;
  size_t first = b->count;
  b->slides = true;
  int height = lay_out(b, column, staff);
  Str words = build_string(b, staff->paused ? UI_STRING_STAFF_GO_ON : UI_STRING_STAFF_PAUSE);
  int pause_w = pause_width(b, words, footer.w - s->target - s->gap), room = footer.w - pause_w - s->gap;
  int leave_w = staff_leave_width(b) <= room ? staff_leave_width(b) : s->target;
  Rect pause = {footer.x + footer.w - pause_w, footer.y, pause_w, footer.h};
  scroll(b, first, height, area, (Rect){footer.x + leave_w + s->gap, footer.y, room - leave_w - s->gap, footer.h});
  b->slides = false;
  staff_add_leave(b, (Rect){footer.x, footer.y, room, footer.h});
  build_button(b, staff->paused ? INK_PRIMARY : INK_BUTTON, STR("pause"), words, pause, (Act){.kind = ACT_PAUSE});
}
