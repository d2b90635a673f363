#include "month_sheet.h"

static const struct {
  Str id;
  UiString name;
} looks[PART_COUNT] = {[PART_DAY] = {STR_INIT("day"), UI_STRING_PART_DAY},
                       [PART_MONTH] = {STR_INIT("month"), UI_STRING_PART_MONTH},
                       [PART_YEAR] = {STR_INIT("year"), UI_STRING_PART_YEAR},
                       [PART_HOUR] = {STR_INIT("hour"), UI_STRING_PART_HOUR},
                       [PART_MINUTE] = {STR_INIT("minute"), UI_STRING_PART_MINUTE}};

static Str part_words(const Build *b, MomentPart part, int number) {
  if (part == PART_MONTH) {
    return moment_month(b, number);
  }
  bool timed = part == PART_HOUR || part == PART_MINUTE;
  return arena_printf(b->arena, timed ? "%02d" : "%d", number);
}

/* What stands in the stepper: digits that do not make a whole part yet, the part, or that there is none. */
static Str part_shown(const Build *b, const Asked *asked, MomentPart part) {
  const Interaction *state = b->state;
  bool typing = state->active_cell == asked->cell && state->part == (int)part && state->part_digits > 0;
  Moment moment = moment_from_value(asked->answer);
  if (typing && (value_is_empty(asked->answer) || moment.parts[part] != state->part_number)) {
    return arena_printf(b->arena, "%0*d", state->part_digits, state->part_number);
  }
  return value_is_empty(asked->answer) ? STR("—") : part_words(b, part, moment.parts[part]);
}

static void add_step(Build *b, MomentPart part, Rect rect, Rect panel, int step) {
  Str id = arena_printf(b->arena, STR_FMT ".%s", STR_ARG(looks[part].id), step > 0 ? "more" : "less");
  Str label = arena_printf(b->arena, STR_FMT ": " STR_FMT, STR_ARG(build_string(b, looks[part].name)),
                           STR_ARG(build_string(b, step > 0 ? UI_STRING_MORE : UI_STRING_LESS)));
  Node *node = build_node(b, ROLE_KEY, id, label, rect, INK_BUTTON);
  NodeInk *ink = build_ink(b, node);
  int side = b->sizes.font_body * 3 / 4;
  ink->icon = step > 0 ? ICON_PLUS : ICON_MINUS;
  ink->icon_rect = (Rect){rect.x + (rect.w - side) / 2, rect.y + (rect.h - side) / 2, side, side};
  ink->panel = panel;
  build_act(b, node, (Act){.kind = ACT_STEP, .ix = (int)part, .step = step});
}

static void add_part(Build *b, const Asked *asked, MomentPart part, Rect rect, Rect panel) {
  Node *node = build_node(b, ROLE_SLIDER, looks[part].id, build_string(b, looks[part].name), rect, INK_PART);
  Str shown = part_shown(b, asked, part);
  bool unset = value_is_empty(asked->answer);
  node->value = unset ? (Str){NULL, 0} : shown;
  build_words(b, node, shown, rect, b->sizes.font_title, unset ? FONT_REGULAR : FONT_SEMIBOLD, unset ? THEME_MUTED : THEME_TEXT,
              ALIGN_CENTRE);
  build_ink(b, node)->panel = panel;
  build_act(b, node, (Act){.kind = ACT_PART, .ix = (int)part});
}

/* Where the things of a part stand. */
typedef struct Stepper {
  MomentPart part;
  Rect caption, less, shown, more;
  Rect panel; /* not empty: what is mirrored as a whole */
} Stepper;

typedef struct Steppers {
  Stepper items[PART_COUNT];
  size_t count;
  int height, last_w; /* of all; of the last row */
  bool in_rows;       /* - and + at the sides of what they set, not below and above it */
} Steppers;

static int caption_height(const Build *b) {
  return b->metrics->height(b->metrics->context, b->sizes.font_small, FONT_REGULAR) + b->sizes.gap_tight / 2;
}

static bool is_timed(MomentPart part) {
  return part == PART_HOUR || part == PART_MINUTE;
}

/* --- in columns: its name, +, what it is set to, and -, under one another --- */

static int column_height(const Build *b) {
  return caption_height(b) + 3 * b->sizes.target + 2 * b->sizes.key_gap;
}

