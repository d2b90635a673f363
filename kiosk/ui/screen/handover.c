#include "closing.h"
#include "code.h"
#include "screen.h"

static void add_words(Build *b, Flow *flow, bool small) {
  const Sizes *s = &b->sizes;
  int minutes = b->scene->qr_minutes,
      text_px = small && px_smaller(s->width, s->height) < size_mm(s, 110.0) ? s->font_small : s->font_body;
  Str good_for = phrases_format(b->arena, b->strings, minutes == 1 ? UI_STRING_HANDOVER_MINUTES_ONE : UI_STRING_HANDOVER_MINUTES,
                                b->language, minutes, 0);
  flow_text(b, flow, ROLE_TITLE, STR("title"), build_string(b, UI_STRING_HANDOVER_TITLE), small ? s->font_body : s->font_title,
            FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  flow->y += small ? s->gap_tight : s->gap;
  flow_text(b, flow, ROLE_TEXT, STR("text"), build_string(b, UI_STRING_HANDOVER_TEXT), text_px, FONT_REGULAR, THEME_TEXT,
            ALIGN_START);
  flow->y += s->gap_tight;
  flow_text(b, flow, ROLE_TEXT, STR("minutes"), good_for, text_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
}

void screen_handover(Build *b) {
  Rect area, footer;
  if (!closing_begin(b, &area, &footer)) {
    return;
  }
  if (b->scene->qr_modules != NULL) {
    code_add_beside_words(b, area, build_string(b, UI_STRING_HANDOVER_TITLE), add_words);
  }
  closing_end(b, footer);
}
