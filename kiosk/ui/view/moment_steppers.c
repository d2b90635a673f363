#include "moment_steppers.h"

static int caption_height(const Build *b) {
  return b->metrics->height(b->metrics->context, b->sizes.font_small, FONT_REGULAR) + b->sizes.gap_tight / 2;
}

static bool is_timed(MomentPart part) {
  return part == PART_HOUR || part == PART_MINUTE;
}

static int words_width(const Build *b, Str words) {
  return b->metrics->width(b->metrics->context, words, b->sizes.font_title, FONT_SEMIBOLD);
}

/* Wide enough for all that a part can be set to. */
static int part_width(const Build *b, MomentPart part) {
  int widest = words_width(b, part == PART_YEAR ? STR("0000") : STR("00"));
  for (int month = 1; part == PART_MONTH && month <= 12; month++) {
    int width = words_width(b, moment_month(b, month));
    widest = width > widest ? width : widest;
  }
  return widest;
}

static int caption_width(const Build *b, MomentPart part) {
  return b->metrics->width(b->metrics->context, moment_part_name(b, part), b->sizes.font_small, FONT_REGULAR);
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

/* Is a part broken inside its column? */
bool steppers_are_narrow(const Build *b, const Steppers *steppers) {
  for (size_t i = 0; i < steppers->count; i++) {
    const Stepper *stepper = &steppers->items[i];
    int words = part_width(b, stepper->part), caption = caption_width(b, stepper->part);
    if (words > stepper->shown.w || caption > stepper->caption.w) {
      return true;
    }
  }
  return false;
}

Steppers steppers_in_columns(Build *b, const MomentParts *parts, const Flow *flow) {
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

/* Those of a date alike, so that they stand below one another, and those of a time. */
static int row_width(const Build *b, const MomentParts *parts, bool timed) {
  int widest = 0;
  for (size_t i = 0; i < parts->count; i++) {
    int width = is_timed(parts->items[i]) == timed ? part_width(b, parts->items[i]) : 0;
    widest = width > widest ? width : widest;
  }
  int shown = widest + 2 * b->sizes.gap_tight;
  shown = shown < b->sizes.target ? b->sizes.target : shown;
  return shown + 2 * (b->sizes.target + b->sizes.key_gap);
}

Steppers steppers_in_rows(const Build *b, const MomentParts *parts, const Flow *flow) {
  const Sizes *s = &b->sizes;
  Steppers steppers = {.in_rows = true};
  Rect place = {flow->x, flow->y, 0, caption_height(b) + s->target};
  for (size_t i = 0; i < parts->count; i++) {
    MomentPart part = parts->items[i];
    place.w = row_width(b, parts, is_timed(part));
    int unit_w = part == PART_HOUR ? 2 * place.w + s->gap : place.w; /* hour and minute are parted only where they must be */
    if (place.x > flow->x && place.x + unit_w > flow->x + flow->w) {
      place.x = flow->x;
      place.y += place.h + s->gap_tight;
    }
    Stepper *stepper = &steppers.items[steppers.count++];
    *stepper = row_stepper(b, part, place);
    place.x += place.w + s->gap;
    if (part == PART_MINUTE && stepper[-1].shown.y == stepper->shown.y) {
      keep_time_order(b, stepper - 1, stepper);
    }
  }
  steppers.height = place.y + place.h - flow->y;
  steppers.last_w = place.x - s->gap - flow->x;
  return steppers;
}
