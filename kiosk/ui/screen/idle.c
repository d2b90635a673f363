#include "screen.h"

/* Nothing of the answers shows here: whoever comes by may read it. */
void screen_idle(Build *b) {
  const Sizes *s = &b->sizes;
  Rect area = rect_inset(frame_banner(b), s->margin);
  size_t first = b->count;
  Flow flow = frame_column(b, area);
  flow.y = 0;
  bool partial = b->scene->form->kiosk.idle_outcome == IDLE_PARTIAL;
  flow_hero(b, &flow, build_string(b, UI_STRING_IDLE_TITLE), area.h / 3);
  flow.y += s->gap;
  Str words = phrases_format(b->arena, b->strings, partial ? UI_STRING_IDLE_PARTIAL : UI_STRING_IDLE_DISCARD, b->language,
                             b->scene->idle_seconds_left, 0);
  int words_px = area.h < size_mm(s, 110.0) ? s->font_body : s->font_title;
  flow_text(b, &flow, ROLE_ALERT, STR("countdown"), words, words_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
  flow.y += s->gap_wide;
  Rect rect = {flow.x, flow.y, flow.w, s->answer * 3 / 2};
  Str still = build_string(b, UI_STRING_STILL_HERE);
  Node *node = build_button(b, INK_PRIMARY, STR("still-here"), still, rect, (Act){.kind = ACT_STILL_HERE});
  build_words(b, node, still, rect_inset(rect, s->gap), s->font_title, FONT_SEMIBOLD, THEME_ON_ACCENT, ALIGN_CENTRE);
  flow.y += rect.h;
  frame_scroll(b, first, flow.y, area, 0.4);
}
