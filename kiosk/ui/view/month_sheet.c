#include "month_sheet.h"

#include "../screen/screen.h"

enum { WEEK = 7, WEEKS = 6, MONTHS = 12 }; /* six rows always: the arrows above keep their place */

/* --- months --- */

static int month_number(int year, int month) {
  return year * MONTHS + month - 1;
}

static int year_of(int number) {
  return number / MONTHS;
}

static int month_of(int number) {
  return number % MONTHS + 1;
}

static bool is_day(const Moment *moment, int number, int day) {
  const int *p = moment->parts;
  return month_number(p[PART_YEAR], p[PART_MONTH]) == number && p[PART_DAY] == day;
}

static Str day_id(Arena *arena, int day) {
  return arena_printf(arena, "day.%d", day);
}

void month_sheet_act(Gesture *gesture, Act act) {
  Interaction *state = gesture->state;
  if (act.kind == ACT_MONTH) {
    int next = state->sheet_month + act.step;
    state->sheet_month = year_of(next) >= MOMENT_YEAR_LEAST && year_of(next) <= MOMENT_YEAR_MOST ? next : state->sheet_month;
    return;
  }
  if (state->sheet_cell == gesture->cell) {
    Moment shown = value_is_empty(gesture->answer) ? moment_now(gesture->scene) : moment_from_value(gesture->answer);
    state->sheet_month = month_number(shown.parts[PART_YEAR], shown.parts[PART_MONTH]);
    state->focus = build_id_key(day_id(gesture->arena, shown.parts[PART_DAY])); /* keys begin there */
  }
}

/* --- buttons --- */

static int words_button_width(const Build *b, Str words) {
  int width = b->metrics->width(b->metrics->context, words, b->sizes.font_body, FONT_SEMIBOLD);
  return width + b->sizes.font_body + 2 * b->sizes.gap; /* with its icon */
}

int month_sheet_button(Build *b, Rect row) {
  Str words = build_string(b, UI_STRING_CALENDAR);
  int width = words_button_width(b, words);
  if (row.w > 0) {
    width = width < row.w ? width : row.w;
    Node *node = build_button(b, INK_BUTTON, STR("calendar"), words, (Rect){row.x, row.y, width, row.h}, (Act){.kind = ACT_SHEET});
    build_centre_icon(b, node, ICON_CALENDAR);
  }
  return width;
}

static void add_close(Build *b, Rect row) {
  Str words = build_string(b, UI_STRING_BACK);
  int width = words_button_width(b, words), least = size_mm(&b->sizes, 30.0);
  width = width > least ? width : least;
  width = width < row.w ? width : row.w;
  Node *node = build_button(b, INK_BUTTON, STR("sheet.close"), words, (Rect){row.x, row.y, width, row.h}, (Act){.kind = ACT_SHEET});
  build_centre_icon(b, node, ICON_BACK);
}

/* --- the month and the year, each between its arrows --- */

typedef struct Turner {
  const char *id;
  UiString before, after;
  int months;
} Turner;

static const Turner by_month = {"month", UI_STRING_MONTH_BEFORE, UI_STRING_MONTH_AFTER, 1};
static const Turner by_year = {"year", UI_STRING_YEAR_BEFORE, UI_STRING_YEAR_AFTER, MONTHS};

static void add_arrow(Build *b, const Turner *turner, Rect rect, bool after) {
  Str id = arena_printf(b->arena, "%s.%s", turner->id, after ? "after" : "before");
  Node *node = build_node(b, ROLE_BUTTON, id, build_string(b, after ? turner->after : turner->before), rect, INK_BUTTON);
  build_icon(b, node, after ? ICON_FORWARD : ICON_BACK, b->sizes.font_body * 3 / 4);
  build_act(b, node, (Act){.kind = ACT_MONTH, .step = after ? turner->months : -turner->months});
}

static void add_turner(Build *b, const Turner *turner, Str words, Rect row) {
  int side = row.h;
  add_arrow(b, turner, (Rect){row.x, row.y, side, side}, false);
  Rect middle = {row.x + side, row.y, row.w - 2 * side, side};
  Node *node = build_node(b, ROLE_TEXT, arena_printf(b->arena, "%s.shown", turner->id), words, middle, INK_TEXT);
  bool fits = b->metrics->width(b->metrics->context, words, b->sizes.font_title, FONT_SEMIBOLD) <= middle.w;
  build_words(b, node, words, middle, fits ? b->sizes.font_title : b->sizes.font_body, FONT_SEMIBOLD, THEME_TEXT, ALIGN_CENTRE);
  add_arrow(b, turner, (Rect){row.x + row.w - side, row.y, side, side}, true);
}

static void add_turners(Build *b, Rect month, Rect year) {
  int number = b->state->sheet_month;
  add_turner(b, &by_month, moment_month_title(b, month_of(number)), month);
  add_turner(b, &by_year, arena_printf(b->arena, "%d", year_of(number)), year);
}

/* --- the days --- */

typedef struct Grid {
  int x, y, day_w, day_h, gap, head_h;
} Grid;

