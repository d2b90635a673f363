#include "screen.h"

static Str info_line(Build *b) {
  const Form *form = b->scene->form;
  int minutes = form_minutes(form);
  Str takes =
      strings_format(b->arena, b->strings, minutes == 1 ? UI_STRING_MINUTES_ONE : UI_STRING_MINUTES, b->language, minutes, 0);
  Str who = build_string(b, form->kiosk.anonymous ? UI_STRING_ANONYMOUS : UI_STRING_NOT_ANONYMOUS);
  return arena_printf(b->arena, STR_FMT "\n" STR_FMT, STR_ARG(takes), STR_ARG(who));
}

static Str invitation(Build *b) {
  Str own = text_in(b->scene->form, b->scene->form->kiosk.invite, b->scene->language_ix);
  return own.len ? own : build_string(b, UI_STRING_INVITE);
}

/* The words, and among them the face of the start button; returns its rectangle. Laid out from y 0. */
static Rect add_words(Build *b, Flow *flow, int title_px) {
  const Sizes *s = &b->sizes;
  const Form *form = b->scene->form;
  int invite_px = title_px > s->font_title ? s->font_title : s->font_body;
  flow_text(b, flow, ROLE_TITLE, STR("title"), text_in(form, form->title, b->scene->language_ix), title_px, FONT_SEMIBOLD,
            THEME_TEXT, ALIGN_START);
  flow->y += s->gap;
  flow_text(b, flow, ROLE_TEXT, STR("invite"), invitation(b), invite_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
  flow->y += s->gap_wide;
  TextBlock words = build_measure(b, build_string(b, UI_STRING_START), flow->w - 2 * s->gap_wide, s->font_title, FONT_SEMIBOLD);
  Rect face = {flow->x, flow->y, words.width_px + 6 * s->gap_wide, s->answer * 5 / 4};
  face.w = face.w < flow->w ? face.w : flow->w;
  flow->y += face.h + s->gap_wide;
  flow_text(b, flow, ROLE_TEXT, STR("info"), info_line(b), s->font_small, FONT_REGULAR, THEME_MUTED, ALIGN_START);
  return face;
}

/* The same, with the title set smaller until all of it fits the height, down to the size of a question's title. */
static Rect add_fitting_words(Build *b, Flow *flow, int height) {
  size_t first = b->count;
  for (int title_px = b->sizes.font_hero;; title_px = title_px * 9 / 10) {
    bool least = title_px <= b->sizes.font_title;
    flow->y = 0;
    Rect face = add_words(b, flow, least ? b->sizes.font_title : title_px);
    if (flow->y <= height || least) {
      return face;
    }
    b->count = first;
  }
}

static void add_start(Build *b, Rect face, Rect drawing) {
  Str start = build_string(b, UI_STRING_START);
  Node *node = build_node(b, ROLE_BUTTON, STR("start"), start, (Rect){0, 0, b->sizes.width, b->sizes.height}, INK_HERO);
  build_act(b, node, (Act){.kind = ACT_START, .ix = b->scene->language_ix});
  build_words(b, node, start, face, b->sizes.font_title, FONT_SEMIBOLD, THEME_ON_ACCENT, ALIGN_CENTRE);
  NodeInk *ink = build_ink(b, node);
  ink->icon_rect = face;
  ink->drawing_rect = drawing;
}

/* A square in the middle of what is free; nothing where there is too little of it to be worth looking at. */
static Rect drawing_in(const Build *b, Rect free) {
  int side = free.w < free.h ? free.w : free.h;
  if (side < size_mm(&b->sizes, 25.0)) {
    return (Rect){0, 0, 0, 0};
  }
  return (Rect){free.x + (free.w - side) / 2, free.y + (free.h - side) / 2, side, side};
}

/* The drawing stands above the words on a tall screen, beside them on a wide one. */
static void add_invitation(Build *b, Rect area) {
  const Sizes *s = &b->sizes;
  size_t first = b->count;
  Flow flow = {area.x, 0, s->portrait ? area.w : area.w * 3 / 5};
  Rect face = add_fitting_words(b, &flow, area.h);
  int spare = area.h - flow.y > 0 ? area.h - flow.y : 0;
  Rect free = {area.x + flow.w, area.y, area.w - flow.w, area.h};
  int y = area.y + spare / 2;
  if (s->portrait) {
    y = area.y + spare * 4 / 5;
    free = (Rect){area.x, area.y, area.w, y - area.y - s->gap_wide};
  }
  build_shift(b, first, y, b->clip);
  face.y += y;
  add_start(b, face, drawing_in(b, free));
}

void screen_attract(Build *b) {
  const Sizes *s = &b->sizes;
  Rect screen = frame_banner(b);
  Rect area = rect_inset(screen, s->width > size_mm(s, 250.0) ? 2 * s->margin : s->margin);
  Rect languages = {area.x, area.y + area.h - s->target, area.w, s->target};
  area.h -= s->target + s->gap;
  if (b->state->menu) {
    frame_language_menu(b, area, true);
  } else {
    add_invitation(b, area);
  }
  frame_languages(b, languages, area.w, true);
}
