#include "paint.h"

#include <math.h>

static uint8_t mixed(uint8_t behind, uint8_t shown, double clarity) {
  return (uint8_t)lround(behind + (shown - behind) * clarity);
}

Colour paint_colour(const Painter *p, ThemeColour colour) {
  Colour shown = p->b->theme->colours[colour], behind = p->b->theme->colours[THEME_BACKGROUND];
  return (Colour){mixed(behind.r, shown.r, p->motion.clarity), mixed(behind.g, shown.g, p->motion.clarity),
                  mixed(behind.b, shown.b, p->motion.clarity), shown.a};
}

bool paint_state(const Painter *p, NodeState state) {
  return (p->node->state & (unsigned)state) != 0;
}

static Rect moved(const Painter *p, Rect rect) {
  rect.x += p->motion.dx;
  rect.y += p->motion.dy;
  return rect;
}

void paint_fill(const Painter *p, Rect rect, double radius, ThemeColour colour) {
  draw_add(p->list, (DrawCommand){.kind = DRAW_FILL,
                                  .rect = moved(p, rect),
                                  .clip = p->node->clip,
                                  .colour = paint_colour(p, colour),
                                  .radius_px = (float)radius});
}

void paint_outline(const Painter *p, Rect rect, double radius, int width, ThemeColour colour) {
  draw_add(p->list, (DrawCommand){.kind = DRAW_OUTLINE,
                                  .rect = moved(p, rect),
                                  .clip = p->node->clip,
                                  .colour = paint_colour(p, colour),
                                  .radius_px = (float)radius,
                                  .width_px = (float)width});
}

void paint_stroke(const Painter *p, Rect rect, const Point *points, size_t count, double width, ThemeColour colour) {
  Point *placed = ARENA_ARRAY(p->b->arena, Point, count);
  Rect at = moved(p, rect);
  for (size_t i = 0; i < count; i++) {
    placed[i] = (Point){(float)at.x + points[i].x * (float)at.w, (float)at.y + points[i].y * (float)at.h};
  }
  draw_add(p->list, (DrawCommand){.kind = DRAW_STROKE,
                                  .rect = rect_inset(at, -(int)ceil(width)),
                                  .clip = p->node->clip,
                                  .colour = paint_colour(p, colour),
                                  .width_px = (float)width,
                                  .points = placed,
                                  .point_count = count});
}

static int line_x(const Painter *p, const TextLine *line, Rect rect) {
  if (p->ink->align == ALIGN_CENTRE) {
    return rect.x + (rect.w - line->width_px) / 2;
  }
  return p->b->rtl ? rect.x + rect.w - line->width_px : rect.x;
}

static void paint_block(const Painter *p, const TextBlock *block, Rect rect, ThemeColour colour) {
  int y = rect.y + (rect.h - block->height_px) / 2;
  for (size_t i = 0; i < block->count; i++, y += block->line_px) {
    const TextLine *line = &block->lines[i];
    draw_add(p->list, (DrawCommand){.kind = DRAW_TEXT,
                                    .rect = moved(p, (Rect){line_x(p, line, rect), y, line->width_px, block->line_px}),
                                    .clip = p->node->clip,
                                    .colour = paint_colour(p, colour),
                                    .text = line->text,
                                    .size_px = block->size_px,
                                    .weight = block->weight,
                                    .rtl = line->rtl});
  }
}

void paint_text(const Painter *p) {
  paint_block(p, &p->ink->text, p->ink->text_rect, p->ink->text_colour);
}

void paint_line(const Painter *p, Str words, Rect rect, ThemeColour colour) {
  const TextMetrics *m = p->b->metrics;
  int size = p->b->sizes.font_body;
  int width = m->width(m->context, words, size, FONT_SEMIBOLD), height = m->height(m->context, size, FONT_SEMIBOLD);
  draw_add(p->list,
           (DrawCommand){.kind = DRAW_TEXT,
                         .rect = moved(p, (Rect){rect.x + (rect.w - width) / 2, rect.y + (rect.h - height) / 2, width, height}),
                         .clip = p->node->clip,
                         .colour = paint_colour(p, colour),
                         .text = words,
                         .size_px = size,
                         .weight = FONT_SEMIBOLD});
}

void paint_icon_of(const Painter *p) {
  if (p->ink->icon != ICON_NONE) {
    paint_icon(p, p->ink->icon, p->ink->icon_rect, p->ink->text_colour);
  }
}

static void paint_button(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  paint_fill(p, p->node->rect, s->radius, paint_state(p, STATE_PRESSED) ? THEME_PRESSED : THEME_SURFACE);
  paint_outline(p, p->node->rect, s->radius, s->hairline, THEME_OUTLINE);
  paint_icon_of(p);
  paint_text(p);
}

static void paint_reviewed(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  paint_fill(p, p->node->rect, s->radius, paint_state(p, STATE_PRESSED) ? THEME_PRESSED : THEME_SURFACE);
  paint_outline(p, p->node->rect, s->radius, s->hairline, THEME_OUTLINE);
  paint_block(p, &p->ink->above, p->ink->above_rect, THEME_MUTED);
  paint_text(p);
  paint_icon(p, p->ink->icon, p->ink->icon_rect, THEME_ACCENT);
}

