#include "paint.h"

static ThemeColour answer_face(const Painter *p) {
  return paint_state(p, STATE_PRESSED)    ? THEME_PRESSED
         : paint_state(p, STATE_SELECTED) ? THEME_SELECTED
         : paint_state(p, STATE_DISABLED) ? THEME_BACKGROUND
                                          : THEME_SURFACE;
}

/* What cannot be chosen lies flat on the background; what is chosen, or refused, has a thick edge. */
static void paint_plate(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  bool selected = paint_state(p, STATE_SELECTED), invalid = paint_state(p, STATE_INVALID);
  ThemeColour edge = selected ? THEME_ACCENT : invalid ? THEME_ALERT : THEME_OUTLINE;
  paint_fill(p, p->node->rect, s->radius, answer_face(p));
  if (!paint_state(p, STATE_DISABLED)) {
    paint_outline(p, p->node->rect, s->radius, selected || invalid ? s->edge : s->hairline, edge);
  }
}

static void paint_words(const Painter *p, ThemeColour colour) {
  NodeInk ink = *p->ink;
  Painter words = *p;
  ink.text_colour = colour;
  words.ink = &ink;
  paint_text(&words);
}

/* A place for a number: a filled disc, as an empty ring would say that one answer shuts out the others. */
static void paint_rank_mark(const Painter *p, Rect mark) {
  bool ranked = p->ink->rank > 0;
  paint_fill(p, mark, mark.w / 2.0, ranked ? THEME_ACCENT : THEME_TRACK);
  if (!ranked) {
    paint_outline(p, mark, mark.w / 2.0, p->b->sizes.hairline, THEME_OUTLINE);
    return;
  }
  paint_line(p, p->node->value, mark, THEME_ON_ACCENT);
}

static void paint_disc_mark(const Painter *p, Rect mark) {
  if (!paint_state(p, STATE_SELECTED)) {
    paint_outline(p, mark, mark.w / 2.0, p->b->sizes.hairline, THEME_OUTLINE);
    return;
  }
  paint_fill(p, mark, mark.w / 2.0, THEME_ACCENT);
  Rect core = rect_inset(mark, mark.w * 3 / 10);
  paint_fill(p, core, core.w / 2.0, THEME_ON_ACCENT);
}

static void paint_box_mark(const Painter *p, Rect mark) {
  double radius = mark.w / 5.0;
  if (!paint_state(p, STATE_SELECTED)) {
    paint_outline(p, mark, radius, p->b->sizes.hairline, THEME_OUTLINE);
    return;
  }
  paint_fill(p, mark, radius, THEME_ACCENT);
  paint_icon(p, ICON_CHECK, rect_inset(mark, mark.w / 6), THEME_ON_ACCENT);
}

static void paint_mark(const Painter *p) {
  if (p->ink->rank != 0) {
    paint_rank_mark(p, p->ink->icon_rect);
  } else if (p->ink->several) {
    paint_box_mark(p, p->ink->icon_rect);
  } else {
    paint_disc_mark(p, p->ink->icon_rect);
  }
}

void paint_choice(const Painter *p) {
  paint_plate(p);
  paint_mark(p);
  paint_words(p, paint_state(p, STATE_DISABLED) ? THEME_MUTED : p->ink->text_colour);
}

void paint_stepper(const Painter *p) {
  const Sizes *s = &p->b->sizes;
  bool invalid = paint_state(p, STATE_INVALID);
  paint_fill(p, p->node->rect, s->radius, answer_face(p));
  paint_outline(p, p->node->rect, s->radius, invalid ? s->edge : s->hairline, invalid ? THEME_ALERT : THEME_OUTLINE);
  paint_text(p);
}

