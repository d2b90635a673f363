#include "screen.h"

void screen_fault(Build *b) {
  const Sizes *s = &b->sizes;
  Rect area = rect_inset(frame_banner(b), s->margin);
  size_t first = b->count;
  Flow flow = frame_column(b, area);
  flow.y = 0;
  flow_hero(b, &flow, build_string(b, UI_STRING_FAULT_TITLE), area.h / 2);
  flow.y += s->gap;
  flow_text(b, &flow, ROLE_ALERT, STR("text"), build_string(b, UI_STRING_FAULT_TEXT), s->font_title, FONT_REGULAR, THEME_TEXT,
            ALIGN_START);
  frame_scroll(b, first, flow.y, area, 0.4);
}
