/* paint: from nodes to drawing commands: a painter per kind of ink. */
#ifndef PAINT_H
#define PAINT_H

#include "../build.h"
#include "../motion.h"

typedef struct Painter {
  const Build *b;
  DrawList *list;
  const Node *node;
  const NodeInk *ink;
  Motion motion;  /* of this node */
  double turning; /* how far the languages are in taking turns: 0 not at all .. 1 half-way */
} Painter;

/* All nodes in order. */
void paint_nodes(const Build *b, DrawList *list, Motion motion);

Colour paint_colour(const Painter *p, ThemeColour colour);
bool paint_state(const Painter *p, NodeState state);
void paint_fill(const Painter *p, Rect rect, double radius, ThemeColour colour);
void paint_outline(const Painter *p, Rect rect, double radius, int width, ThemeColour colour);
/* points lie in the unit square, which is laid over rect. */
void paint_stroke(const Painter *p, Rect rect, const Point *points, size_t count, double width, ThemeColour colour);
void paint_icon(const Painter *p, Icon icon, Rect rect, ThemeColour colour);
void paint_text(const Painter *p);
void paint_block(const Painter *p, const TextBlock *block, Rect rect, ThemeColour colour);
/* One short line in body size, in the middle of rect. */
void paint_line(const Painter *p, Str words, Rect rect, ThemeColour colour);
void paint_image(const Painter *p, Rect rect);
/* mood: -1 the saddest .. 1 the happiest */
void paint_face(const Painter *p, Rect rect, double mood, ThemeColour disc, ThemeColour line, bool outlined);

/* Its icon, in the colour of its words; nothing when it has none. */
void paint_icon_of(const Painter *p);

/* What is seen of a chip. */
Rect paint_chip_face(const Painter *p);

void paint_button(const Painter *p);
void paint_primary(const Painter *p);
void paint_quiet(const Painter *p);
void paint_chip(const Painter *p);
void paint_reviewed(const Painter *p);
void paint_hidden(const Painter *p);
void paint_progress(const Painter *p);
void paint_alert(const Painter *p);
void paint_banner(const Painter *p);
void paint_picture(const Painter *p);
void paint_qr(const Painter *p);
void paint_fade(const Painter *p);
void paint_key(const Painter *p);
void paint_accents(const Painter *p);
void paint_day(const Painter *p);
void paint_sketch(const Painter *p);
void paint_field(const Painter *p);
void paint_choice(const Painter *p);
void paint_card(const Painter *p);
void paint_ground(const Painter *p);
void paint_lone_mark(const Painter *p);
void paint_star_answer(const Painter *p);
void paint_pick(const Painter *p);
void paint_cell(const Painter *p);
void paint_stepper(const Painter *p);
void paint_slider(const Painter *p);
void paint_face_answer(const Painter *p);
void paint_hero(const Painter *p);
void paint_drawing(const Painter *p);
void paint_clock(const Painter *p);
void paint_cup(const Painter *p);
void paint_fact(const Painter *p);
void paint_pin(const Painter *p);

#endif