static int first_weekday(const Build *b) {
  int64_t day = 0;
  return str_to_int64(build_string(b, UI_STRING_FIRST_WEEKDAY), &day) && day >= 1 && day <= WEEK ? (int)day : 1;
}

static int head_height(const Build *b) {
  return b->metrics->height(b->metrics->context, b->sizes.font_small, FONT_SEMIBOLD) + b->sizes.gap_tight / 2;
}

/* A display that is held in a hand has no room for six weeks of days as high as buttons: they are as low as keys may be. */
static int least_day(const Sizes *s) {
  bool hand_held = px_smaller(s->width, s->height) < size_mm(s, 100.0);
  int low = px_larger(size_mm(s, 11.6), s->font_body * 3 / 2);
  return hand_held ? px_smaller(low, s->target) : s->target;
}

/* As large as there is room for, up to the size of an answer and half as wide again; in the middle of the place. */
static Grid grid_in(const Build *b, Rect place) {
  const Sizes *s = &b->sizes;
  Grid grid = {.gap = s->key_gap, .head_h = head_height(b)};
  int room_h = (place.h - grid.head_h - (WEEKS - 1) * grid.gap) / WEEKS;
  grid.day_w = (place.w - (WEEK - 1) * grid.gap) / WEEK;
  grid.day_h = room_h < s->answer ? room_h : s->answer;
  grid.day_h = px_larger(grid.day_h, least_day(s));
  grid.day_w = grid.day_w < grid.day_h * 3 / 2 ? grid.day_w : grid.day_h * 3 / 2;
  int width = WEEK * (grid.day_w + grid.gap) - grid.gap;
  grid.x = place.x + (place.w - width) / 2;
  grid.y = place.y;
  return grid;
}

static Rect grid_place(const Grid *grid, int column, int row) {
  return (Rect){grid->x + column * (grid->day_w + grid->gap), grid->y + grid->head_h + row * (grid->day_h + grid->gap), grid->day_w,
                grid->day_h};
}

static void add_head(Build *b, const Grid *grid, int first) {
  for (int column = 0; column < WEEK; column++) {
    int weekday = (first - 1 + column) % WEEK + 1;
    Rect rect = {grid_place(grid, column, 0).x, grid->y, grid->day_w, grid->head_h};
    Str words = build_string(b, (UiString)(UI_STRING_SHORT_DAY_1 + weekday - 1));
    Node *node =
        build_node(b, ROLE_TEXT, arena_printf(b->arena, "weekday.%d", weekday), moment_weekday_name(b, weekday), rect, INK_TEXT);
    build_words(b, node, words, rect, b->sizes.font_small, FONT_SEMIBOLD, THEME_MUTED, ALIGN_CENTRE);
  }
}

static void add_day(Build *b, int day, int weekday, Rect rect, bool chosen, bool today) {
  Str words = arena_printf(b->arena, "%d", day);
  Node *node = build_node(b, ROLE_BUTTON, day_id(b->arena, day), words, rect, INK_DAY);
  node->value = moment_weekday_name(b, weekday);
  node->state |= chosen ? STATE_SELECTED : 0u;
  ThemeColour colour = chosen ? THEME_ON_ACCENT : THEME_TEXT; /* a weekend too: grey would say that it cannot be chosen */
  build_words(b, node, words, rect, b->sizes.font_body, chosen || today ? FONT_SEMIBOLD : FONT_REGULAR, colour, ALIGN_CENTRE);
  build_ink(b, node)->ringed = today;
  build_act(b, node, (Act){.kind = ACT_DAY, .ix = day});
}

static void add_days(Build *b, const Asked *asked, Rect place) {
  Grid grid = grid_in(b, place);
  int number = b->state->sheet_month, year = year_of(number), month = month_of(number), first = first_weekday(b);
  Moment chosen = moment_from_value(asked->answer), today = moment_now(b->scene);
  bool set = !value_is_empty(asked->answer);
  add_head(b, &grid, first);
  int column = (civil_weekday(civil_to_days(year, month, 1)) - first + WEEK) % WEEK;
  for (int day = 1, days = moment_days_in_month(year, month); day <= days; day++, column++) {
    int weekday = (first - 1 + column) % WEEK + 1;
    add_day(b, day, weekday, grid_place(&grid, column % WEEK, column / WEEK), set && is_day(&chosen, number, day),
            is_day(&today, number, day));
  }
}

/* --- the sheet --- */

static int grid_height(const Build *b, int day_px) {
  return head_height(b) + WEEKS * (day_px + b->sizes.key_gap) - b->sizes.key_gap;
}

