#include "number_field.h"

/* Among other questions a field has its caret only while it is typed into. */
static bool has_caret(const Build *b) {
  return b->state->active_cell == b->cell;
}

/* Wide enough for the words that stand in it while it is empty, and where they need more than one line, high enough. */
static Rect field_rect(Build *b, const Flow *flow) {
  const Sizes *s = &b->sizes;
  int beside = s->edge + 2 * s->hairline, air = 2 * s->gap + beside;
  TextBlock empty = build_measure(b, build_string(b, UI_STRING_NUMBER_FIELD), flow->w - air, s->font_body, FONT_REGULAR);
  int width = size_mm(s, 70.0 * s->scale), height = empty.height_px + 2 * s->gap_tight;
  width = width > empty.width_px + air ? width : empty.width_px + air;
  return (Rect){flow->x, flow->y, width < flow->w ? width : flow->w, height > s->answer ? height : s->answer};
}

void number_field_layout(Build *b, Flow *flow, Str shown) {
  const Sizes *s = &b->sizes;
  Rect rect = field_rect(b, flow);
  Node *node = build_node(b, ROLE_TEXTBOX, STR("field"), build_string(b, UI_STRING_NUMBER_FIELD), rect, INK_FIELD);
  node->value = shown;
  bool empty = shown.len == 0;
  Rect words = rect_inset(rect, s->gap);
  if (empty) {
    Rect beside = {words.x, words.y, words.w - s->edge - 2 * s->hairline, words.h};
    build_words(b, node, node->label, beside, s->font_body, FONT_REGULAR, THEME_MUTED, ALIGN_START);
  } else {
    build_words(b, node, shown, words, s->font_title, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  }
  NodeInk *ink = build_ink(b, node);
  if (empty) { /* the caret stands before the placeholder, not in it */
    ink->text_rect.x += s->edge + 2 * s->hairline;
  }
  if (has_caret(b)) {
    int line = ink->text.line_px;
    ink->caret = (Rect){words.x + (empty ? 0 : ink->text.width_px) + s->hairline, words.y + (words.h - line) / 2, s->edge, line};
  }
  build_act(b, node, (Act){.kind = ACT_FIELD});
  flow->y += rect.h;
}
