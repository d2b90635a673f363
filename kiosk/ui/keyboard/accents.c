#include "keys.h"

static const struct {
  const char *key, *row; /* the likeliest first */
} accents[] = {
    {"a", "áàâäãåæā"}, {"c", "čçć"},  {"d", "đð"},  {"e", "éèêëēę"}, {"i", "íìîïī"}, {"l", "ł"},     {"n", "ñŋń"},
    {"o", "óòôöõøœ"},  {"s", "šßśş"}, {"t", "ŧþ"},  {"u", "úùûüū"},  {"y", "ýÿ"},    {"z", "žźż"},   {"ø", "öœ"},
    {"æ", "ä"},        {"г", "ґ"},    {"і", "їы"},  {"х", "їъ"},     {"е", "єёэ"},   {"и", "ы"},     {"ь", "ъ"},
    {"ا", "أإآٱ"},     {"ل", "لآأإ"}, {"و", "ؤ"},   {"ي", "ئى"},     {"ى", "ئ"},     {"ء", "ئأإآؤ"}, {"ه", "ة"},
    {"ك", "گ"},        {"ج", "چ"},    {"ف", "ڤ"},   {"ب", "پ"},      {"ز", "ژ"},     {"-", "–—"},    {"\"", "«»“”„"},
    {"'", "’ʼ`"},      {"/", "\\|"},  {"(", "[{<"}, {")", "]}>"},    {"#", "€$£₴№"}, {"№", "#€$₴"},  {"%", "‰"},
    {"+", "=*×÷"},     {"&", "§"},    {",", ";:"},  {"،", "؛,"},
};

Str keyboard_accents(const Build *b, uint32_t cp) {
  char utf8[4];
  Str key = {utf8, utf8_encode(cp, utf8)};
  if (cp == '.') {
    return str_from(keyboard_layout_of(b)->stops);
  }
  for (size_t i = 0; i < COUNT_OF(accents); i++) {
    if (str_is(key, accents[i].key)) {
      return str_from(accents[i].row);
    }
  }
  return (Str){NULL, 0};
}

static const Node *node_of(const Build *b, size_t first, uint64_t key) {
  for (size_t i = first; key != 0 && i < b->count; i++) {
    if (build_id_key(b->nodes[i].id) == key) {
      return &b->nodes[i];
    }
  }
  return NULL;
}

/* The small letter that stands on a key. */
static uint32_t character_of(const Node *node) {
  static const Str prefix = STR_INIT("key.");
  uint32_t cp = 0;
  size_t at = prefix.len;
  return str_starts_with(node->id, prefix) && str_next_cp(node->id, &at, &cp) ? cp : 0;
}

/* Over its key, within the keyboard's width: the fewer fit, the fewer there are. */
static Rect row_over(const Build *b, Rect key, Rect panel, int *count) {
  int gap = b->sizes.key_gap, pitch = key.w + gap, most = (panel.w + gap) / pitch;
  *count = *count < most ? *count : most;
  int width = *count * pitch - gap, x = key.x + (key.w - width) / 2;
  x = x + width > panel.x + panel.w ? panel.x + panel.w - width : x;
  return (Rect){x < panel.x ? panel.x : x, key.y - key.h - 2 * gap, width, key.h};
}

static void add_plate(Build *b, Rect row, Rect panel) {
  Node *plate = build_node(b, ROLE_TEXT, STR("accents"), build_string(b, UI_STRING_KEY_ACCENTS), rect_inset(row, -b->sizes.key_gap),
                           INK_ACCENTS);
  build_ink(b, plate)->panel = panel;
}

void keyboard_layout_accents(Build *b, size_t first, Rect panel) {
  const Node *key = node_of(b, first, b->state->accents_of);
  if (key == NULL) {
    return;
  }
  Rect rect = key->rect;
  int size_px = build_ink(b, key)->text.size_px;
  Str row = keyboard_accents(b, character_of(key));
  bool upper = keyboard_is_upper(b);
  int count = (int)str_count_cp(row);
  Rect place = row_over(b, rect, panel, &count);
  add_plate(b, place, panel);
  uint32_t cp = 0;
  for (size_t at = 0; count > 0 && str_next_cp(row, &at, &cp); count--) {
    Node *accent = key_add_character(b, cp, upper, (Rect){place.x, place.y, rect.w, rect.h}, panel);
    accent->id = arena_printf(b->arena, "accent." STR_FMT, STR_ARG(accent->label));
    build_words(b, accent, accent->label, accent->rect, size_px, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
    build_ink(b, accent)->opens = false;
    place.x += rect.w + b->sizes.key_gap;
  }
}

/* --- fingers --- */

bool keyboard_may_open(const Node *node) {
  return node->ink->opens;
}

static bool is_accent(const Node *node) {
  return str_starts_with(node->id, STR("accent."));
}

void keyboard_open(Interaction *state, const Node *node) {
  state->accents_of = build_id_key(node->id);
  state->repeat_at_ms = INT64_MAX;
}

void keyboard_press_begins(Interaction *state, const Node *node) {
  if (node == NULL || !is_accent(node)) {
    state->accents_of = 0;
  }
}

/* The key that a finger means: it may be a little above the row, or below it, where it came from. */
static const Node *accent_at(const Build *b, int x, int y) {
  const Node *best = NULL;
  int nearest = 0;
  for (size_t i = 0; i < b->count; i++) {
    const Node *node = &b->nodes[i];
    int away = 2 * x - (2 * node->rect.x + node->rect.w), least = node->rect.y - node->rect.h / 2;
    away = away < 0 ? -away : away;
    bool beside = y < least || y >= node->rect.y + node->rect.h * 5 / 4 || away > 3 * node->rect.w;
    if (is_accent(node) && !beside && (best == NULL || away < nearest)) {
      best = node;
      nearest = away;
    }
  }
  return best;
}

bool keyboard_slide(const Build *b, Interaction *state, int x, int y) {
  if (state->accents_of == 0) {
    return false;
  }
  const Node *accent = accent_at(b, x, y), *key = node_of(b, 0, state->accents_of);
  bool back = accent == NULL && key != NULL && rect_contains(key->rect, x, y);
  state->pressed = accent != NULL ? build_id_key(accent->id) : state->accents_of;
  state->inside = accent != NULL || back;
  state->repeated = accent == NULL; /* lifted where it was held, it types nothing */
  return true;
}

void keyboard_let_go(Interaction *state) {
  if (!state->inside) {
    state->accents_of = 0;
  }
}
