#include "screen.h"

static void add_words(Build *b, Flow *flow, bool small) {
  const Sizes *s = &b->sizes;
  flow_text(b, flow, ROLE_TITLE, STR("continue.title"), build_string(b, UI_STRING_CONTINUE), small ? s->font_body : s->font_title,
            FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  flow->y += small ? s->gap_tight : s->gap;
  flow_text(b, flow, ROLE_TEXT, STR("continue.text"), build_string(b, UI_STRING_CONTINUE_TEXT),
            small ? s->font_small : s->font_body, FONT_REGULAR, THEME_TEXT, ALIGN_START);
}

static int words_width(Build *b, Str words, int size_px) {
  return b->metrics->width(b->metrics->context, words, size_px, FONT_SEMIBOLD) + b->sizes.font_body + 2 * b->sizes.gap_wide;
}

/* Back at the start of the row, by its arrow alone where the other needs the width. */
static void add_footer(Build *b, Rect row) {
  const Sizes *s = &b->sizes;
  Str back = build_string(b, UI_STRING_BACK), on = build_string(b, UI_STRING_CONTINUE);
  int back_w = words_width(b, back, s->font_body), on_w = words_width(b, on, s->font_body);
  bool brief = back_w + s->gap + on_w > row.w, may = b->scene->may_continue;
  back_w = brief ? s->target : back_w;
  Node *node = build_button(b, INK_BUTTON, STR("back"), back, (Rect){row.x, row.y, back_w, row.h}, (Act){.kind = ACT_MENU});
  if (brief) {
    build_ink(b, node)->text = (TextBlock){0};
  }
  build_centre_icon(b, node, ICON_BACK);
  if (!may) { /* the server has gone since */
    return;
  }
  int room = row.w - back_w - s->gap, width = px_smaller(on_w, room);
  node = build_button(b, INK_PRIMARY, STR("continue"), on, (Rect){row.x + row.w - width, row.y, width, row.h},
                      (Act){.kind = ACT_CONTINUE});
  if (on_w > room) {
    build_ink(b, node)->text = build_measure(b, on, room - s->font_body - 2 * s->gap_tight, s->font_small, FONT_SEMIBOLD);
  }
  build_centre_icon(b, node, ICON_PHONE);
}

/* There is no way back to this screen, so what it does is said first. */
void continue_layout(Build *b, Rect area) {
  const Sizes *s = &b->sizes;
  Flow column = frame_column(b, area);
  Rect footer = {column.x, area.y + area.h - s->target, column.w, s->target};
  area.h -= s->target + s->gap;
  size_t first = b->count;
  b->slides = true;
  Flow flow = {column.x, 0, column.w};
  add_words(b, &flow, false);
  if (flow.y > area.h) {
    b->count = first;
    flow.y = 0;
    add_words(b, &flow, true);
  }
  frame_scroll(b, first, flow.y, area, 0.35);
  b->slides = false;
  add_footer(b, footer);
}
