#include "closing.h"
#include "code.h"
#include "screen.h"

static Str good_for(Build *b) {
  int minutes = b->scene->qr_minutes;
  return phrases_format(b->arena, b->strings, minutes == 1 ? UI_STRING_HANDOVER_MINUTES_ONE : UI_STRING_HANDOVER_MINUTES,
                        b->language, minutes, 0);
}

static void add_line(Build *b, Flow *flow, Str id, Str words, int text_px) {
  flow_text(b, flow, ROLE_TEXT, id, words, text_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
}

static void add_words(Build *b, Flow *flow, WordsSize size) {
  const Sizes *s = &b->sizes;
  bool small = size != WORDS_LARGE, hand_held = px_smaller(s->width, s->height) < size_mm(s, 110.0);
  int text_px = small && hand_held ? s->font_small : s->font_body;
  int title_px = small ? s->font_body : s->font_title;
  if (size == WORDS_LEAST) {
    title_px = (title_px + text_px) / 2;
  }
  flow_text(b, flow, ROLE_TITLE, STR("title"), build_string(b, UI_STRING_HANDOVER_TITLE), title_px, FONT_SEMIBOLD, THEME_TEXT,
            ALIGN_START);
  flow->y += small ? s->gap_tight : s->gap;
  if (size == WORDS_LEAST) { /* one after the other: no line is left half empty */
    Str brief = build_string(b, UI_STRING_HANDOVER_BRIEF), minutes = good_for(b);
    add_line(b, flow, STR("text"), arena_printf(b->arena, STR_FMT " " STR_FMT, STR_ARG(brief), STR_ARG(minutes)), text_px);
    return;
  }
  add_line(b, flow, STR("text"), build_string(b, UI_STRING_HANDOVER_TEXT), text_px);
  flow->y += s->gap_tight;
  add_line(b, flow, STR("minutes"), good_for(b), text_px);
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
