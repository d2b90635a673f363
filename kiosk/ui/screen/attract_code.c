#include "attract_code.h"

#include "code.h"
#include "language_chips.h"
#include "screen.h"

static const double most_mm = 38.0; /* Start is what calls */

const CodeLook attract_code_looks[] = {
    {.words = CODE_WORDS_TYPED},
    {.words = CODE_WORDS_WHOLE},
    {.words = CODE_WORDS_BRIEF},
    {.words = CODE_WORDS_BRIEF, .close = true},
    {.words = CODE_WORDS_BRIEF, .corner = true},
    {.words = CODE_WORDS_BRIEF, .close = true, .corner = true},
    {.words = CODE_WORDS_NONE},
    {.words = CODE_WORDS_NONE, .close = true},
    {.words = CODE_WORDS_NONE, .corner = true},
    {.words = CODE_WORDS_NONE, .close = true, .corner = true},
    {.words = CODE_WORDS_NONE, .corner = true, .bare = true},
    {.words = CODE_WORDS_NONE, .close = true, .corner = true, .bare = true},
};
const size_t attract_code_look_count = COUNT_OF(attract_code_looks);

static void add_words(Build *b, Flow *flow, CodeWords words) {
  const Sizes *s = &b->sizes;
  if (words == CODE_WORDS_NONE) {
    return;
  }
  Str phone = build_string(b, words == CODE_WORDS_BRIEF ? UI_STRING_PHONE_BRIEF : UI_STRING_PHONE_HERE);
  flow_text(b, flow, ROLE_TEXT, STR("phone"), phone, s->font_small, FONT_REGULAR, THEME_TEXT, ALIGN_START);
  if (words == CODE_WORDS_TYPED && b->scene->qr_address.len > 0) {
    flow->y += s->gap_tight;
    flow_text(b, flow, ROLE_TEXT, STR("qr.address"), b->scene->qr_address, s->font_small, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  }
}

static int words_height(Build *b, int width, CodeWords words) {
  size_t first = b->count;
  Flow flow = {0, 0, width};
  add_words(b, &flow, words);
  b->count = first;
  return flow.y;
}

/* Nobody reads a few words that are broken inside. */
static bool brief_fits(Build *b, int width, CodeWords words) {
  return words != CODE_WORDS_BRIEF ||
         text_words_fit(b->arena, b->metrics, build_string(b, UI_STRING_PHONE_BRIEF), width, b->sizes.font_small, FONT_REGULAR);
}

static bool place_on_tall(Build *b, Rect area, CodePlace *place) {
  const Sizes *s = &b->sizes;
  CodeWords words = place->look.words;
  int words_w = area.w - place->side - s->gap_wide;
  place->rect = (Rect){area.x, area.y + area.h - place->side, area.w, place->side};
  bool has_room = words >= CODE_WORDS_BRIEF || (words_w >= size_mm(s, 40.0) && place->side <= area.h / 3);
  return has_room && brief_fits(b, words_w, words) && words_height(b, words_w, words) <= place->side + s->gap_wide;
}

/* The languages below the words, beside the card. */
static bool place_in_tall_corner(Build *b, Rect area, CodePlace *place) {
  const Sizes *s = &b->sizes;
  int words_w = area.w - place->side - s->gap;
  place->rect = (Rect){area.x, area.y + area.h - place->side, area.w, place->side};
  place->chips = (Rect){area.x + place->side + s->gap, place->rect.y, words_w, place->side};
  int words_h = words_height(b, words_w, place->look.words);
  return brief_fits(b, words_w, place->look.words) && words_h + (words_h > 0 ? s->gap_tight : 0) + s->target <= place->side;
}

static bool place_on_wide(Build *b, Rect area, CodePlace *place) {
  const Sizes *s = &b->sizes;
  CodeWords words = place->look.words;
  bool column = words >= CODE_WORDS_BRIEF; /* as wide as its card */
  int width = column ? place->side : area.w * 2 / 5 - 2 * s->gap_wide, words_h = words_height(b, width, words);
  int below = place->look.corner ? s->gap + s->target : 0;
  int height = place->side + (words_h > 0 ? s->gap + words_h : 0);
  place->rect = (Rect){area.x + area.w - width, area.y + area.h - below - height, width, height};
  if (place->look.corner) {
    int wider = px_larger(language_chips_menu_width(b) - width, 0); /* a long name */
    place->chips = (Rect){place->rect.x - wider, area.y, width + wider, area.h};
    place->words_w = place->chips.x - s->gap - area.x;
  } else {
    place->words_w = column ? area.w - width - s->gap_wide : area.w * 3 / 5;
  }
  return place->side <= width && height + below <= area.h && brief_fits(b, width, words);
}

bool attract_code_place(Build *b, Rect area, CodeLook look, CodePlace *out) {
  *out = (CodePlace){.look = look};
  if (b->scene->qr_modules == NULL) {
    return false;
  }
  int side = look.close ? code_close_side(b) : code_side(b, area.h, most_mm);
  out->side = side;
  bool placed = !b->sizes.portrait ? place_on_wide(b, area, out)
                : look.corner      ? place_in_tall_corner(b, area, out)
                                   : place_on_tall(b, area, out);
  if (!placed) {
    *out = (CodePlace){.look = look};
  }
  return placed;
}

void attract_code_add(Build *b, const CodePlace *place) {
  const Sizes *s = &b->sizes;
  Rect room = place->rect;
  code_add(b, (Rect){room.x, room.y, place->side, place->side}, build_string(b, UI_STRING_PHONE_HERE));
  Flow words = {room.x, room.y + place->side + s->gap, room.w};
  if (s->portrait && place->look.corner) {
    words = (Flow){place->chips.x, room.y, place->chips.w};
  } else if (s->portrait) {
    int width = room.w - place->side - s->gap_wide;
    words =
        (Flow){room.x + place->side + s->gap_wide, room.y + (place->side - words_height(b, width, place->look.words)) / 2, width};
  }
  add_words(b, &words, place->look.words);
}

bool attract_code_add_address(Build *b, Rect room, bool may_break) {
  const Sizes *s = &b->sizes;
  Str address = b->scene->qr_address, brief = build_string(b, UI_STRING_PHONE_BRIEF);
  const Str tries[] = {arena_printf(b->arena, STR_FMT ": \u2068" STR_FMT "\u2069", STR_ARG(brief), STR_ARG(address)), address};
  for (size_t i = 0; i < COUNT_OF(tries) && address.len > 0 && room.w > 0; i++) {
    TextBlock block = build_measure(b, tries[i], room.w, s->font_small, FONT_SEMIBOLD);
    bool whole = text_words_fit(b->arena, b->metrics, tries[i], room.w, s->font_small, FONT_SEMIBOLD);
    if (block.height_px <= room.h && (whole || may_break)) {
      Flow flow = {room.x, room.y + (room.h - block.height_px) / 2, room.w};
      flow_text(b, &flow, ROLE_TEXT, STR("qr.address"), tries[i], s->font_small, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
      return true;
    }
  }
  return false;
}
