#include "paint.h"

static void (*const painters[])(const Painter *p) = {
    [INK_TEXT] = paint_text,         [INK_BUTTON] = paint_button,
    [INK_PRIMARY] = paint_primary,   [INK_QUIET] = paint_quiet,
    [INK_CHIP] = paint_chip,         [INK_CHOICE] = paint_choice,
    [INK_CELL] = paint_cell,         [INK_FACE] = paint_face_answer,
    [INK_KEY] = paint_key,           [INK_FIELD] = paint_field,
    [INK_PROGRESS] = paint_progress, [INK_ALERT] = paint_alert,
    [INK_BANNER] = paint_banner,     [INK_QR] = paint_qr,
    [INK_HERO] = paint_hero,         [INK_DRAWING] = paint_drawing,
    [INK_CARD] = paint_card,         [INK_PLATE] = paint_ground,
    [INK_MARK] = paint_lone_mark,    [INK_STAR] = paint_star_answer,
    [INK_PICK] = paint_pick,         [INK_IMAGE] = paint_picture,
    [INK_PART] = paint_stepper,      [INK_SLIDER] = paint_slider,
    [INK_FADE] = paint_fade,         [INK_REVIEWED] = paint_reviewed,
    [INK_CLOCK] = paint_clock,       [INK_HIDDEN] = paint_hidden,
    [INK_ACCENTS] = paint_accents,   [INK_SKETCH] = paint_sketch,
    [INK_DAY] = paint_day,           [INK_FACT] = paint_fact,
    [INK_PIN] = paint_pin,           [INK_CUP] = paint_cup,
};
_Static_assert(COUNT_OF(painters) == INK_KIND_COUNT, "every kind of ink has its painter");

static void paint_focus(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  if (paint_state(p, STATE_FOCUSED) && p->ink->kind != INK_HERO) {
    Rect face = p->ink->kind == INK_CHIP ? paint_chip_face(p) : p->node->rect;
    double radius = p->ink->kind == INK_CHIP ? face.h / 2.0 : s->radius;
    paint_outline(p, rect_inset(face, -2 * s->focus_width), radius + 2 * s->focus_width, s->focus_width, THEME_FOCUS);
  }
}

static Painter painter_of(const Build *b, DrawList *list, size_t at, Motion motion) {
  Painter p = {
      .b = b, .list = list, .node = &b->nodes[at], .ink = &b->inks[at], .motion = {.clarity = 1}, .turning = 1 - motion.clarity};
  if (p.ink->slides) {
    p.motion.dx = motion.dx;
    p.motion.dy = motion.dy;
  }
  if (p.ink->turns) {
    p.motion.clarity = motion.clarity;
  }
  return p;
}

void paint_nodes(const Build *b, DrawList *list, Motion motion) {
  for (size_t i = 0; i < b->count; i++) {
    Painter p = painter_of(b, list, i, motion);
    painters[p.ink->kind](&p);
  }
  for (size_t i = 0; i < b->count; i++) { /* the ring last: no neighbour may cover it */
    Painter p = painter_of(b, list, i, motion);
    paint_focus(&p);
  }
}
