#include "paint.h"

static void paint_face_of(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  double radius = s->radius * 0.6;
  bool pressed = paint_state(p, STATE_PRESSED), selected = paint_state(p, STATE_SELECTED);
  bool types = (p->ink->act.kind == ACT_TYPE || p->ink->act.kind == ACT_PIN) && !paint_state(p, STATE_DISABLED);
  ThemeColour rest = types ? THEME_SURFACE : THEME_BACKGROUND; /* what does something else looks like something else */
  paint_fill(p, p->node->rect, radius, pressed ? THEME_PRESSED : selected ? THEME_SELECTED : rest);
  paint_outline(p, p->node->rect, radius, s->hairline, pressed || selected ? THEME_ACCENT : THEME_OUTLINE);
}

/* The letter once more, large, above the finger that hides it; not where what is typed is not to be seen. */
static void paint_preview(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  const TextMetrics *m = p->b->metrics;
  Rect key = p->node->rect, plate = {key.x - key.w / 8, key.y - key.h - s->key_gap, key.w + key.w / 4, key.h};
  int most = s->width - plate.w;
  plate.x = plate.x < 0 ? 0 : plate.x > most ? most : plate.x;
  paint_fill(p, plate, s->radius, THEME_SURFACE);
  paint_outline(p, plate, s->radius, s->edge, THEME_ACCENT);
  Str letter = p->node->label;
  int size = s->font_title * 5 / 4, most_px = plate.h * 4 / 5;
  size = size < most_px ? size : most_px;
  int width = m->width(m->context, letter, size, FONT_SEMIBOLD), height = m->height(m->context, size, FONT_SEMIBOLD);
  draw_add(p->list, (DrawCommand){.kind = DRAW_TEXT,
                                  .rect = {plate.x + (plate.w - width) / 2, plate.y + (plate.h - height) / 2, width, height},
                                  .clip = p->node->clip,
                                  .colour = paint_colour(p, THEME_TEXT),
                                  .text = letter,
                                  .size_px = size,
                                  .weight = FONT_SEMIBOLD,
                                  .rtl = text_is_rtl(letter)});
}

static bool is_masked(const Painter *p) {
  return p->ink->cell >= 0 && (asked_in(p->b->scene, p->ink->cell).question->appearance & APPEARANCE_MASKED) != 0;
}

/* Only over rows of letters: a number's keys are as large as their digits can be. */
static bool has_preview(const Painter *p) {
  bool letter = p->ink->act.kind == ACT_TYPE && p->ink->icon == ICON_NONE && str_count_cp(p->node->label) == 1;
  return letter && p->ink->previews && paint_state(p, STATE_PRESSED) && p->b->state->accents_of == 0 && !is_masked(p);
}

void paint_key(const Painter *p) {
  paint_face_of(p);
  paint_icon_of(p);
  paint_text(p);
  if (has_preview(p)) {
    paint_preview(p);
  }
}

void paint_accents(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  paint_fill(p, p->node->rect, s->radius, THEME_SURFACE);
  paint_outline(p, p->node->rect, s->radius, s->edge, THEME_ACCENT);
}
