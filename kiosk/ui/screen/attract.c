#include "attract_code.h"
#include "language_chips.h"
#include "screen.h"

static Str info_line(Build *b) {
  const Form *form = b->scene->form;
  int minutes = form_minutes(form);
  Str takes =
      phrases_format(b->arena, b->strings, minutes == 1 ? UI_STRING_MINUTES_ONE : UI_STRING_MINUTES, b->language, minutes, 0);
  Str who = build_string(b, form->kiosk.anonymous ? UI_STRING_ANONYMOUS : UI_STRING_NOT_ANONYMOUS);
  return arena_printf(b->arena, STR_FMT "\n" STR_FMT, STR_ARG(takes), STR_ARG(who));
}

static Str invitation(Build *b) {
  Str own = text_in(b->scene->form, b->scene->form->kiosk.invite, b->scene->language_ix);
  return own.len ? own : build_string(b, UI_STRING_INVITE);
}

/* How the words are set; of 0 px: not at all. */
typedef struct Setting {
  int title_px, invite_px, info_px, face_h, space;
} Setting;

/* The words, and among them the face of the start button; returns its rectangle. Laid out from y 0. */
static Rect add_words(Build *b, Flow *flow, const Setting *set) {
  const Sizes *s = &b->sizes;
  const Form *form = b->scene->form;
  flow_text(b, flow, ROLE_TITLE, STR("title"), text_in(form, form->title, b->scene->language_ix), set->title_px, FONT_SEMIBOLD,
            THEME_TEXT, ALIGN_START);
  flow->y += set->space / 2;
  if (set->invite_px > 0) {
    flow_text(b, flow, ROLE_TEXT, STR("invite"), invitation(b), set->invite_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
    flow->y += set->space;
  }
  TextBlock words = build_measure(b, build_string(b, UI_STRING_START), flow->w - 2 * s->gap_wide, s->font_title, FONT_SEMIBOLD);
  Rect face = {flow->x, flow->y, words.width_px + 6 * s->gap_wide, set->face_h};
  face.w = face.w < flow->w ? face.w : flow->w;
  flow->y += face.h + set->space;
  flow_text(b, flow, ROLE_TEXT, STR("info"), info_line(b), set->info_px, FONT_REGULAR, THEME_TEXT, ALIGN_START);
  return face;
}

/* The title is set smaller until all of it fits the height and no word is broken, down to a question's title; then all is
 * smaller, and in the end the invitation gives way: the title says what it is about, and what is promised must be read. */
static Rect add_fitting_words(Build *b, Flow *flow, int height) {
  const Sizes *s = &b->sizes;
  size_t first = b->count;
  Str title = text_in(b->scene->form, b->scene->form->title, b->scene->language_ix);
  for (int title_px = s->font_hero; title_px > s->font_title; title_px = title_px * 9 / 10) {
    Setting set = {title_px, s->font_title, s->font_body, s->answer * 5 / 4, s->gap_wide};
    flow->y = 0;
    Rect face = add_words(b, flow, &set);
    if (flow->y <= height && text_words_fit(b->arena, b->metrics, title, flow->w, title_px, FONT_SEMIBOLD)) {
      return face;
    }
    b->count = first;
  }
  const Setting smaller[] = {{s->font_title, s->font_body, s->font_body, s->answer * 5 / 4, s->gap},
                             {s->font_body, s->font_small, s->font_small, s->answer, s->gap_tight},
                             {s->font_body, 0, s->font_small, s->answer, s->gap_tight},
                             {s->font_small, 0, s->font_small, s->target, s->gap_tight}};
  for (size_t i = 0;; i++) {
    flow->y = 0;
    Rect face = add_words(b, flow, &smaller[i]);
    if (flow->y <= height || i + 1 == COUNT_OF(smaller)) {
      return face;
    }
    b->count = first;
  }
}

static void add_start(Build *b, Rect face) {
  Str start = build_string(b, UI_STRING_START);
  Node *node = build_node(b, ROLE_BUTTON, STR("start"), start, (Rect){0, 0, b->sizes.width, b->sizes.height}, INK_HERO);
  build_act(b, node, (Act){.kind = ACT_START, .ix = -1});
  build_words(b, node, start, face, b->sizes.font_title, FONT_SEMIBOLD, THEME_ON_ACCENT, ALIGN_CENTRE);
  build_ink(b, node)->icon_rect = face;
}

/* The drawing stands above the words on a tall screen, beside them on a wide one; it goes where the words need the width. The code is second
 * to Start: below the words on a tall screen, below the drawing on a wide one. False: the words do not fit. */
static bool add_invitation(Build *b, Rect area, const CodePlace *code) {
  const Sizes *s = &b->sizes;
  size_t first = b->count;
  bool has_code = code->side > 0;
  int below_px = s->portrait && has_code ? code->rect.h + s->gap_wide : 0;
  Flow flow = {area.x, 0, s->portrait ? area.w : has_code ? code->words_w : area.w * 3 / 5};
  area.h -= below_px;
  Rect face = add_fitting_words(b, &flow, area.h);
  bool fits = flow.y <= area.h;
  if (!fits && !has_code && !s->portrait) { /* the words come first */
    b->count = first;
    flow.w = area.w;
    face = add_fitting_words(b, &flow, area.h);
  }
  int spare = area.h - flow.y > 0 ? area.h - flow.y : 0;
  Rect free = {area.x + flow.w, area.y, area.w - flow.w, area.h};
  int y = area.y + spare / 2;
  if (s->portrait) {
    y = area.y + spare * 4 / 5;
    free = (Rect){area.x, area.y, area.w, y - area.y - s->gap_wide};
  } else if (has_code) {
    free = (Rect){code->rect.x, area.y, code->side, code->rect.y - area.y - s->gap_wide};
  }
  build_shift(b, first, y, b->clip);
  face.y += y;
  build_drawing(b, free);
  add_start(b, face);
  if (has_code) {
    attract_code_add(b, code);
  }
  return fits;
}

/* Beside the languages on a wide screen, which has no height to spare, else at the top. Returns the width it takes of their row. */
static int add_logo(Build *b, Rect *area, int rows_h, int languages_w) {
  const Sizes *s = &b->sizes;
  Rect row = {area->x, area->y + area->h + (rows_h > 0 ? s->gap : -s->target), area->w - languages_w, s->target};
  if (!s->portrait && rows_h <= s->target && frame_logo_in_row(b, row)) {
    area->h -= rows_h > 0 ? 0 : s->target + s->gap;
    return b->nodes[b->count - 1].rect.w + s->gap_wide;
  }
  int taken = frame_logo(b, *area);
  area->y += taken;
  area->h -= taken;
  return 0;
}

/* In one row, and no name in two lines. */
static bool add_languages_in_corner(Build *b, Rect area) {
  size_t first = b->count;
  if (language_chips_add_rows(b, area) > b->sizes.target) {
    return false;
  }
  for (size_t i = first; i < b->count; i++) {
    if (b->inks[i].text.count > 1) {
      return false;
    }
  }
  return true;
}

/* With the code in a corner, which it shares with the languages. */
static bool lay_out_cornered(Build *b, Rect area, const CodeLook *look) {
  const Sizes *s = &b->sizes;
  CodePlace code;
  if (!attract_code_place(b, area, *look, &code)) {
    return false;
  }
  size_t first = b->count;
  if (!add_languages_in_corner(b, code.chips)) {
    return false;
  }
  size_t languages = b->count - first;
  Rect words = area;
  words.w = s->portrait ? area.w : code.words_w;
  if (!look->bare) {
    add_logo(b, &words, 0, 0);
  }
  b->turns = true;
  bool fits = add_invitation(b, words, &code);
  b->turns = false;
  build_raise(b, first, languages);
  return fits;
}

/* What the languages, a row of them, leave of it. */
static Rect row_beside(const Build *b, size_t first, size_t count, Rect row, int logo_w) {
  int gap = b->sizes.gap_wide, from = row.x + row.w, to = row.x;
  for (size_t i = first; i < first + count; i++) {
    Rect rect = b->nodes[i].rect;
    from = px_smaller(from, rect.x);
    to = px_larger(to, rect.x + rect.w);
  }
  int before = from - gap - row.x - logo_w, after = row.x + row.w - to - gap;
  return before >= after ? (Rect){row.x + logo_w, row.y, before, row.h} : (Rect){to + gap, row.y, after, row.h};
}

/* Who cannot be shown a code may be told where to go: beside the languages, or above them. Takes from the area what it needs. */
static void add_address(Build *b, Rect *area, Rect beside) {
  const Sizes *s = &b->sizes;
  int lines_px = 3 * text_block_line(b->metrics, s->font_small, FONT_SEMIBOLD, b->rtl);
  Rect above = {area->x, area->y + area->h - lines_px, area->w, lines_px};
  if (!attract_code_add_address(b, beside, false) && attract_code_add_address(b, above, true)) {
    area->h -= lines_px + s->gap_tight;
  }
}

/* look NULL: without a code; address: with its address instead, where that is possible. */
static bool lay_out(Build *b, Rect area, const CodeLook *look, bool address) {
  const Sizes *s = &b->sizes;
  CodePlace code = {.side = 0};
  size_t first = b->count;
  int rows_h = language_chips_add_rows(b, area), languages_w = rows_h > 0 ? language_chips_row_width(b, area.w) + s->gap_wide : 0;
  size_t languages = b->count - first;
  Rect row = {area.x, area.y + area.h - rows_h, area.w, rows_h};
  area.h -= languages > 0 ? rows_h + s->gap : 0;
  int logo_w = add_logo(b, &area, rows_h, languages_w);
  if (look && !attract_code_place(b, area, *look, &code)) {
    return false;
  }
  b->turns = true;
  if (address) {
    add_address(b, &area, rows_h <= s->target ? row_beside(b, first, languages, row, logo_w) : (Rect){0, 0, 0, 0});
  }
  bool fits = add_invitation(b, area, &code);
  b->turns = false;
  build_raise(b, first, languages);
  return fits;
}

void screen_attract(Build *b) {
  Rect area = rect_inset(frame_banner(b), b->sizes.margin);
  if (b->state->menu) {
    menu_layout(b, area);
    return;
  }
  Flow column = frame_column(b, area);
  if (column.x > area.x) { /* the same edges as the questions' */
    area.x = column.x;
    area.w = column.w;
  }
  size_t first = b->count;
  for (size_t i = 0; i < attract_code_look_count && b->scene->qr_modules; i++) {
    const CodeLook *look = &attract_code_looks[i];
    if (look->corner ? lay_out_cornered(b, area, look) : lay_out(b, area, look, false)) {
      return;
    }
    b->count = first;
    b->turns = false;
  }
  if (b->scene->qr_modules && lay_out(b, area, NULL, true)) {
    return;
  }
  b->count = first;
  lay_out(b, area, NULL, false);
}
