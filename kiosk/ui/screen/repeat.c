#include "content.h"
#include "screen.h"

/* As wide as their words and alike; side by side on a wide screen, where they fit. labels: what is told to those who listen. */
static void add_buttons(Build *b, Flow *flow, const Str *words, const Str *labels, size_t count) {
  static const struct {
    Str id;
    ActKind act;
    Icon icon;
  } buttons[] = {{STR_INIT("add"), ACT_ADD, ICON_PLUS}, {STR_INIT("remove"), ACT_REMOVE, ICON_MINUS}};
  const Sizes *s = &b->sizes;
  int beside = s->font_body * 3 / 4 + s->gap, width = 0, height = s->answer;
  for (size_t i = 0; i < count; i++) {
    TextBlock block = build_measure(b, words[i], flow->w - 2 * s->gap_wide - beside, s->font_body, FONT_SEMIBOLD);
    width = block.width_px > width ? block.width_px : width;
    height = block.height_px + 2 * s->gap_tight > height ? block.height_px + 2 * s->gap_tight : height;
  }
  int room = (flow->w + s->gap) / (int)count - s->gap, pad = width + beside + 2 * s->gap_wide > room ? s->gap : s->gap_wide;
  bool in_row = !s->portrait && width + beside + 2 * pad <= room;
  pad = in_row ? pad : s->gap_wide;
  int whole = width + beside + 2 * pad;
  for (size_t i = 0; i < count; i++) {
    Rect rect = {flow->x + (in_row ? (int)i * (whole + s->gap) : 0), flow->y, whole, height};
    Node *node = build_button(b, INK_BUTTON, buttons[i].id, labels[i], rect, (Act){.kind = buttons[i].act});
    Rect inside = {rect.x + pad + beside, rect.y, width, height};
    build_words(b, node, words[i], inside, s->font_body, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
    NodeInk *ink = build_ink(b, node);
    int side = s->font_body * 3 / 4;
    ink->icon = buttons[i].icon;
    ink->icon_rect = (Rect){rect.x + pad, rect.y + (height - side) / 2, side, side};
    flow->y += !in_row || i + 1 == count ? height + s->gap : 0;
  }
}

/* What is added stands above the title already; who listens is told it with the button. */
static Str add_label(Build *b, const Group *repeat, Str words) {
  Str label = build_text(b, repeat->label, -1);
  return label.len == 0 ? words : arena_printf(b->arena, STR_FMT ": " STR_FMT, STR_ARG(words), STR_ARG(label));
}

void repeat_add(Build *b, const SurveyPage *page, const Bands *bands) {
  const Sizes *s = &b->sizes;
  Rect area = bands->content;
  const Group *repeat = &b->scene->form->groups[page->group_ix];
  bool none = page->instance_count == 0;
  size_t first = b->count;
  Flow flow = frame_column(b, area);
  flow.y = 0;
  b->slides = true;
  content_add_heading(b, &flow, page->group_ix, -1);
  flow_text(b, &flow, ROLE_TITLE, STR("title"), build_string(b, none ? UI_STRING_REPEAT_TITLE_NONE : UI_STRING_REPEAT_TITLE),
            s->font_title, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  flow.y += s->gap_tight;
  Str count = phrases_format(b->arena, b->strings, UI_STRING_REPEAT_COUNT, b->language, page->instance_count, 0);
  flow_text(b, &flow, ROLE_TEXT, STR("count"), count, s->font_body, FONT_REGULAR, THEME_MUTED, ALIGN_START);
  flow.y += s->gap_wide;
  Str words[] = {build_string(b, none ? UI_STRING_ADD_FIRST : UI_STRING_ADD_ANOTHER), build_string(b, UI_STRING_REMOVE_LAST)};
  Str labels[] = {add_label(b, repeat, words[0]), words[1]};
  add_buttons(b, &flow, words, labels, none ? 1 : 2);
  int height = flow.y - s->gap + 2 * s->focus_width;
  bands_scroll(b, bands, first, height, area, content_share(s, area, height));
  b->slides = false;
}
