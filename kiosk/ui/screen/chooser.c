#include "screen.h"

void screen_chooser(Build *b) {
  const Sizes *s = &b->sizes;
  Rect area = rect_inset(frame_banner(b), s->margin);
  size_t first = b->count;
  Flow flow = frame_column(b, area);
  flow.y = 0;
  flow_text(b, &flow, ROLE_TITLE, STR("title"), build_string(b, UI_STRING_CHOOSER_TITLE), s->font_title, FONT_SEMIBOLD, THEME_TEXT,
            ALIGN_START);
  flow.y += s->gap_wide;
  for (size_t i = 0; i < b->scene->form_count; i++) {
    const Form *form = b->scene->forms[i];
    Str title = text_in(form, form->title, form->default_language_ix);
    TextBlock block = build_measure(b, title, flow.w - 2 * s->gap_wide, s->font_body, FONT_SEMIBOLD);
    int height = block.height_px + 2 * s->gap > s->answer ? block.height_px + 2 * s->gap : s->answer;
    Rect rect = {flow.x, flow.y, flow.w, height};
    Str id = arena_printf(b->arena, "form." STR_FMT, STR_ARG(form->form_id));
    Node *node = build_node(b, ROLE_BUTTON, id, title, rect, INK_BUTTON);
    build_words(b, node, title, (Rect){rect.x + s->gap_wide, rect.y, rect.w - 2 * s->gap_wide, rect.h}, s->font_body, FONT_SEMIBOLD,
                THEME_TEXT, ALIGN_START);
    build_act(b, node, (Act){.kind = ACT_FORM, .ix = (int)i});
    flow.y += height + s->gap;
  }
  frame_scroll(b, first, flow.y, area, 0.35);
}
