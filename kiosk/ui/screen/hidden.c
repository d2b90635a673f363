#include "screen.h"

/* Nothing that belongs to the visit; one touch anywhere, which can press nothing else, brings it back. */
void hidden_layout(Build *b, Rect screen) {
  const Sizes *s = &b->sizes;
  Str words = build_string(b, UI_STRING_HIDDEN);
  Node *node = build_node(b, ROLE_BUTTON, STR("show"), words, screen, INK_HIDDEN);
  int width = screen.w - 2 * s->margin < s->column ? screen.w - 2 * s->margin : s->column;
  TextBlock block = text_block_balanced(b->arena, b->metrics, words, width, s->font_body, FONT_REGULAR);
  int icon = s->font_hero, height = icon + s->gap_wide + block.height_px;
  int y = screen.y + (screen.h - height) / 2;
  NodeInk *ink = build_ink(b, node);
  ink->icon = ICON_HIDE;
  ink->icon_rect = (Rect){screen.x + (screen.w - icon) / 2, y, icon, icon};
  ink->text = block;
  ink->text_rect = (Rect){screen.x + (screen.w - width) / 2, y + icon + s->gap_wide, width, block.height_px};
  ink->text_colour = THEME_MUTED;
  ink->align = ALIGN_CENTRE;
  build_act(b, node, (Act){.kind = ACT_HIDE});
}
