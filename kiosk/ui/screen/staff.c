#include "staff.h"
#include "screen.h"

int staff_leave_width(Build *b) {
  const Sizes *s = &b->sizes;
  int words = b->metrics->width(b->metrics->context, build_string(b, UI_STRING_STAFF_LEAVE), s->font_body, FONT_SEMIBOLD);
  return words + s->font_body + 2 * s->gap_wide;
}

Rect staff_add_leave(Build *b, Rect place) {
  Str words = build_string(b, UI_STRING_STAFF_LEAVE);
  int width = staff_leave_width(b);
  bool brief = width > place.w;
  Rect rect = {place.x, place.y, brief ? b->sizes.target : width, place.h};
  Node *node = build_button(b, INK_BUTTON, STR("leave"), words, rect, (Act){.kind = ACT_BACK});
  if (brief) {
    build_ink(b, node)->text = (TextBlock){0};
  }
  build_centre_icon(b, node, ICON_BACK);
  return rect;
}

/* Nobody ends the program by a finger that slipped. */
static void add_question(Build *b, Rect area) {
  const Sizes *s = &b->sizes;
  size_t first = b->count;
  Flow flow = frame_column(b, area);
  flow.y = 0;
  flow_hero(b, &flow, build_string(b, UI_STRING_QUIT_TITLE), area.h / 3);
  flow.y += s->gap;
  flow_text(b, &flow, ROLE_TEXT, STR("text"), build_string(b, UI_STRING_QUIT_TEXT), s->font_body, FONT_REGULAR, THEME_TEXT,
            ALIGN_START);
  flow.y += s->gap_wide;
  Rect no = {flow.x, flow.y, s->portrait ? flow.w : (flow.w - s->gap) / 2, s->answer}, yes = no;
  yes.x += s->portrait ? 0 : no.w + s->gap;
  yes.y += s->portrait ? no.h + s->gap : 0;
  build_button(b, INK_PRIMARY, STR("quit.no"), build_string(b, UI_STRING_QUIT_NO), no, (Act){.kind = ACT_ASK_QUIT});
  build_button(b, INK_BUTTON, STR("quit.yes"), build_string(b, UI_STRING_QUIT_YES), yes, (Act){.kind = ACT_QUIT});
  frame_scroll(b, first, yes.y + yes.h + 2 * s->focus_width, area, 0.4);
}

void screen_staff(Build *b) {
  static const Staff nobody = {0};
  Rect area = rect_inset(frame_banner(b), b->sizes.margin);
  const Staff *staff = b->scene->staff != NULL ? b->scene->staff : &nobody;
  if (b->state->menu) {
    menu_layout(b, area);
  } else if (!staff->open) {
    staff_pin_layout(b, area, staff);
  } else if (b->state->asks_quit) {
    add_question(b, area);
  } else {
    staff_board_layout(b, area, staff);
  }
}
