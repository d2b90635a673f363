#include "screen.h"

enum { QUIET_MODULES = 4 }; /* ISO/IEC 18004: the quiet zone on each side */

static Str thanks_text(Build *b) {
  Str own = text_in(b->scene->form, b->scene->form->kiosk.thanks_text, b->scene->language_ix);
  return own.len ? own : build_string(b, UI_STRING_THANKS_TEXT);
}

static void add_words(Build *b, Flow *flow) {
  const Sizes *s = &b->sizes;
  flow_text(b, flow, ROLE_TITLE, STR("title"), build_string(b, UI_STRING_THANKS_TITLE), s->font_hero, FONT_SEMIBOLD, THEME_TEXT,
            ALIGN_START);
  flow->y += s->gap;
  flow_text(b, flow, ROLE_TEXT, STR("text"), thanks_text(b), s->font_title, FONT_REGULAR, THEME_TEXT, ALIGN_START);
}

/* The card's side: whole pixels for each module, so that no edge is blurred, and at least 30 mm for the code itself. */
static int code_side(const Build *b, int room_px) {
  int modules = b->scene->qr_side + 2 * QUIET_MODULES;
  int wanted = size_mm(&b->sizes, 62.0 * b->sizes.scale);
  int least = size_mm(&b->sizes, 30.0) * modules / b->scene->qr_side;
  int side = wanted < room_px ? wanted : room_px;
  side = side > least ? side : least;
  return (side + modules - 1) / modules * modules;
}

static void add_code(Build *b, Flow *flow, int room_px) {
  const Sizes *s = &b->sizes;
  const KioskSettings *kiosk = &b->scene->form->kiosk;
  Str own = text_in(b->scene->form, kiosk->followup_text, b->scene->language_ix);
  Str title = own.len ? own : build_string(b, UI_STRING_FOLLOWUP_TITLE);
  Str sentence = build_string(b, kiosk->followup_token ? UI_STRING_FOLLOWUP_TOKEN : UI_STRING_FOLLOWUP_NONE);
  int words = build_measure(b, title, flow->w, s->font_body, FONT_SEMIBOLD).height_px +
              build_measure(b, sentence, flow->w, s->font_small, FONT_REGULAR).height_px + 2 * s->gap;
  int side = code_side(b, room_px - words < flow->w ? room_px - words : flow->w);
  flow_text(b, flow, ROLE_TEXT, STR("followup"), title, s->font_body, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  flow->y += s->gap;
  Rect rect = {flow->x, flow->y, side, side};
  Node *node = build_node(b, ROLE_IMAGE, STR("qr"), title, rect, INK_QR);
  NodeInk *ink = build_ink(b, node);
  ink->modules = b->scene->qr_modules;
  ink->modules_side = b->scene->qr_side;
  int quiet = side / (b->scene->qr_side + 2 * QUIET_MODULES) * QUIET_MODULES;
  ink->icon_rect = rect_inset(rect, quiet);
  flow->y += side + s->gap;
  flow_text(b, flow, ROLE_TEXT, STR("followup.link"), sentence, s->font_small, FONT_REGULAR, THEME_MUTED, ALIGN_START);
}

void screen_thanks(Build *b) {
  const Sizes *s = &b->sizes;
  Rect area = rect_inset(frame_banner(b), s->margin);
  Rect footer = {area.x, area.y + area.h - s->target, area.w, s->target};
  area.h -= s->target + s->gap;
  Flow column = frame_column(b, area);
  bool code = b->scene->qr_modules != NULL;
  bool beside = code && !s->portrait;
  size_t first = b->count;
  Flow words = {column.x, 0, beside ? (column.w - s->gap_wide) / 2 : column.w};
  add_words(b, &words);
  int height = words.y;
  if (beside) {
    build_shift(b, first, (area.h - words.y) / 3 > 0 ? (area.h - words.y) / 3 : 0, b->clip);
    Flow half = {column.x + words.w + s->gap_wide, 0, words.w};
    add_code(b, &half, area.h);
    height = half.y > height ? half.y : height;
  } else if (code) {
    Flow below = {column.x, words.y + s->gap_wide, column.w};
    add_code(b, &below, area.h - below.y);
    height = below.y;
  }
  frame_scroll(b, first, height, area, code ? 0.5 : 0.35);
  Str done = build_string(b, UI_STRING_DONE);
  int width = size_mm(s, 40.0 * s->scale);
  build_button(b, INK_PRIMARY, STR("done"), done, (Rect){column.x + column.w - width, footer.y, width, footer.h},
               (Act){.kind = ACT_DONE});
}
