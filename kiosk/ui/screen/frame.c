#include "screen.h"

Flow frame_column(const Build *b, Rect area) {
  int w = b->sizes.column < area.w ? b->sizes.column : area.w;
  return (Flow){area.x + (area.w - w) / 2, area.y, w};
}

static TextBlock banner_words(Build *b) {
  return build_measure(b, build_string(b, UI_STRING_TRIAL), b->sizes.width - 2 * b->sizes.margin, b->sizes.font_small,
                       FONT_SEMIBOLD);
}

Rect frame_below_banner(Build *b) {
  int height = b->scene->trial ? banner_words(b).height_px + b->sizes.gap_tight : 0;
  return (Rect){0, height, b->sizes.width, b->sizes.height - height};
}

Rect frame_banner(Build *b) {
  Rect screen = frame_below_banner(b);
  if (b->scene->trial) {
    Str words = build_string(b, UI_STRING_TRIAL);
    Rect rect = {0, 0, screen.w, screen.y};
    Node *node = build_node(b, ROLE_TEXT, STR("trial"), words, rect, INK_BANNER);
    build_words(b, node, words, (Rect){b->sizes.margin, 0, screen.w - 2 * b->sizes.margin, rect.h}, b->sizes.font_small,
                FONT_SEMIBOLD, THEME_ON_TRIAL, ALIGN_CENTRE);
  }
  return screen;
}

static Rect logo_rect(const Build *b, Rect area) {
  const Image *logo = b->scene->logo;
  if (logo == NULL || logo->width_px < 1 || logo->height_px < 1) {
    return (Rect){area.x, area.y, 0, 0};
  }
  int most_h = size_mm(&b->sizes, 12.0 * b->sizes.scale), most_w = area.w / 2;
  int w = (int)((int64_t)logo->width_px * most_h / logo->height_px);
  return w <= most_w ? (Rect){area.x, area.y, w, most_h}
                     : (Rect){area.x, area.y, most_w, (int)((int64_t)logo->height_px * most_w / logo->width_px)};
}

static void add_logo(Build *b, Rect rect) {
  Node *node = build_node(b, ROLE_IMAGE, STR("logo"), STR(""), rect, INK_IMAGE);
  build_ink(b, node)->image = b->scene->logo;
}

int frame_logo(Build *b, Rect area) {
  Rect rect = logo_rect(b, area);
  if (rect_is_empty(rect)) {
    return 0;
  }
  add_logo(b, rect);
  return rect.h + b->sizes.gap_wide;
}

bool frame_logo_in_row(Build *b, Rect row) {
  Rect rect = logo_rect(b, (Rect){row.x, row.y, b->sizes.width, row.h});
  if (rect_is_empty(rect) || rect.w > row.w) {
    return false;
  }
  rect.y += (row.h - rect.h) / 2;
  add_logo(b, rect);
  return true;
}

static void (*const layouts[])(Build *b) = {
    [SCREEN_CHOOSER] = screen_chooser, [SCREEN_ATTRACT] = screen_attract, [SCREEN_QUESTION] = screen_question,
    [SCREEN_THANKS] = screen_thanks,   [SCREEN_IDLE] = screen_idle,       [SCREEN_FAULT] = screen_fault,
    [SCREEN_CLOSED] = screen_closed,   [SCREEN_STAFF] = screen_staff,     [SCREEN_HANDOVER] = screen_handover,
};
_Static_assert(COUNT_OF(layouts) == SCREEN_COUNT, "every screen has its layout");

/* What does not scroll is not dragged, whatever was there before it. */
static void forget_window(Interaction *placed) {
  placed->scroll_max_px = 0;
  placed->page_px = 0;
  placed->window = (Rect){0, 0, 0, 0};
}

void screen_layout(Build *b) {
  forget_window(b->placed);
  layouts[b->scene->screen](b);
}
