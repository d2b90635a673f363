#include "moment.h"

static const struct {
  Str id;
  UiString name;
} looks[PART_COUNT] = {[PART_DAY] = {STR_INIT("day"), UI_STRING_PART_DAY},
                       [PART_MONTH] = {STR_INIT("month"), UI_STRING_PART_MONTH},
                       [PART_YEAR] = {STR_INIT("year"), UI_STRING_PART_YEAR},
                       [PART_HOUR] = {STR_INIT("hour"), UI_STRING_PART_HOUR},
                       [PART_MINUTE] = {STR_INIT("minute"), UI_STRING_PART_MINUTE}};

Str moment_month(const Build *b, int month) {
  return build_string(b, (UiString)(UI_STRING_MONTH_1 + month - 1));
}

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

static int caption_height(const Build *b) {
  return b->metrics->height(b->metrics->context, b->sizes.font_small, FONT_REGULAR);
}

/* Its name, +, what it is set to, and -, under one another. */
static void add_stepper(Build *b, const Asked *asked, MomentPart part, Rect column, Rect panel) {
  const Sizes *s = &b->sizes;
  Rect caption = {column.x, column.y, column.w, caption_height(b)};
  Str id = arena_printf(b->arena, STR_FMT ".name", STR_ARG(looks[part].id)), name = build_string(b, looks[part].name);
  Node *node = build_node(b, ROLE_TEXT, id, name, caption, INK_TEXT);
  build_words(b, node, name, caption, s->font_small, FONT_REGULAR, THEME_MUTED, ALIGN_CENTRE);
  build_ink(b, node)->panel = panel;
  Rect row = {column.x, caption.y + caption.h + s->gap_tight / 2, column.w, s->target};
  add_step(b, part, row, panel, 1);
  row.y += row.h + s->key_gap;
  add_part(b, asked, part, row, panel);
  row.y += row.h + s->key_gap;
  add_step(b, part, row, panel, -1);
}

static int stepper_height(const Build *b) {
  return caption_height(b) + b->sizes.gap_tight / 2 + 3 * b->sizes.target + 2 * b->sizes.key_gap;
}

static bool is_timed(MomentPart part) {
  return part == PART_HOUR || part == PART_MINUTE;
}

/* Steppers side by side; hour and minute keep their order in every script. Returns the width. */
static int add_row(Build *b, const Asked *asked, const MomentPart *parts, size_t count, Rect row) {
  const Sizes *s = &b->sizes;
  int widest = size_mm(s, 36.0 * s->scale), space = s->gap_wide - s->gap, width = row.w; /* more between date and time */
  for (size_t i = 1; i < count; i++) {
    width -= s->gap + (is_timed(parts[i]) && !is_timed(parts[i - 1]) ? space : 0);
  }
  width = width / (int)count < widest ? width / (int)count : widest;
  int x = row.x, height = stepper_height(b);
  for (size_t i = 0; i < count; i++) {
    bool first_of_time = is_timed(parts[i]) && (i == 0 || !is_timed(parts[i - 1]));
    x += i > 0 && first_of_time ? space : 0;
    int start = is_timed(parts[i]) && !first_of_time ? x - width - s->gap : x;
    Rect panel = is_timed(parts[i]) ? (Rect){start, row.y, 2 * width + s->gap, height} : (Rect){0, 0, 0, 0};
    add_stepper(b, asked, parts[i], (Rect){x, row.y, width, height}, panel);
    x += width + s->gap;
  }
  return x - s->gap - row.x;
}

/* The way to take it all back: beside the steppers where there is room, else below them; its place is kept. */
static void add_clear(Build *b, const Asked *asked, Flow *flow, int steppers_w) {
  const Sizes *s = &b->sizes;
  int width = clear_button(b, UI_STRING_CLEAR, (Rect){0, 0, 0, 0});
  bool beside = steppers_w + s->gap + width <= flow->w;
  Rect row = {flow->x, flow->y + s->gap_tight, width, s->target};
  if (beside) {
    row.x += steppers_w + s->gap;
    row.y = flow->y - 2 * s->target - s->key_gap; /* in line with what they are set to */
  }
  if (!value_is_empty(asked->answer)) {
    clear_button(b, UI_STRING_CLEAR, row);
  }
  flow->y += beside ? 0 : s->gap_tight + s->target;
}

/* What of the width the steppers may have: on a wide screen they leave some to what takes them back, unless they become too narrow. */
static int steppers_width(Build *b, size_t count, int width) {
  int less = width - b->sizes.gap - clear_button(b, UI_STRING_CLEAR, (Rect){0, 0, 0, 0});
  return !b->sizes.portrait && less / (int)count >= size_mm(&b->sizes, 26.0 * b->sizes.scale) ? less : width;
}

/* Where the row that begins at a part ends: on a tall screen the time stands below the date. */
static size_t row_end(const Build *b, const MomentParts *parts, size_t first) {
  size_t end = first + 1;
  while (end < parts->count && (!b->sizes.portrait || is_timed(parts->items[end]) == is_timed(parts->items[first]))) {
    end++;
  }
  return end;
}

void moment_layout(Build *b, const Asked *asked, Flow *flow, int room_px) {
  (void)room_px;
  MomentParts parts = moment_parts(asked->question);
  int height = stepper_height(b), width = 0;
  for (size_t first = 0, end; first < parts.count; first = end) {
    end = row_end(b, &parts, first);
    flow->y += first > 0 ? b->sizes.gap : 0;
    Rect row = {flow->x, flow->y, steppers_width(b, end - first, flow->w), height};
    int row_w = add_row(b, asked, parts.items + first, end - first, row);
    width = row_w > width ? row_w : width;
    flow->y += height;
  }
  add_clear(b, asked, flow, width);
}

Str moment_words(Build *b, const Asked *asked) {
  MomentParts parts = moment_parts(asked->question);
  Moment moment = moment_from_value(asked->answer);
  Buffer words = buffer_new(b->arena);
  Sink sink = sink_to_buffer(&words);
  for (size_t i = 0; i < parts.count; i++) {
    MomentPart part = parts.items[i];
    sink_z(&sink, i == 0 ? "" : part == PART_MINUTE ? ":" : " ");
    sink_str(&sink, part_words(b, part, moment.parts[part]));
  }
  return buffer_view(&words);
}