static Stepper column_stepper(const Build *b, MomentPart part, Rect column, Rect panel) {
  const Sizes *s = &b->sizes;
  Stepper stepper = {.part = part, .caption = {column.x, column.y, column.w, caption_height(b)}, .panel = panel};
  stepper.more = (Rect){column.x, column.y + stepper.caption.h, column.w, s->target};
  stepper.shown = stepper.less = stepper.more;
  stepper.shown.y += s->target + s->key_gap;
  stepper.less.y += 2 * (s->target + s->key_gap);
  return stepper;
}

/* Side by side; hour and minute keep their order in every script. */
static void place_columns(Build *b, Steppers *out, const MomentPart *parts, size_t count, Rect row) {
  const Sizes *s = &b->sizes;
  int widest = size_mm(s, 36.0 * s->scale), space = s->gap_wide - s->gap, width = row.w; /* more between date and time */
  for (size_t i = 1; i < count; i++) {
    width -= s->gap + (is_timed(parts[i]) && !is_timed(parts[i - 1]) ? space : 0);
  }
  width = width / (int)count < widest ? width / (int)count : widest;
  int x = row.x, height = column_height(b);
  for (size_t i = 0; i < count; i++) {
    bool first_of_time = is_timed(parts[i]) && (i == 0 || !is_timed(parts[i - 1]));
    x += i > 0 && first_of_time ? space : 0;
    int start = is_timed(parts[i]) && !first_of_time ? x - width - s->gap : x;
    Rect panel = is_timed(parts[i]) ? (Rect){start, row.y, 2 * width + s->gap, height} : (Rect){0, 0, 0, 0};
    out->items[out->count++] = column_stepper(b, parts[i], (Rect){x, row.y, width, height}, panel);
    x += width + s->gap;
  }
  out->last_w = x - s->gap - row.x;
}

/* What of the width the steppers may have: on a wide screen they leave some to what takes them back, unless they become too narrow. */
static int columns_width(Build *b, size_t count, int width) {
  int less = width - b->sizes.gap - clear_button(b, UI_STRING_CLEAR, (Rect){0, 0, 0, 0});
  return !b->sizes.portrait && less / (int)count >= size_mm(&b->sizes, 26.0 * b->sizes.scale) ? less : width;
}

/* Where the row that begins at a part ends: on a tall screen the time stands below the date. */
static size_t columns_end(const Build *b, const MomentParts *parts, size_t first) {
  size_t end = first + 1;
  while (end < parts->count && (!b->sizes.portrait || is_timed(parts->items[end]) == is_timed(parts->items[first]))) {
    end++;
  }
  return end;
}

static Steppers columns_of(Build *b, const MomentParts *parts, const Flow *flow) {
  Steppers steppers = {.height = -b->sizes.gap};
  for (size_t first = 0, end; first < parts->count; first = end) {
    end = columns_end(b, parts, first);
    steppers.height += b->sizes.gap;
    Rect row = {flow->x, flow->y + steppers.height, columns_width(b, end - first, flow->w), column_height(b)};
    place_columns(b, &steppers, parts->items + first, end - first, row);
    steppers.height += row.h;
  }
  return steppers;
}

/* --- in rows: -, what it is set to, and + side by side, as low as can be --- */

static int words_width(const Build *b, Str words) {
  return b->metrics->width(b->metrics->context, words, b->sizes.font_title, FONT_SEMIBOLD);
}

/* Wide enough for all that any of the parts can be set to: alike, they stand below one another. */
static int row_stepper_width(const Build *b, const MomentParts *parts) {
  int widest = words_width(b, STR("00"));
  for (size_t i = 0; i < parts->count; i++) {
    for (int month = 1; parts->items[i] == PART_MONTH && month <= 12; month++) {
      int width = words_width(b, moment_month(b, month));
      widest = width > widest ? width : widest;
    }
    int year = parts->items[i] == PART_YEAR ? words_width(b, STR("0000")) : 0;
    widest = year > widest ? year : widest;
  }
  return widest + 2 * (b->sizes.target + b->sizes.key_gap + b->sizes.gap_tight);
}

static Stepper row_stepper(const Build *b, MomentPart part, Rect place) {
  const Sizes *s = &b->sizes;
  Stepper stepper = {.part = part, .caption = {place.x, place.y, place.w, caption_height(b)}};
  int y = place.y + stepper.caption.h;
  stepper.less = (Rect){place.x, y, s->target, s->target};
  stepper.more = (Rect){place.x + place.w - s->target, y, s->target, s->target};
  stepper.shown = (Rect){place.x + s->target + s->key_gap, y, place.w - 2 * (s->target + s->key_gap), s->target};
  return stepper;
}