/* A mark for each step, or for as many as divide the track evenly and can be told apart. */
static void paint_marks(const Painter *p) {
  enum { MARKS_MAX = 20 };
  Rect bar = p->ink->icon_rect;
  int steps = p->ink->steps - 1, parts = steps < MARKS_MAX ? steps : MARKS_MAX;
  while (parts > 1 && steps % parts != 0) {
    parts--;
  }
  int width = p->b->sizes.hairline, height = bar.h * 3;
  for (int i = 0; i <= parts && parts > 0; i++) {
    int x = bar.x + (int)((int64_t)bar.w * i / parts);
    paint_fill(p, (Rect){x - width / 2, bar.y + (bar.h - height) / 2, width, height}, 0, THEME_OUTLINE);
  }
}

/* The knob stands on the track only where there is an answer, or a finger. */
void paint_slider(const Painter *p) {
  Rect bar = p->ink->icon_rect, done = bar;
  double radius = bar.h / 2.0;
  done.w = (int)(bar.w * p->ink->share);
  done.x += p->b->rtl ? bar.w - done.w : 0;
  paint_marks(p);
  paint_fill(p, bar, radius, paint_state(p, STATE_INVALID) ? THEME_ALERT : THEME_OUTLINE);
  if (p->ink->step < 0) {
    return;
  }
  paint_fill(p, done, radius, THEME_ACCENT);
  int side = p->b->sizes.target * 2 / 3, x = p->b->rtl ? done.x : done.x + done.w;
  Rect knob = {x - side / 2, bar.y + (bar.h - side) / 2, side, side};
  paint_fill(p, knob, side / 2.0, paint_state(p, STATE_PRESSED) ? THEME_ACCENT_PRESSED : THEME_ACCENT);
  paint_outline(p, knob, side / 2.0, p->b->sizes.edge, THEME_SURFACE);
}

/* It has no mark: the whole of it is one. */
void paint_cell(const Painter *p) {
  if (!paint_state(p, STATE_SELECTED)) {
    paint_plate(p);
    paint_words(p, paint_state(p, STATE_DISABLED) ? THEME_MUTED : p->ink->text_colour);
    return;
  }
  paint_fill(p, p->node->rect, p->b->sizes.radius, paint_state(p, STATE_PRESSED) ? THEME_ACCENT_PRESSED : THEME_ACCENT);
  paint_words(p, THEME_ON_ACCENT);
}

void paint_ground(const Painter *p) {
  paint_plate(p);
}

/* On a card with others of its kind: only what is chosen, or pressed, has a plate of its own. */
void paint_lone_mark(const Painter *p) {
  if (paint_state(p, STATE_PRESSED) || paint_state(p, STATE_SELECTED)) {
    int inset = p->b->sizes.edge;
    paint_fill(p, rect_inset(p->node->rect, inset), p->b->sizes.radius, answer_face(p));
  }
  paint_mark(p);
}

/* On a picture the mark has a ground of its own. */
void paint_card(const Painter *p) {
  paint_plate(p);
  if (p->ink->image != NULL) {
    paint_image(p, p->ink->image_rect);
  }
  paint_fill(p, p->ink->icon_rect, p->ink->several ? p->ink->icon_rect.w / 5.0 : p->ink->icon_rect.w / 2.0, THEME_SURFACE);
  paint_mark(p);
  paint_words(p, paint_state(p, STATE_DISABLED) ? THEME_MUTED : p->ink->text_colour);
}

void paint_pick(const Painter *p) {
  paint_plate(p);
  paint_icon(p, ICON_DOWN, p->ink->icon_rect, THEME_ACCENT);
  paint_text(p);
}

void paint_face_answer(const Painter *p) {
  paint_plate(p);
  int last = p->ink->steps - 1;
  double mood = last > 0 ? 2.0 * p->ink->step / last - 1.0 : 0.0;
  bool selected = paint_state(p, STATE_SELECTED);
  paint_face(p, p->ink->icon_rect, mood, selected ? THEME_ACCENT : THEME_BACKGROUND, selected ? THEME_ON_ACCENT : THEME_TEXT,
             !selected);
  paint_text(p);
}
