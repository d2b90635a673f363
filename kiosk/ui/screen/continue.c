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

/* Back at the start of the row, by its arrow alone where the other needs the width; what still does not fit is smaller, in two lines. */
typedef struct Footer {
  int back_w, on_w, height;
  bool back_brief;
  TextBlock small; /* count 0: the words stand as large as any button's */
} Footer;

static Footer plan_footer(Build *b, int row_w) {
  const Sizes *s = &b->sizes;
  Str on = build_string(b, UI_STRING_CONTINUE);
  int back_w = words_width(b, build_string(b, UI_STRING_BACK), s->font_body), on_w = words_width(b, on, s->font_body);
  Footer footer = {.back_w = back_w, .height = s->target, .back_brief = back_w + s->gap + on_w > row_w};
  if (footer.back_brief) {
    footer.back_w = s->target;
  }
  int room = row_w - footer.back_w - s->gap;
  footer.on_w = px_smaller(on_w, room);
  if (on_w > room) {
    footer.small = build_measure(b, on, room - s->font_body - 2 * s->gap_tight, s->font_small, FONT_SEMIBOLD);
    footer.height = px_larger(s->target, footer.small.height_px);
  }
  return footer;
}

static void add_footer(Build *b, const Footer *footer, Rect row) {
  Rect rect = {row.x, row.y, footer->back_w, row.h};
  Node *node = build_button(b, INK_BUTTON, STR("back"), build_string(b, UI_STRING_BACK), rect, (Act){.kind = ACT_MENU});
  if (footer->back_brief) {
    build_ink(b, node)->text = (TextBlock){0};
  }
  build_centre_icon(b, node, ICON_BACK);
  if (!b->scene->may_continue) { /* the server has gone since */
    return;
  }
  rect = (Rect){row.x + row.w - footer->on_w, row.y, footer->on_w, row.h};
  node = build_button(b, INK_PRIMARY, STR("continue"), build_string(b, UI_STRING_CONTINUE), rect, (Act){.kind = ACT_CONTINUE});
  if (footer->small.count > 0) {
    build_ink(b, node)->text = footer->small;
  }
  build_centre_icon(b, node, ICON_PHONE);
}

/* There is no way back to this screen, so what it does is said first. */
void continue_layout(Build *b, Rect area) {
  const Sizes *s = &b->sizes;
  Flow column = frame_column(b, area);
  Footer footer = plan_footer(b, column.w);
  Rect row = {column.x, area.y + area.h - footer.height, column.w, footer.height};
  area.h -= row.h + s->gap;
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
  add_footer(b, &footer, row);
}
