#include "paint.h"

#include "../caret.h"

static void paint_line_of(const Painter *p, size_t line, int y) {
  const FieldText *field = p->ink->field;
  const TextLine *text = &field->block.lines[line];
  draw_add(p->list, (DrawCommand){.kind = DRAW_TEXT,
                                  .rect = {field_line_x(field, line, p->ink->text_rect) + p->motion.dx, y + p->motion.dy,
                                           text->width_px, field->block.line_px},
                                  .clip = p->node->clip,
                                  .colour = paint_colour(p, p->ink->text_colour),
                                  .text = text->text,
                                  .size_px = field->block.size_px,
                                  .weight = field->block.weight,
                                  .rtl = field->rtl});
}

/* What is composed is not yet typed: a line under it says so. */
static void paint_composed(const Painter *p, size_t line) {
  Rect composed = field_composed(p->ink->field, p->b->metrics, line, p->ink->text_rect);
  if (!rect_is_empty(composed)) {
    int thick = p->b->sizes.hairline * 2;
    paint_fill(p, (Rect){composed.x, composed.y + composed.h - 2 * thick, composed.w, thick}, 0, THEME_ACCENT);
  }
}

/* Which part of a longer text is in sight. */
static void paint_share(const Painter *p) {
  const FieldText *field = p->ink->field;
  const Sizes *s = &p->b->sizes;
  Rect rect = p->node->rect;
  int width = s->edge, inset = s->gap / 2, room = rect.h - 2 * s->gap;
  int lines = (int)field->block.count, height = room * (int)field->count / lines, top = room * (int)field->first / lines;
  int x = p->b->rtl ? rect.x + inset : rect.x + rect.w - inset - width;
  paint_fill(p, (Rect){x, rect.y + s->gap + top, width, height}, width / 2.0, THEME_OUTLINE);
}

static void paint_typed(const Painter *p) {
  const FieldText *field = p->ink->field;
  int y = p->ink->text_rect.y;
  for (size_t i = field->first; i < field->first + field->count; i++, y += field->block.line_px) {
    paint_line_of(p, i, y);
    paint_composed(p, i);
  }
  if (field->count < field->block.count) {
    paint_share(p);
  }
}

/* The one that is typed into has a strong edge and the caret. */
void paint_field(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  bool active = !rect_is_empty(p->ink->caret), invalid = paint_state(p, STATE_INVALID);
  paint_fill(p, p->node->rect, s->radius, paint_state(p, STATE_PRESSED) ? THEME_PRESSED : THEME_SURFACE);
  paint_outline(p, p->node->rect, s->radius, active || invalid ? s->edge : s->hairline,
                invalid  ? THEME_ALERT
                : active ? THEME_ACCENT
                         : THEME_OUTLINE);
  if (p->ink->field != NULL && p->ink->field->shown.len > 0) {
    paint_typed(p);
  } else {
    paint_text(p);
  }
  paint_fill(p, p->ink->caret, 0, THEME_ACCENT);
  if (active) {
    p->list->caret = p->ink->caret;
  }
}
