#include "../page.h"
#include "moment_steppers.h"
#include "month_sheet.h"

static const struct {
  Str id;
  UiString name;
} looks[PART_COUNT] = {[PART_DAY] = {STR_INIT("day"), UI_STRING_PART_DAY},
                       [PART_MONTH] = {STR_INIT("month"), UI_STRING_PART_MONTH},
                       [PART_YEAR] = {STR_INIT("year"), UI_STRING_PART_YEAR},
                       [PART_HOUR] = {STR_INIT("hour"), UI_STRING_PART_HOUR},
                       [PART_MINUTE] = {STR_INIT("minute"), UI_STRING_PART_MINUTE}};

Str moment_part_name(const Build *b, MomentPart part) {
  return build_string(b, looks[part].name);
}

static Str part_words(const Build *b, MomentPart part, int number) {
  if (part == PART_MONTH) {
    return moment_month(b, number);
  }
  bool timed = part == PART_HOUR || part == PART_MINUTE;
  return arena_printf(b->arena, timed ? "%02d" : "%d", number);
}

/* What stands in the stepper: digits that do not make a whole part yet, the part, or nothing: a dash would look like another -. */
static Str part_shown(const Build *b, const Asked *asked, MomentPart part) {
  const Interaction *state = b->state;
  bool typing = state->active_cell == asked->cell && state->part == (int)part && state->part_digits > 0;
  Moment moment = moment_from_value(asked->answer);
  if (typing && (value_is_empty(asked->answer) || moment.parts[part] != state->part_number)) {
    return arena_printf(b->arena, "%0*d", state->part_digits, state->part_number);
  }
  return value_is_empty(asked->answer) ? STR("") : part_words(b, part, moment.parts[part]);
}

static void add_step(Build *b, MomentPart part, Rect rect, Rect panel, int step) {
  Str id = arena_printf(b->arena, STR_FMT ".%s", STR_ARG(looks[part].id), step > 0 ? "more" : "less");
  Str label = arena_printf(b->arena, STR_FMT ": " STR_FMT, STR_ARG(moment_part_name(b, part)),
                           STR_ARG(build_string(b, step > 0 ? UI_STRING_MORE : UI_STRING_LESS)));
  Node *node = build_node(b, ROLE_KEY, id, label, rect, INK_BUTTON);
  build_icon(b, node, step > 0 ? ICON_PLUS : ICON_MINUS, b->sizes.font_body * 3 / 4);
  build_ink(b, node)->panel = panel;
  build_act(b, node, (Act){.kind = ACT_STEP, .ix = (int)part, .step = step});
}

static void add_part(Build *b, const Asked *asked, MomentPart part, Rect rect, Rect panel) {
  Node *node = build_node(b, ROLE_SLIDER, looks[part].id, moment_part_name(b, part), rect, INK_PART);
  Str shown = part_shown(b, asked, part);
  bool unset = value_is_empty(asked->answer);
  node->value = unset ? (Str){NULL, 0} : shown;
  build_words(b, node, shown, rect, b->sizes.font_title, unset ? FONT_REGULAR : FONT_SEMIBOLD, unset ? THEME_MUTED : THEME_TEXT,
              ALIGN_CENTRE);
  build_ink(b, node)->panel = panel;
  build_act(b, node, (Act){.kind = ACT_PART, .ix = (int)part});
}

static void add_caption(Build *b, const Stepper *stepper) {
  Str id = arena_printf(b->arena, STR_FMT ".name", STR_ARG(looks[stepper->part].id)), name = moment_part_name(b, stepper->part);
  Node *node = build_node(b, ROLE_TEXT, id, name, stepper->caption, INK_TEXT);
  build_words(b, node, name, stepper->caption, b->sizes.font_small, FONT_REGULAR, THEME_MUTED, ALIGN_CENTRE);
  build_ink(b, node)->panel = stepper->panel;
}

static void add_stepper(Build *b, const Asked *asked, const Stepper *stepper, bool in_row) {
  add_caption(b, stepper);
  add_step(b, stepper->part, in_row ? stepper->less : stepper->more, stepper->panel, in_row ? -1 : 1);
  add_part(b, asked, stepper->part, stepper->shown, stepper->panel);
  add_step(b, stepper->part, in_row ? stepper->more : stepper->less, stepper->panel, in_row ? 1 : -1);
}

/* --- what stands below --- */

/* What stands below the steppers: the date in words, and the ways to a calendar and back to nothing. Those stand beside the last steppers
 * where there is room. */
typedef struct Below {
  bool dated;
  int words_h; /* 0: there is no room for words */
  int calendar_w, clear_w;
  bool beside, stacked; /* one below the other: both together are too wide */
} Below;

/* The longest of all months and days of the week. */
static Str longest_words(Build *b, const Asked *asked) {
  enum { MONTHS = 12, DAY = 22, WEEK = 7 };
  Str longest = STR("");
  Asked any = *asked;
  for (int i = 0; i < MONTHS * WEEK; i++) {
    Moment moment = {.parts = {[PART_DAY] = DAY + i % WEEK, [PART_MONTH] = 1 + i / WEEK, [PART_YEAR] = 2000, [PART_HOUR] = 23}};
    any.answer = moment_to_value(moment, asked->question);
    Str words = moment_words(b, &any);
    longest = words.len > longest.len ? words : longest;
  }
  return longest;
}

