#include "language_chips.h"
#include "screen.h"

enum { QUIET_MODULES = 4 }; /* ISO/IEC 18004: the quiet zone on each side */

static Str thanks_text(Build *b) {
  Str own = text_in(b->scene->form, b->scene->form->kiosk.thanks_text, b->scene->language_ix);
  return own.len ? own : build_string(b, UI_STRING_THANKS_TEXT);
}

static Str followup_text(Build *b) {
  Str own = text_in(b->scene->form, b->scene->form->kiosk.followup_text, b->scene->language_ix);
  return own.len ? own : build_string(b, UI_STRING_FOLLOWUP_TITLE);
}

/* All that is to be known before the code is scanned stands with the words, not below the code: this screen closes by itself. */
static void add_words(Build *b, Flow *flow, bool small) {
  const Sizes *s = &b->sizes;
  int text_px = small && s->height < size_mm(s, 110.0) ? s->font_small : s->font_body;
  flow_text(b, flow, ROLE_TITLE, STR("title"), build_string(b, UI_STRING_THANKS_TITLE), small ? s->font_title : s->font_hero,
            FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  flow->y += small ? s->gap_tight : s->gap;
  flow_text(b, flow, ROLE_TEXT, STR("text"), thanks_text(b), text_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
  if (b->scene->qr_modules == NULL) {
    return;
  }
  const KioskSettings *kiosk = &b->scene->form->kiosk;
  Str sentence = build_string(b, kiosk->followup_link != FOLLOWUP_NONE ? UI_STRING_FOLLOWUP_TOKEN : UI_STRING_FOLLOWUP_NONE);
  flow->y += small ? s->gap : s->gap_wide;
  flow_text(b, flow, ROLE_TEXT, STR("followup"), followup_text(b), text_px, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  flow->y += s->gap_tight;
  flow_text(b, flow, ROLE_TEXT, STR("followup.link"), sentence, text_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
}

/* The card's side: whole pixels for each module, so that no edge is blurred, and at least 30 mm for the code itself. */
static int code_side(const Build *b, int room_px) {
  int modules = b->scene->qr_side + 2 * QUIET_MODULES;
  int wanted = size_mm(&b->sizes, 62.0 * b->sizes.scale);
  int side = (wanted < room_px ? wanted : room_px) / modules * modules;
  int least = (size_mm(&b->sizes, 30.0) + b->scene->qr_side - 1) / b->scene->qr_side * modules;
  return side > least ? side : least;
}

static void add_code(Build *b, Rect rect) {
  Node *node = build_node(b, ROLE_IMAGE, STR("qr"), followup_text(b), rect, INK_QR);
  NodeInk *ink = build_ink(b, node);
  ink->modules = b->scene->qr_modules;
  ink->modules_side = b->scene->qr_side;
  int module = rect.w / (b->scene->qr_side + 2 * QUIET_MODULES);
  ink->icon_rect = rect_inset(rect, module * QUIET_MODULES);
}

/* The code beside the words, its middle at theirs; returns the height of both. */
static int add_code_beside(Build *b, Flow column, size_t first, int words_h, int room_px) {
  int half = (column.w - b->sizes.gap_wide) * 9 / 20;
  int side = code_side(b, room_px < half ? room_px : half);
  int height = side > words_h ? side : words_h;
  build_shift(b, first, (height - words_h) / 2, b->clip);
  add_code(b, (Rect){column.x + column.w - half + (half - side) / 2, (height - side) / 2, side, side});
  return height;
}

/* The drawing above the words, as on a tall first screen; returns the height of both. */
static int add_drawing_above(Build *b, Flow column, size_t first, int words_h, int room_px) {
  int spare = (room_px - words_h) / 2, side = spare < column.w ? spare : column.w;
  int down = side + b->sizes.gap_wide;
  size_t words_end = b->count;
  build_drawing(b, (Rect){column.x, -down, column.w, side});
  if (b->count == words_end) { /* too little room for one */
    return words_h;
  }
  build_shift(b, first, down, b->clip);
  return down + words_h;
}

static void add_thanks(Build *b, Rect area) {
  const Sizes *s = &b->sizes;
  Flow column = frame_column(b, area);
  bool code = b->scene->qr_modules != NULL, beside = !s->portrait;
  size_t first = b->count;
  Flow words = {column.x, 0, beside ? (column.w - s->gap_wide) * 11 / 20 : column.w};
  add_words(b, &words, false);
  if (words.y > area.h) {
    b->count = first;
    words.y = 0;
    add_words(b, &words, true);
  }
  int height;
  if (beside && !code) {
    build_drawing(b, (Rect){column.x + words.w + s->gap_wide, 0, column.w - words.w - s->gap_wide, words.y * 3 / 2});
    height = words.y * 3 / 2;
  } else if (beside) {
    height = add_code_beside(b, column, first, words.y, area.h);
  } else if (code) {
    int room = area.h - words.y - s->gap_wide;
    int side = code_side(b, room < column.w ? room : column.w);
    add_code(b, (Rect){column.x, words.y + s->gap_wide, side, side});
    height = words.y + s->gap_wide + side;
  } else {
    height = add_drawing_above(b, column, first, words.y, area.h);
  }
  frame_scroll(b, first, height, area, code ? 0.5 : 0.35);
}

/* As large as can be, but the languages keep their room beside it. */
static int done_width(Build *b, int row_px) {
  const Sizes *s = &b->sizes;
  int most = size_mm(s, 40.0 * s->scale);
  int words = b->metrics->width(b->metrics->context, build_string(b, UI_STRING_DONE), s->font_body, FONT_SEMIBOLD) + 2 * s->gap;
  int least = words > s->target ? words : s->target,
      left = row_px - s->gap_wide - language_chips_width(b, row_px - least - s->gap_wide);
  int width = most < left ? most : left;
  return width > least ? width : least;
}

void screen_thanks(Build *b) {
  const Sizes *s = &b->sizes;
  Rect area = rect_inset(frame_banner(b), s->margin);
  if (b->state->menu) {
    menu_layout(b, area);
    return;
  }
  Flow column = frame_column(b, area);
  Rect footer = {column.x, area.y + area.h - s->target, column.w, s->target};
  area.h -= s->target + s->gap;
  if (area.h >= size_mm(s, 130.0)) { /* what is to be read and scanned goes before */
    int logo_h = frame_logo(b, (Rect){column.x, area.y, column.w, area.h});
    area.y += logo_h;
    area.h -= logo_h;
  }
  add_thanks(b, area);
  int width = done_width(b, footer.w);
  Rect done = {footer.x + footer.w - width, footer.y, width, footer.h};
  footer.w -= width + s->gap_wide;
  language_chips_add(b, footer, footer.w);
  build_button(b, INK_PRIMARY, STR("done"), build_string(b, UI_STRING_DONE), done, (Act){.kind = ACT_DONE});
}
