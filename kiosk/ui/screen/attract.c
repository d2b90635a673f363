#include "code.h"
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

static const double code_most_mm = 38.0; /* Start is what calls */

/* Where the code stands with its words, which are beside it on a tall screen, below it on a wide one. */
typedef struct CodePlace {
  Rect rect;  /* empty: there is no code, or no room for one */
  int side;   /* of its card */
  bool typed; /* there is room for the address, too */
} CodePlace;

static void add_code_words(Build *b, Flow *flow, bool typed) {
  const Sizes *s = &b->sizes;
  flow_text(b, flow, ROLE_TEXT, STR("phone"), build_string(b, UI_STRING_PHONE_HERE), s->font_small, FONT_REGULAR, THEME_TEXT,
            ALIGN_START);
  if (typed && b->scene->qr_address.len > 0) {
    flow->y += s->gap_tight;
    flow_text(b, flow, ROLE_TEXT, STR("qr.address"), b->scene->qr_address, s->font_small, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  }
}

static int code_words_height(Build *b, int width, bool typed) {
  size_t first = b->count;
  Flow flow = {0, 0, width};
  add_code_words(b, &flow, typed);
  b->count = first;
  return flow.y;
}

static bool place_on_tall(Build *b, Rect area, CodePlace *place) {
  const Sizes *s = &b->sizes;
  int words_w = area.w - place->side - s->gap_wide;
  place->rect = (Rect){area.x, area.y + area.h - place->side, area.w, place->side};
  return words_w >= size_mm(s, 40.0) && place->side <= area.h / 3 &&
         code_words_height(b, words_w, place->typed) <= place->side + s->gap_wide;
}

static bool place_on_wide(Build *b, Rect area, CodePlace *place) {
  const Sizes *s = &b->sizes;
  int width = area.w * 2 / 5 - 2 * s->gap_wide, height = place->side + s->gap + code_words_height(b, width, place->typed);
  place->rect = (Rect){area.x + area.w - width, area.y + area.h - height, width, height};
  return place->side <= width && height <= area.h;
}

static CodePlace code_place(Build *b, Rect area) {
  CodePlace place = {.typed = true};
  if (b->scene->qr_modules == NULL) {
    return place;
  }
  place.side = code_side(b, area.h, code_most_mm);
  for (int attempt = 0; attempt < 2; attempt++) {
    place.typed = attempt == 0;
    if (b->sizes.portrait ? place_on_tall(b, area, &place) : place_on_wide(b, area, &place)) {
      return place;
    }
  }
  return (CodePlace){.typed = false};
}

static void add_code(Build *b, const CodePlace *place) {
  const Sizes *s = &b->sizes;
  Rect room = place->rect;
  code_add(b, (Rect){room.x, room.y, place->side, place->side}, build_string(b, UI_STRING_PHONE_HERE));
  Flow words = {room.x, room.y + place->side + s->gap, room.w};
  if (s->portrait) {
    int width = room.w - place->side - s->gap_wide;
    words.x = room.x + place->side + s->gap_wide;
    words.y = room.y + (place->side - code_words_height(b, width, place->typed)) / 2;
    words.w = width;
  }
  add_code_words(b, &words, place->typed);
}

/* The drawing stands above the words on a tall screen, beside them on a wide one; it goes where the words need the width. The code is second
 * to Start: below the words on a tall screen, below the drawing on a wide one. */
static void add_invitation(Build *b, Rect area) {
  const Sizes *s = &b->sizes;
  size_t first = b->count;
  CodePlace code = code_place(b, area);
  Flow flow = {area.x, 0, s->portrait ? area.w : area.w * 3 / 5};
  int below_px = s->portrait ? code.rect.h + (code.side > 0 ? s->gap_wide : 0) : 0;
  Rect face = add_fitting_words(b, &flow, area.h - below_px);
  if (flow.y > area.h - below_px && (!s->portrait || below_px > 0)) { /* the words come first */
    b->count = first;
    flow.w = area.w;
    code.side = below_px = 0;
    face = add_fitting_words(b, &flow, area.h);
  }
  area.h -= below_px;
  int spare = area.h - flow.y > 0 ? area.h - flow.y : 0;
  Rect free = {area.x + flow.w, area.y, area.w - flow.w, area.h};
  int y = area.y + spare / 2;
  if (s->portrait) {
    y = area.y + spare * 4 / 5;
    free = (Rect){area.x, area.y, area.w, y - area.y - s->gap_wide};
  } else if (code.side > 0) {
    free = (Rect){code.rect.x, area.y, code.side, area.h - code.rect.h - s->gap_wide};
  }
  build_shift(b, first, y, b->clip);
  face.y += y;
  build_drawing(b, free);
  add_start(b, face);
  if (code.side > 0) {
    add_code(b, &code);
  }
}

/* Beside the languages on a wide screen, which has no height to spare, else at the top. */
static void add_logo(Build *b, Rect *area, int rows_h) {
  const Sizes *s = &b->sizes;
  int languages_w = rows_h > 0 ? language_chips_row_width(b, area->w) + s->gap_wide : 0;
  Rect row = {area->x, area->y + area->h + (rows_h > 0 ? s->gap : -s->target), area->w - languages_w, s->target};
  if (!s->portrait && rows_h <= s->target && frame_logo_in_row(b, row)) {
    area->h -= rows_h > 0 ? 0 : s->target + s->gap;
    return;
  }
  int taken = frame_logo(b, *area);
  area->y += taken;
  area->h -= taken;
}

void screen_attract(Build *b) {
  const Sizes *s = &b->sizes;
  Rect area = rect_inset(frame_banner(b), s->margin);
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
  int rows_h = language_chips_add_rows(b, area);
  area.h -= rows_h;
  size_t languages = b->count - first;
  area.h -= languages > 0 ? s->gap : 0;
  add_logo(b, &area, rows_h);
  b->turns = true;
  add_invitation(b, area);
  b->turns = false;
  build_raise(b, first, languages);
}