static void paint_hidden(const Painter *p) {
  paint_icon(p, p->ink->icon, p->ink->icon_rect, THEME_MUTED);
  paint_text(p);
}

static void paint_primary(const Painter *p) {
  paint_fill(p, p->node->rect, p->b->sizes.radius, paint_state(p, STATE_PRESSED) ? THEME_ACCENT_PRESSED : THEME_ACCENT);
  paint_icon_of(p);
  paint_text(p);
}

static void paint_quiet(const Painter *p) {
  if (paint_state(p, STATE_PRESSED)) {
    paint_fill(p, p->node->rect, p->b->sizes.radius, THEME_PRESSED);
  } else if (paint_state(p, STATE_SELECTED)) {
    paint_fill(p, p->node->rect, p->b->sizes.radius, THEME_SELECTED);
  }
  paint_icon_of(p);
  paint_text(p);
}

/* A row of them among other things is lighter than what can be touched of it. */
static Rect chip_face(const Painter *p) {
  Rect face = p->node->rect;
  int slim = p->b->sizes.font_small * 2;
  if (face.h == p->b->sizes.target && slim < face.h) {
    face.y += (face.h - slim) / 2;
    face.h = slim;
  }
  return face;
}

static void paint_chip(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  Rect face = chip_face(p);
  double radius = face.h / 2.0;
  bool selected = paint_state(p, STATE_SELECTED);
  paint_fill(p, face, radius, paint_state(p, STATE_PRESSED) ? THEME_PRESSED : selected ? THEME_SELECTED : THEME_SURFACE);
  paint_outline(p, face, radius, selected ? s->edge : s->hairline, selected ? THEME_ACCENT : THEME_OUTLINE);
  paint_icon_of(p);
  paint_text(p);
}

static void paint_progress(const Painter *p) {
  Rect bar = p->ink->icon_rect, done = bar;
  double radius = bar.w < p->b->sizes.width ? bar.h / 2.0 : 0.0; /* from edge to edge it has no ends */
  paint_text(p);
  paint_fill(p, bar, radius, THEME_TRACK);
  done.w = (int)(bar.w * p->ink->share);
  if (p->b->rtl) {
    done.x = bar.x + bar.w - done.w;
  }
  paint_fill(p, done, radius, THEME_ACCENT);
}

static void paint_alert(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  paint_fill(p, p->node->rect, s->radius, THEME_ALERT_SURFACE);
  paint_outline(p, p->node->rect, s->radius, s->hairline, THEME_ALERT);
  paint_icon(p, ICON_ALERT, p->ink->icon_rect, THEME_ALERT);
  paint_text(p);
}

static void paint_banner(const Painter *p) {
  paint_fill(p, p->node->rect, 0, THEME_TRIAL);
  paint_text(p);
}

void paint_image(const Painter *p, Rect rect) {
  draw_add(p->list, (DrawCommand){.kind = DRAW_IMAGE, .rect = moved(p, rect), .clip = p->node->clip, .image = p->ink->image});
}

static void paint_picture(const Painter *p) {
  paint_image(p, p->node->rect);
}

/* Dark on light in every theme: many readers cannot do the reverse. */
static void paint_qr(const Painter *p) {
  draw_add(p->list, (DrawCommand){.kind = DRAW_FILL,
                                  .rect = p->node->rect,
                                  .clip = p->node->clip,
                                  .colour = {255, 255, 255, 255},
                                  .radius_px = (float)p->b->sizes.hairline});
  draw_add(p->list, (DrawCommand){.kind = DRAW_MODULES,
                                  .rect = p->ink->icon_rect,
                                  .clip = p->node->clip,
                                  .colour = {0, 0, 0, 255},
                                  .modules = p->ink->modules,
                                  .modules_side = p->ink->modules_side});
}

/* From nothing at the inner edge to the background at the outer, step by step. */
static void paint_fade(const Painter *p) {
  enum { STEPS = 8 };
  Rect rect = p->node->rect;
  for (int i = 0; i < STEPS; i++) {
    int top = rect.y + rect.h * i / STEPS, bottom = rect.y + rect.h * (i + 1) / STEPS;
    int outward = p->ink->step > 0 ? i + 1 : STEPS - i;
    Colour colour = paint_colour(p, THEME_BACKGROUND);
    colour.a = (uint8_t)(255 * outward / (STEPS + 1));
    draw_add(p->list, (DrawCommand){
                          .kind = DRAW_FILL, .rect = {rect.x, top, rect.w, bottom - top}, .clip = p->node->clip, .colour = colour});
  }
}

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
    [INK_DAY] = paint_day,
};
_Static_assert(COUNT_OF(painters) == INK_KIND_COUNT, "every kind of ink has its painter");

static void paint_focus(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  if (paint_state(p, STATE_FOCUSED) && p->ink->kind != INK_HERO) {
    Rect face = p->ink->kind == INK_CHIP ? chip_face(p) : p->node->rect;
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
