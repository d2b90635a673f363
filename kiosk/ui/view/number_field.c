#include "number_field.h"

/* Among other questions a field has its caret only while it is typed into. */
static bool has_caret(const Build *b) {
  return b->state->active_cell == b->cell;
}

void number_field_layout(Build *b, Flow *flow, Str shown) {
  const Sizes *s = &b->sizes;
  int width = size_mm(s, 70.0 * s->scale) < flow->w ? size_mm(s, 70.0 * s->scale) : flow->w;
  Rect rect = {flow->x, flow->y, width, s->answer};
  Node *node = build_node(b, ROLE_TEXTBOX, STR("field"), build_string(b, UI_STRING_NUMBER_FIELD), rect, INK_FIELD);
  node->value = shown;
  bool empty = shown.len == 0;
  Rect words = rect_inset(rect, s->gap);
  if (empty) {
    build_words(b, node, node->label, words, s->font_body, FONT_REGULAR, THEME_MUTED, ALIGN_START);
  } else {
    build_words(b, node, shown, words, s->font_title, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  }
  NodeInk *ink = build_ink(b, node);
  if (empty) { /* the caret stands before the placeholder, not in it */
    ink->text_rect.x += s->edge + 2 * s->hairline;
    ink->text_rect.w -= s->edge + 2 * s->hairline;
  }
  if (has_caret(b)) {
    int line = ink->text.line_px;
    ink->caret = (Rect){words.x + (empty ? 0 : ink->text.width_px) + s->hairline, words.y + (words.h - line) / 2, s->edge, line};
  }
  build_act(b, node, (Act){.kind = ACT_FIELD});
  flow->y += rect.h;
}
