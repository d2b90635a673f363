#include "screen.h"
#include "when.h"

enum { WEEKDAY_TELLS_DAYS = 6 }; /* a day further on has the name of one that is nearer */

static Str opening_words(Build *b) {
  const Scene *scene = b->scene;
  if (scene->opens_weekday < 1) {
    return STR("");
  }
  bool today = scene->opens_in_days == 0, near = scene->opens_in_days <= WEEKDAY_TELLS_DAYS;
  Str day = today ? STR("") : when_day(b, scene->opens_weekday, near ? 0 : scene->opens_month, scene->opens_day);
  return when_words(b, day, scene->opens_minute / 60, scene->opens_minute % 60);
}

/* A clock whose hands tell when it opens; nobody knows how long a break is. */
static void add_drawing(Build *b, Rect free) {
  const Node *node = build_drawing(b, free);
  if (node != NULL && (b->scene->paused || b->scene->opens_weekday > 0)) {
    NodeInk *ink = build_ink(b, node);
    ink->kind = b->scene->paused ? INK_CUP : INK_CLOCK;
    ink->step = b->scene->opens_minute;
    ink->turns = b->scene->paused && b->turn_mirrors;
  }
}

static void add_words(Build *b, Flow *flow, int hero_px, int when_px) {
  const Sizes *s = &b->sizes;
  flow->y = 0;
  bool paused = b->scene->paused;
  flow_hero(b, flow, build_string(b, paused ? UI_STRING_PAUSED_TITLE : UI_STRING_CLOSED_TITLE), hero_px);
  if (paused) {
    flow->y += s->gap;
    flow_text(b, flow, ROLE_TEXT, STR("text"), build_string(b, UI_STRING_PAUSED_TEXT), when_px, FONT_REGULAR, THEME_MUTED,
              ALIGN_START);
    return;
  }
  Str when = opening_words(b);
  if (when.len > 0) {
    flow->y += when_px < s->font_title ? s->gap : s->gap_wide;
    flow_text(b, flow, ROLE_TEXT, STR("opens"), build_string(b, UI_STRING_CLOSED_OPENS), when_px, FONT_REGULAR, THEME_MUTED,
              ALIGN_START);
    flow->y += s->gap_tight;
    flow_text(b, flow, ROLE_TEXT, STR("when"), when, when_px, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  }
}

/* Smaller where they would not fit, and in the end over the width of the drawing too. */
static void add_fitting_words(Build *b, Flow *flow, Rect area) {
  const Sizes *s = &b->sizes;
  const int sizes[] = {s->font_title, s->font_body, s->font_small};
  size_t first = b->count;
  for (size_t i = 0; i < 2 * COUNT_OF(sizes); i++) {
    b->count = first;
    flow->w = i < COUNT_OF(sizes) ? flow->w : area.w;
    add_words(b, flow, i == 0 ? area.h / 2 : area.h / 3, sizes[i % COUNT_OF(sizes)]);
    if (flow->y <= area.h) {
      return;
    }
  }
}

/* A sign on a door: large, in every language in turn, and nothing to press. */
void screen_closed(Build *b) {
  const Sizes *s = &b->sizes;
  Rect area = rect_inset(frame_banner(b), s->margin);
  Flow column = frame_column(b, area);
  area.x = column.x;
  area.w = column.w;
  int logo_h = frame_logo(b, area);
  area.y += logo_h;
  area.h -= logo_h;
  size_t first = b->count;
  Flow flow = {area.x, 0, s->portrait ? area.w : area.w * 3 / 5};
  b->turns = true;
  add_fitting_words(b, &flow, area);
  int spare = area.h - flow.y > 0 ? area.h - flow.y : 0;
  int y = area.y + spare * (s->portrait ? 2 : 1) / (s->portrait ? 3 : 2);
  build_shift(b, first, y, b->clip);
  Rect beside = {area.x + flow.w, area.y, area.w - flow.w, area.h}, above = {area.x, area.y, area.w, y - area.y - s->gap_wide};
  add_drawing(b, s->portrait ? above : beside);
  b->turns = false;
}