/* What is asked, and what is answered so far, below it. */
static void add_words(Build *b, const Asked *asked, Flow *flow, int end_y) {
  size_t first = b->count;
  flow_text(b, flow, ROLE_TITLE, STR("title"), build_text(b, asked->question->label, asked->cell), b->sizes.font_body,
            FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  if (flow->y > end_y) { /* it can be read below the sheet */
    b->count = first;
    return;
  }
  first = b->count;
  flow->y += b->sizes.gap_tight;
  if (!value_is_empty(asked->answer)) {
    flow_text(b, flow, ROLE_TEXT, STR("shown"), moment_words(b, asked), b->sizes.font_body, FONT_REGULAR, THEME_MUTED, ALIGN_START);
  }
  b->count = flow->y > end_y ? first : b->count;
}

static int widest_month(const Build *b, int size_px) {
  int widest = 0;
  for (int month = 1; month <= MONTHS; month++) {
    int width = b->metrics->width(b->metrics->context, moment_month_title(b, month), size_px, FONT_SEMIBOLD);
    widest = width > widest ? width : widest;
  }
  return widest;
}

/* So wide that the longest name of a month stands between its arrows. */
static int turner_width(const Build *b) {
  const Sizes *s = &b->sizes;
  return widest_month(b, s->font_title) + 2 * (s->target + s->gap);
}

static int days_width(const Build *b, int day_px) {
  return WEEK * (day_px + b->sizes.key_gap) - b->sizes.key_gap;
}

/* On a wide screen the days stand beside everything else, and both together in the middle; what goes back stands where it does on the
 * page. */
static void lay_out_wide(Build *b, const Asked *asked, Rect area) {
  const Sizes *s = &b->sizes;
  Flow column = frame_column(b, area);
  area.x = column.x;
  area.w = column.w;
  int pane = turner_width(b), most = area.w - s->gap_wide - days_width(b, least_day(s));
  int height = grid_height(b, s->answer), widest = days_width(b, s->answer * 3 / 2);
  pane = pane < most ? pane : most;
  height = height < area.h ? height : area.h;
  int days_w = area.w - pane - s->gap_wide < widest ? area.w - pane - s->gap_wide : widest;
  Flow flow = {area.x + (area.w - pane - s->gap_wide - days_w) / 2, area.y + (area.h - height) / 3, pane};
  Rect days = {flow.x + pane + s->gap_wide, flow.y, days_w, height};
  Rect close = {flow.x, area.y + area.h - s->target, pane, s->target};
  int turners_h = 2 * s->target + s->gap_tight, last_y = close.y - s->gap_wide - turners_h;
  add_words(b, asked, &flow, last_y - s->gap);
  Rect month = {flow.x, flow.y + s->gap_wide < last_y ? flow.y + s->gap_wide : last_y, pane, s->target}, year = month;
  year.y += s->target + s->gap_tight;
  add_turners(b, month, year);
  add_days(b, asked, days);
  add_close(b, close);
}

/* On a tall one below it, all as high as questions stand; the month and the year share a row where they have the width. */
static void lay_out_tall(Build *b, const Asked *asked, Rect area) {
  const Sizes *s = &b->sizes;
  Flow flow = frame_column(b, area);
  bool beside = (flow.w - s->gap_wide) / 2 >= turner_width(b);
  int width = beside ? (flow.w - s->gap_wide) / 2 : flow.w;
  int turners_h = beside ? s->target : 2 * s->target + s->gap_tight;
  int days_h = grid_height(b, s->answer), least_h = grid_height(b, least_day(s));
  int rest = area.h - turners_h - s->target - 3 * s->gap;
  days_h = days_h > rest - s->font_body * 4 ? rest - s->font_body * 4 : days_h;
  days_h = days_h < least_h ? least_h : days_h;
  Rect close = {flow.x, area.y + area.h - s->target, flow.w, s->target};
  Rect days = {flow.x, close.y - s->gap - days_h, flow.w, days_h};
  Rect month = {flow.x, days.y - s->gap - turners_h, width, s->target}, year = month;
  year.x += beside ? width + s->gap_wide : 0;
  year.y += beside ? 0 : s->target + s->gap_tight;
  size_t first = b->count;
  int top = flow.y = area.y;
  add_words(b, asked, &flow, month.y - s->gap);
  int spare = month.y - s->gap_wide - flow.y;
  if (spare > 0) {
    int up = spare * 2 / 3;
    b->count = first;
    flow.y = top + spare - up;
    month.y -= up;
    year.y -= up;
    days.y -= up;
    add_words(b, asked, &flow, month.y - s->gap);
  }
  add_turners(b, month, year);
  add_days(b, asked, days);
  add_close(b, close);
}

bool month_sheet_fits(Build *b) {
  const Sizes *s = &b->sizes;
  Rect area = rect_inset(frame_below_banner(b), s->margin);
  int turner = widest_month(b, s->font_body) + 2 * s->target, days_h = grid_height(b, least_day(s));
  if (s->portrait) {
    bool beside = (frame_column(b, area).w - s->gap_wide) / 2 >= turner_width(b);
    int turners_h = beside ? s->target : 2 * s->target + s->gap_tight;
    return area.w >= turner && area.h >= turners_h + s->gap + days_h + s->gap + s->target;
  }
  return area.h >= days_h && frame_column(b, area).w >= turner + s->gap_wide + days_width(b, least_day(s));
}

void month_sheet(Build *b, const Asked *asked, Rect area) {
  if (b->sizes.portrait) {
    lay_out_tall(b, asked, area);
  } else {
    lay_out_wide(b, asked, area);
  }
}
