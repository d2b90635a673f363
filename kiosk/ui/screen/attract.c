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

/* A long title is set smaller rather than over many lines. */
static int title_size(Build *b, Str title, int width) {
  int size = b->sizes.font_hero;
  while (size > b->sizes.font_title && build_measure(b, title, width, size, FONT_SEMIBOLD).count > 3) {
    size = size * 9 / 10;
  }
  return size;
}

/* The words, and below them the face of the start button; the button itself is the whole screen. */
static void add_words(Build *b, Flow flow, int height) {
  const Sizes *s = &b->sizes;
  const Form *form = b->scene->form;
  size_t first = b->count;
  int top = flow.y;
  flow.y = 0;
  Str title = text_in(form, form->title, b->scene->language_ix);
  flow_text(b, &flow, ROLE_TITLE, STR("title"), title, title_size(b, title, flow.w), FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  flow.y += s->gap;
  flow_text(b, &flow, ROLE_TEXT, STR("invite"), invitation(b), s->font_title, FONT_REGULAR, THEME_TEXT, ALIGN_START);
  flow.y += s->gap_wide;
  Str start = build_string(b, UI_STRING_START);
  TextBlock words = build_measure(b, start, flow.w - 2 * s->gap_wide, s->font_title, FONT_SEMIBOLD);
  Rect face = {flow.x, flow.y, words.width_px + 6 * s->gap_wide, s->answer * 5 / 4};
  face.w = face.w < flow.w ? face.w : flow.w;
  flow.y += face.h + s->gap_wide;
  flow_text(b, &flow, ROLE_TEXT, STR("info"), info_line(b), s->font_small, FONT_REGULAR, THEME_MUTED, ALIGN_START);
  int shift = top + (height - flow.y) / 2;
  build_shift(b, first, shift > top ? shift : top, b->clip);
  Node *node = build_node(b, ROLE_BUTTON, STR("start"), start, (Rect){0, 0, s->width, s->height}, INK_HERO);
  build_act(b, node, (Act){.kind = ACT_START, .ix = b->scene->language_ix});
  NodeInk *ink = build_ink(b, node);
  ink->icon_rect = face;
  ink->icon_rect.y += shift > top ? shift : top;
  ink->text = words;
  ink->text_rect = ink->icon_rect;
  ink->text_colour = THEME_ON_ACCENT;
  ink->align = ALIGN_CENTRE;
}

void screen_attract(Build *b) {
  const Sizes *s = &b->sizes;
  Rect screen = frame_banner(b);
  Rect area = rect_inset(screen, s->margin);
  Rect languages = {area.x, area.y + area.h - s->target, area.w, s->target};
  area.h -= s->target + s->gap;
  if (b->state->menu) {
    frame_language_menu(b, area, true);
  } else {
    Flow flow = {area.x, area.y, s->portrait ? area.w : area.w * 3 / 5};
    int top = s->portrait ? area.h * 2 / 5 : 0; /* the drawing stands above on a tall screen, beside on a wide one */
    flow.y += top;
    add_words(b, flow, area.h - top);
  }
  frame_languages(b, languages, area.w, true);
}
