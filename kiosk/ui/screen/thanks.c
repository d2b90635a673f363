#include "../view/moment.h"
#include "closing.h"
#include "code.h"
#include "screen.h"

static Str own_thanks_text(const Build *b) {
  return text_in(b->scene->form, b->scene->form->kiosk.thanks_text, b->scene->language_ix);
}

static Str thanks_text(const Build *b) {
  Str own = own_thanks_text(b);
  return own.len ? own : build_string(b, UI_STRING_THANKS_TEXT);
}

static Str own_followup_text(const Build *b) {
  return text_in(b->scene->form, b->scene->form->kiosk.followup_text, b->scene->language_ix);
}

static Str followup_text(const Build *b, bool brief) {
  Str own = own_followup_text(b);
  return own.len ? own : build_string(b, brief ? UI_STRING_FOLLOWUP_BRIEF : UI_STRING_FOLLOWUP_TITLE);
}

/* Is what the code leads to for later, it says from when. */
static void add_from(Build *b, Flow *flow, int text_px) {
  if (b->scene->followup_from_day == 0) {
    return;
  }
  Moment from = moment_from_value((Value){.kind = VALUE_DATE, .days = (double)b->scene->followup_from_day});
  const PhraseSlot slots[] = {{"{date}", moment_date_words(b, &from)}};
  Str words = phrases_fill(b->arena, b->strings, UI_STRING_FOLLOWUP_FROM, b->language, slots, COUNT_OF(slots));
  flow_text(b, flow, ROLE_TEXT, STR("followup.from"), words, text_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
  flow->y += b->sizes.gap_tight;
}

/* All that is to be known before the code is scanned stands with the words, not below the code: this screen closes by itself. */
static void add_followup(Build *b, Flow *flow, int text_px, bool brief) {
  static const UiString joins[][2] = {[FOLLOWUP_NONE] = {UI_STRING_FOLLOWUP_NONE, UI_STRING_FOLLOWUP_NONE_BRIEF},
                                      [FOLLOWUP_TOKEN] = {UI_STRING_FOLLOWUP_TOKEN, UI_STRING_FOLLOWUP_TOKEN_BRIEF},
                                      [FOLLOWUP_CODE] = {UI_STRING_FOLLOWUP_CODE, UI_STRING_FOLLOWUP_CODE_BRIEF}};
  Str sentence = build_string(b, joins[b->scene->form->kiosk.followup_link][brief]);
  flow_text(b, flow, ROLE_TEXT, STR("followup"), followup_text(b, brief), text_px, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  flow->y += b->sizes.gap_tight;
  add_from(b, flow, text_px);
  flow_text(b, flow, ROLE_TEXT, STR("followup.link"), sentence, text_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
}

static void add_words(Build *b, Flow *flow, WordsSize size) {
  const Sizes *s = &b->sizes;
  const int title_px[] = {[WORDS_LARGE] = s->font_hero, [WORDS_SMALL] = s->font_title, [WORDS_LEAST] = s->font_body};
  bool hand_held = px_smaller(s->width, s->height) < size_mm(s, 110.0), code = b->scene->qr_modules != NULL;
  int text_px = size != WORDS_LARGE && hand_held ? s->font_small : s->font_body;
  flow_text(b, flow, ROLE_TITLE, STR("title"), build_string(b, UI_STRING_THANKS_TITLE), title_px[size], FONT_SEMIBOLD, THEME_TEXT,
            ALIGN_START);
  flow->y += size == WORDS_LARGE ? s->gap : s->gap_tight;
  if (code && size == WORDS_LEAST) {
    add_followup(b, flow, text_px, true);
    if (own_thanks_text(b).len == 0) { /* the title has thanked */
      return;
    }
    flow->y += s->gap;
  }
  flow_text(b, flow, ROLE_TEXT, STR("text"), thanks_text(b), text_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
  if (code && size != WORDS_LEAST) {
    flow->y += size == WORDS_LARGE ? s->gap_wide : s->gap;
    add_followup(b, flow, text_px, false);
  }
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
  add_words(b, &words, WORDS_LARGE);
  if (words.y > area.h) {
    b->count = first;
    words.y = 0;
    add_words(b, &words, WORDS_SMALL);
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
    bool says_scan = own_followup_text(b).len == 0; /* what a form says itself is of what comes, not of how */
    code_add_beside_words(b, area,
                          &(CodeScreen){.label = followup_text(b, false),
                                        .type_words = says_scan ? UI_STRING_TYPE_ADDRESS : UI_STRING_SCAN_OR_TYPE,
                                        .add_words = add_words});
  } else {
    add_thanks(b, area);
  }
  closing_end(b, footer);
}
