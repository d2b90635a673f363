#include "picker.h"

#include "offer.h"

#include <string.h>

enum { LISTED_MAX = 30, SEARCHED_FROM = 9, SHOWN_LINES_MAX = 3, MEASURED_MAX = 8 };

bool picker_is_wanted(const Scene *scene, const Asked *asked) {
  unsigned look = asked->question->appearance;
  if (look & APPEARANCE_MINIMAL) {
    return true;
  }
  const ChoiceList *list = form_choices(scene->form, asked->question);
  bool scale = look & (APPEARANCE_NPS | APPEARANCE_LIKERT);
  return !scale && list != NULL && list->count > LISTED_MAX && offers_count(scene, asked, LISTED_MAX + 1) > LISTED_MAX;
}

static bool is_open(const Gesture *gesture) {
  return gesture->state->sheet_cell == gesture->cell;
}

/* What is chosen, in words; of many as many as fit, and how many more there are. */
static Str chosen_words(Build *b, const Asked *asked, int width_px) {
  Str all = offers_words(b, asked);
  bool several = asked->answer.kind == VALUE_LIST;
  size_t count = several ? asked->answer.list.count : 1;
  if (count == 1 || build_measure(b, all, width_px, b->sizes.font_body, FONT_REGULAR).count <= SHOWN_LINES_MAX) {
    return all;
  }
  Str shown = all;
  for (size_t fits = 0, over = count; over - fits > 1;) {
    size_t some = fits + (over - fits) / 2;
    Asked part = *asked;
    part.answer = value_list(asked->answer.list.items, some);
    Str words = arena_printf(b->arena, STR_FMT " \u2068+%zu\u2069", STR_ARG(offers_words(b, &part)), count - some);
    bool short_enough = build_measure(b, words, width_px, b->sizes.font_body, FONT_REGULAR).count <= SHOWN_LINES_MAX;
    shown = short_enough || some == 1 ? words : shown;
    fits = short_enough ? some : fits;
    over = short_enough ? over : some;
  }
  return shown;
}

/* As high as the longest of the labels: from across the room, every answer looks alike, and nothing moves. */
static int words_height(Build *b, const Asked *asked, int width_px) {
  const ChoiceList *list = form_choices(b->scene->form, asked->question);
  Str longest[MEASURED_MAX] = {{NULL, 0}};
  for (size_t i = 0; list != NULL && i < list->count; i++) {
    Str label = build_text(b, list->choices[i].label, asked->cell);
    for (size_t at = 0; at < MEASURED_MAX && label.len > 0; at++) {
      if (label.len > longest[at].len) {
        Str shorter = longest[at];
        longest[at] = label;
        label = shorter;
      }
    }
  }
  int height = 0;
  for (size_t i = 0; i < MEASURED_MAX; i++) {
    int one = build_measure(b, longest[i], width_px, b->sizes.font_body, FONT_REGULAR).height_px;
    height = one > height ? one : height;
  }
  return height;
}

void picker_layout(Build *b, const Asked *asked, Flow *flow) {
  const Sizes *s = &b->sizes;
  int side = s->font_body * 3 / 4, width = flow->w - side - 2 * s->gap_wide - s->gap;
  bool empty = value_is_empty(asked->answer);
  Str pick = build_string(b, UI_STRING_PICK), words = empty ? pick : chosen_words(b, asked, width);
  int high = build_measure(b, words, width, s->font_body, FONT_REGULAR).height_px, least = words_height(b, asked, width);
  int height = (high > least ? high : least) + 2 * s->gap_tight;
  height = height > s->answer ? height : s->answer;
  Rect rect = {flow->x, flow->y, flow->w, height};
  Node *node = build_node(b, ROLE_BUTTON, STR("picker"), pick, rect, INK_PICK);
  node->value = empty ? (Str){NULL, 0} : words;
  node->state |= empty ? 0u : STATE_SELECTED;
  build_words(b, node, words, (Rect){rect.x + s->gap_wide, rect.y, width, height}, s->font_body, FONT_REGULAR,
              empty ? THEME_MUTED : THEME_TEXT, ALIGN_START);
  build_ink(b, node)->icon_rect = (Rect){rect.x + rect.w - s->gap_wide - side, rect.y + (height - side) / 2, side, side};
  build_act(b, node, (Act){.kind = ACT_SHEET});
  flow->y += height;
}

KeyboardKind picker_keyboard(const Scene *scene, const Asked *asked) {
  return offers_count(scene, asked, SEARCHED_FROM) < SEARCHED_FROM ? KEYBOARD_NONE : KEYBOARD_LETTERS;
}

/* It begins with what is chosen in sight, and keys with the search, or, where there is none, with what is chosen. */
static void begin(Gesture *gesture) {
  Asked asked = {gesture->cell, gesture->question, gesture->answer};
  gesture->state->scroll_px = PICKER_AT_CHOSEN;
  Str id = {NULL, 0};
  if (picker_keyboard(gesture->scene, &asked) != KEYBOARD_NONE) {
    id = STR("search");
  } else if (!value_is_empty(asked.answer)) {
    Str name = asked.answer.kind == VALUE_LIST ? asked.answer.list.items[0] : asked.answer.text;
    id = arena_printf(gesture->arena, "answer." STR_FMT, STR_ARG(name));
  }
  gesture->state->focus = id.len > 0 ? build_id_key(id) : 0;
}

/* What there is no room for is not typed. */
static void insert(Interaction *state, Str piece) {
  if (piece.len <= sizeof state->query - state->query_len) {
    memcpy(state->query + state->query_len, piece.ptr, piece.len);
    state->query_len += piece.len;
    state->scroll_px = 0;
  }
}

void picker_type(Gesture *gesture, Str text) {
  Asked asked = {gesture->cell, gesture->question, gesture->answer};
  bool blank = gesture->state->query_len == 0 && str_trim(text).len == 0;
  if (is_open(gesture) && !blank && picker_keyboard(gesture->scene, &asked) != KEYBOARD_NONE) {
    insert(gesture->state, text);
    gesture->state->focus = build_id_key(STR("search"));
  }
}

static void type_character(Gesture *gesture, uint32_t cp) {
  char utf8[4];
  size_t bytes = utf8_encode(cp, utf8);
  picker_type(gesture, (Str){utf8, bytes});
}

static void backspace(Interaction *state) {
  state->query_len -= text_grapheme_before((Str){state->query, state->query_len}, state->query_len);
  state->scroll_px = 0;
}

bool picker_act(Gesture *gesture, Act act) {
  if (act.kind == ACT_SHEET && is_open(gesture)) {
    begin(gesture);
  } else if (act.kind == ACT_TYPE) {
    type_character(gesture, act.cp);
  } else if (act.kind == ACT_BACKSPACE && is_open(gesture)) {
    backspace(gesture->state);
  }
  return act.kind != ACT_CHOICE;
}

void picker_done(Gesture *gesture) {
  if (is_open(gesture)) {
    interaction_shut_sheet(gesture->state);
  }
}
