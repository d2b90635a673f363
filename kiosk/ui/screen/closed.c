#include "screen.h"

void screen_closed(Build *b) {
  const Sizes *s = &b->sizes;
  Flow flow = frame_column(b, (Rect){s->margin, s->height / 3, s->width - 2 * s->margin, s->height});
  flow_text(b, &flow, ROLE_TITLE, STR("title"), build_string(b, UI_STRING_CLOSED_TITLE), s->font_hero, FONT_SEMIBOLD, THEME_TEXT,
            ALIGN_CENTRE);
}