/* Hour and minute keep their order in every script, but + and - stand as with all other parts: they change places beforehand. */
static void keep_time_order(const Build *b, Stepper *hour, Stepper *minute) {
  if (b->rtl) {
    Stepper was = *hour;
    *hour = *minute;
    *minute = was;
    hour->part = PART_HOUR;
    minute->part = PART_MINUTE;
  }
}

static Steppers rows_of(const Build *b, const MomentParts *parts, const Flow *flow) {
  const Sizes *s = &b->sizes;
  Steppers steppers = {.in_rows = true};
  Rect place = {flow->x, flow->y, row_stepper_width(b, parts), caption_height(b) + s->target};
  for (size_t i = 0; i < parts->count; i++) {
    MomentPart part = parts->items[i];
    int unit_w = part == PART_HOUR ? 2 * place.w + s->gap : place.w; /* hour and minute are not parted */
    if (place.x > flow->x && part != PART_MINUTE && place.x + unit_w > flow->x + flow->w) {
      place.x = flow->x;
      place.y += place.h + s->gap_tight;
    }
    Stepper *stepper = &steppers.items[steppers.count++];
    *stepper = row_stepper(b, part, place);
    place.x += place.w + s->gap;
    if (part == PART_MINUTE) {
      keep_time_order(b, stepper - 1, stepper);
    }
  }
  steppers.height = place.y + place.h - flow->y;
  steppers.last_w = place.x - s->gap - flow->x;
  return steppers;
}

/* --- both --- */

static void add_caption(Build *b, const Stepper *stepper) {
  Str id = arena_printf(b->arena, STR_FMT ".name", STR_ARG(looks[stepper->part].id)),
      name = build_string(b, looks[stepper->part].name);
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

/* What stands below the steppers: the date in words, and the ways to a calendar and back to nothing. Those stand beside the last steppers
 * where there is room. */
typedef struct Below {
  bool dated;
  int words_h; /* 0: there is no room for words */
  int calendar_w, clear_w;
  bool beside;
} Below;

static int line_height(const Build *b) {
  return b->metrics->height(b->metrics->context, b->sizes.font_body, FONT_SEMIBOLD);
}

static Below below_of(Build *b, const Asked *asked, const Flow *flow, const Steppers *steppers) {
  const Sizes *s = &b->sizes;
  Below below = {.dated = moment_is_whole_date(asked->question), .clear_w = clear_button(b, UI_STRING_CLEAR, (Rect){0, 0, 0, 0})};
  below.calendar_w = below.dated ? month_sheet_button(b, (Rect){0, 0, 0, 0}) : 0;
  below.words_h = below.dated ? line_height(b) + s->gap_tight : 0;
  int one_row = below.calendar_w + below.clear_w, widest = below.calendar_w > below.clear_w ? below.calendar_w : below.clear_w;
  below.beside = steppers->last_w + s->gap + (steppers->in_rows ? one_row : widest) <= flow->w;
  return below;
}

static int whole_height(const Build *b, const Steppers *steppers, const Below *below) {
  return steppers->height + below->words_h + (below->beside ? 0 : b->sizes.gap_tight + b->sizes.target);
}

static void add_chosen_words(Build *b, const Asked *asked, Flow *flow, int height) {
  if (!value_is_empty(asked->answer)) {
    Flow words = {flow->x, flow->y + b->sizes.gap_tight, flow->w};
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
  Rect clear = {flow->x + (below->dated ? below->calendar_w : -s->gap), calendar.y, below->clear_w, s->target};
  add_buttons(b, asked, calendar, clear);
  flow->y += s->gap_tight + s->target;
}

/* Columns are the easier to read, and rows are lower. */
void moment_layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  MomentParts parts = moment_parts(asked->question);
  Steppers steppers = columns_of(b, &parts, flow), rows = rows_of(b, &parts, flow);
  Below below = below_of(b, asked, flow, &steppers), below_rows = below_of(b, asked, flow, &rows);
  int height = whole_height(b, &steppers, &below);
  if (height > room_px && whole_height(b, &rows, &below_rows) < height) {
    steppers = rows;
    below = below_rows;
  }
  if (whole_height(b, &steppers, &below) > room_px) { /* the steppers say it too */
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
