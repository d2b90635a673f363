#include "closing.h"

#include "language_chips.h"
#include "screen.h"

/* As large as can be, but the languages keep their room beside it. */
static int done_width(Build *b, int row_px) {
  const Sizes *s = &b->sizes;
  int most = size_mm(s, 40.0 * s->scale);
  int words = b->metrics->width(b->metrics->context, build_string(b, UI_STRING_DONE), s->font_body, FONT_SEMIBOLD) + 2 * s->gap;
  int least = words > s->target ? words : s->target,
      left = row_px - s->gap_wide - language_chips_width(b, row_px - least - s->gap_wide);
  int width = most < left ? most : left;
  return width > least ? width : least;
}

bool closing_begin(Build *b, Rect *area, Rect *footer) {
  const Sizes *s = &b->sizes;
  *area = rect_inset(frame_banner(b), s->margin);
  if (b->state->menu) {
    menu_layout(b, *area);
    return false;
  }
  Flow column = frame_column(b, *area);
  *footer = (Rect){column.x, area->y + area->h - s->target, column.w, s->target};
  area->h -= s->target + s->gap;
  if (area->h >= size_mm(s, 130.0)) { /* what is to be read and scanned goes before */
    int logo_h = frame_logo(b, (Rect){column.x, area->y, column.w, area->h});
    area->y += logo_h;
    area->h -= logo_h;
  }
  return true;
}

void closing_end(Build *b, Rect footer) {
  int width = done_width(b, footer.w);
  Rect done = {footer.x + footer.w - width, footer.y, width, footer.h};
  footer.w -= width + b->sizes.gap_wide;
  language_chips_add(b, footer, footer.w);
  build_button(b, INK_PRIMARY, STR("done"), build_string(b, UI_STRING_DONE), done, (Act){.kind = ACT_DONE});
}
