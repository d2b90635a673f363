#include "closing.h"
#include "code.h"
#include "screen.h"

static void add_minutes(Build *b, Flow *flow, int text_px) {
  int minutes = b->scene->qr_minutes;
  Str good_for = phrases_format(b->arena, b->strings, minutes == 1 ? UI_STRING_HANDOVER_MINUTES_ONE : UI_STRING_HANDOVER_MINUTES,
                                b->language, minutes, 0);
  flow_text(b, flow, ROLE_TEXT, STR("minutes"), good_for, text_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
}

static void add_text(Build *b, Flow *flow, int text_px, bool brief) {
  Str text = build_string(b, brief ? UI_STRING_HANDOVER_BRIEF : UI_STRING_HANDOVER_TEXT);
  flow_text(b, flow, ROLE_TEXT, STR("text"), text, text_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
}

static void add_words(Build *b, Flow *flow, WordsSize size) {
  const Sizes *s = &b->sizes;
  bool small = size != WORDS_LARGE;
  int text_px = small && px_smaller(s->width, s->height) < size_mm(s, 110.0) ? s->font_small : s->font_body;
  flow_text(b, flow, ROLE_TITLE, STR("title"), build_string(b, UI_STRING_HANDOVER_TITLE), small ? s->font_body : s->font_title,
            FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  flow->y += small ? s->gap_tight : s->gap;
  add_text(b, flow, text_px, size == WORDS_LEAST);
  flow->y += s->gap_tight;
  add_minutes(b, flow, text_px);
}

void screen_handover(Build *b) {
  Rect area, footer;
  if (!closing_begin(b, &area, &footer)) {
    return;
  }
  if (b->scene->qr_modules != NULL) {
    code_add_beside_words(b, area,
                          &(CodeScreen){.label = build_string(b, UI_STRING_HANDOVER_TITLE),
                                        .type_words = UI_STRING_TYPE_ADDRESS,
                                        .add_words = add_words});
  }
  closing_end(b, footer);
}