/* Whatever is set, what stands below it stays: it says nothing to those who only see that something moved. */
static int words_height(Build *b, const Asked *asked, int width_px) {
  Str words = value_is_empty(asked->answer) ? STR("") : moment_words(b, asked);
  int height = build_measure(b, words, width_px, b->sizes.font_body, FONT_SEMIBOLD).height_px;
  int longest = build_measure(b, longest_words(b, asked), width_px, b->sizes.font_body, FONT_SEMIBOLD).height_px;
  return height > longest ? height : longest;
}

static Below below_of(Build *b, const Asked *asked, const Flow *flow, const Steppers *steppers) {
  const Sizes *s = &b->sizes;
  Below below = {.dated = moment_is_whole_date(asked->question), .clear_w = clear_button(b, UI_STRING_CLEAR, (Rect){0, 0, 0, 0})};
  below.calendar_w = below.dated && month_sheet_fits(b) ? month_sheet_button(b, (Rect){0, 0, 0, 0}) : 0;
  below.words_h = below.dated ? words_height(b, asked, flow->w) + s->gap : 0;
  int one_row = below.calendar_w + below.clear_w, widest = below.calendar_w > below.clear_w ? below.calendar_w : below.clear_w;
  below.clear_w = below.clear_w < flow->w ? below.clear_w : flow->w;
  below.stacked = one_row > flow->w;
  below.beside = steppers->last_w + s->gap + (steppers->in_rows ? one_row : widest) <= flow->w;
  return below;
}

static int buttons_height(const Build *b, const Below *below) {
  int row = b->sizes.gap_tight + b->sizes.target;
  return below->beside ? 0 : below->stacked ? 2 * row : row;
}

static void add_chosen_words(Build *b, const Asked *asked, Flow *flow, int height) {
  if (!value_is_empty(asked->answer)) {
    Flow words = {flow->x, flow->y + b->sizes.gap, flow->w};
    flow_text(b, &words, ROLE_TEXT, STR("words"), moment_words(b, asked), b->sizes.font_body, FONT_SEMIBOLD, THEME_TEXT,
              ALIGN_START);
  }
  flow->y += height; /* its place is kept */
}

/* Both in a row; or, where the steppers are columns, in line with + and with what they are set to. */
static void add_buttons(Build *b, const Asked *asked, Rect calendar, Rect clear) {
  if (!rect_is_empty(calendar)) {
    month_sheet_button(b, calendar);
  }
  if (!value_is_empty(asked->answer)) {
    clear_button(b, UI_STRING_CLEAR, clear);
  }
}

static void add_beside(Build *b, const Asked *asked, const Flow *flow, const Steppers *steppers, const Below *below) {
  const Stepper *last = &steppers->items[steppers->count - 1];
  int x = flow->x + steppers->last_w + b->sizes.gap, h = b->sizes.target;
  Rect calendar = {x, last->shown.y, below->calendar_w, h}, clear = {x, last->shown.y, below->clear_w, h};
  if (steppers->in_rows) {
    clear.x += below->calendar_w;
  } else if (below->dated) {
    calendar.y = last->more.y;
  }
  add_buttons(b, asked, calendar, clear);
}

static void add_below(Build *b, const Asked *asked, Flow *flow, const Below *below) {
  const Sizes *s = &b->sizes;
  Rect calendar = {flow->x, flow->y + s->gap_tight, below->calendar_w, s->target};
  Rect clear = {flow->x + (below->calendar_w > 0 ? below->calendar_w : -s->gap), calendar.y, below->clear_w, s->target};
  if (below->stacked) {
    clear.x = flow->x;
    clear.y += s->gap_tight + s->target;
  }
  add_buttons(b, asked, calendar, clear);
  flow->y += buttons_height(b, below);
}

/* Columns are the easier to read, and rows are lower. */
void moment_layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  MomentParts parts = moment_parts(asked->question);
  Steppers steppers = steppers_in_columns(b, &parts, flow), rows = steppers_in_rows(b, &parts, flow);
  Below below = below_of(b, asked, flow, &steppers), below_rows = below_of(b, asked, flow, &rows);
  int height = steppers.height + buttons_height(b, &below), rows_height = rows.height + buttons_height(b, &below_rows);
  bool lower = height > room_px && rows_height < height;
  if (lower || steppers_are_narrow(b, &steppers)) {
    steppers = rows;
    below = below_rows;
  }
  int all = steppers.height + below.words_h + buttons_height(b, &below);
  if (all > room_px && !page_is_list(b->scene)) { /* the steppers say it too */
    below.words_h = 0;
  }
  for (size_t i = 0; i < steppers.count; i++) {
    add_stepper(b, asked, &steppers.items[i], steppers.in_rows);
  }
  if (below.beside) {
    add_beside(b, asked, flow, &steppers, &below);
  }
  flow->y += steppers.height;
  if (below.words_h > 0) {
    add_chosen_words(b, asked, flow, below.words_h);
  }
  if (!below.beside) {
    add_below(b, asked, flow, &below);
  }
}
