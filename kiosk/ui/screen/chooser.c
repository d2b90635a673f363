#include "../languages.h"
#include "language_chips.h"
#include "screen.h"

/* In the language that is shown, if the form has it. */
static Str title_of(const Build *b, const Form *form) {
  int language_ix = form_find_language(form, b->language);
  return text_in(form, form->title, language_ix >= 0 ? language_ix : form->default_language_ix);
}

static void add_form(Build *b, Flow *flow, int form_ix) {
  const Sizes *s = &b->sizes;
  const Form *form = b->scene->forms[form_ix];
  Str title = title_of(b, form), id = arena_printf(b->arena, "form." STR_FMT, STR_ARG(form->form_id));
  TextBlock block = build_measure(b, title, flow->w - 2 * s->gap_wide, s->font_body, FONT_SEMIBOLD);
  int height = block.height_px + 2 * s->gap > s->answer ? block.height_px + 2 * s->gap : s->answer;
  Rect rect = {flow->x, flow->y, flow->w, height};
  Node *node = build_node(b, ROLE_BUTTON, id, title, rect, INK_BUTTON);
  build_words(b, node, title, (Rect){rect.x + s->gap_wide, rect.y, rect.w - 2 * s->gap_wide, rect.h}, s->font_body, FONT_SEMIBOLD,
              THEME_TEXT, ALIGN_START);
  build_act(b, node, (Act){.kind = ACT_FORM, .ix = form_ix});
  flow->y += height + s->gap;
}

void screen_chooser(Build *b) {
  const Sizes *s = &b->sizes;
  Rect area = rect_inset(frame_banner(b), s->margin);
  if (b->state->menu) {
    menu_layout(b, area);
    return;
  }
  Flow flow = frame_column(b, area);
  size_t first = b->count;
  int rows_h = language_chips_add_rows(b, (Rect){flow.x, area.y, flow.w, area.h});
  size_t languages = b->count - first;
  area.h -= languages > 0 ? rows_h + s->gap : 0;
  size_t forms = b->count;
  flow.y = 0;
  b->turns = true;
  flow_text(b, &flow, ROLE_TITLE, STR("title"), build_string(b, UI_STRING_CHOOSER_TITLE), s->font_title, FONT_SEMIBOLD, THEME_TEXT,
            ALIGN_START);
  flow.y += s->gap_wide;
  for (size_t i = 0; i < b->scene->form_count; i++) {
    add_form(b, &flow, (int)i);
  }
  frame_scroll(b, forms, flow.y, area, 0.35);
  b->turns = false;
  build_raise(b, first, languages);
}
