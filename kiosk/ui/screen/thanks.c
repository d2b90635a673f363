#include "closing.h"
#include "code.h"
#include "screen.h"

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
  int text_px = small && px_smaller(s->width, s->height) < size_mm(s, 110.0) ? s->font_small : s->font_body;
  flow_text(b, flow, ROLE_TITLE, STR("title"), build_string(b, UI_STRING_THANKS_TITLE), small ? s->font_title : s->font_hero,
            FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  flow->y += small ? s->gap_tight : s->gap;
  flow_text(b, flow, ROLE_TEXT, STR("text"), thanks_text(b), text_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
  if (b->scene->qr_modules == NULL) {
    return;
  }
  static const UiString joins[] = {[FOLLOWUP_NONE] = UI_STRING_FOLLOWUP_NONE,
                                   [FOLLOWUP_TOKEN] = UI_STRING_FOLLOWUP_TOKEN,
                                   [FOLLOWUP_CODE] = UI_STRING_FOLLOWUP_CODE};
  Str sentence = build_string(b, joins[b->scene->form->kiosk.followup_link]);
  flow->y += small ? s->gap : s->gap_wide;
  flow_text(b, flow, ROLE_TEXT, STR("followup"), followup_text(b), text_px, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  flow->y += s->gap_tight;
  flow_text(b, flow, ROLE_TEXT, STR("followup.link"), sentence, text_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
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
  bool beside = !s->portrait;
  size_t first = b->count;
  Flow words = {column.x, 0, beside ? (column.w - s->gap_wide) * 11 / 20 : column.w};
  add_words(b, &words, false);
  if (words.y > area.h) {
    b->count = first;
    words.y = 0;
    add_words(b, &words, true);
  }
  int height;
  if (beside) {
    build_drawing(b, (Rect){column.x + words.w + s->gap_wide, 0, column.w - words.w - s->gap_wide, words.y * 3 / 2});
    height = words.y * 3 / 2;
  } else {
    height = add_drawing_above(b, column, first, words.y, area.h);
  }
  frame_scroll(b, first, height, area, 0.35);
}

void screen_thanks(Build *b) {
  Rect area, footer;
  if (!closing_begin(b, &area, &footer)) {
    return;
  }
  if (b->scene->qr_modules != NULL) {
    code_add_beside_words(b, area, followup_text(b), add_words);
  } else {
    add_thanks(b, area);
  }
  closing_end(b, footer);
}
