/* print: a drawing list as text, for people and for the interface's reference files. */
#include "draw.h"

static void print_rect(Sink *sink, Rect r) {
  sink_printf(sink, " %d,%d %dx%d", r.x, r.y, r.w, r.h);
}

static void print_colour(Sink *sink, Colour c) {
  sink_printf(sink, " #%02x%02x%02x", c.r, c.g, c.b);
  if (c.a != 255) sink_printf(sink, "%02x", c.a);
}

static void print_fill(Sink *sink, const DrawCommand *c) {
  if (c->radius_px > 0) sink_printf(sink, " radius %g", (double)c->radius_px);
}

static void print_outline(Sink *sink, const DrawCommand *c) {
  print_fill(sink, c);
  sink_printf(sink, " width %g", (double)c->width_px);
}

static void print_stroke(Sink *sink, const DrawCommand *c) {
  sink_printf(sink, " width %g points", (double)c->width_px);
  for (size_t i = 0; i < c->point_count; i++)
    sink_printf(sink, " %g,%g", (double)c->points[i].x, (double)c->points[i].y);
}

static void print_text(Sink *sink, const DrawCommand *c) {
  sink_printf(sink, " size %d%s%s ", c->size_px, c->weight == FONT_SEMIBOLD ? " semibold" : "", c->rtl ? " rtl" : "");
  sink_json_str(sink, c->text);
}

static void print_modules(Sink *sink, const DrawCommand *c) {
  size_t count = (size_t)c->modules_side * (size_t)c->modules_side;
  sink_printf(sink, " side %d hash %016llx", c->modules_side, (unsigned long long)draw_hash(DRAW_HASH_SEED, c->modules, count));
}

static void print_image(Sink *sink, const DrawCommand *c) {
  sink_printf(sink, " of %dx%d hash %016llx", c->image->width_px, c->image->height_px, (unsigned long long)c->image->hash);
}

typedef struct Printer {
  const char *name;
  void (*rest)(Sink *sink, const DrawCommand *c);
} Printer;

static const Printer printers[] = {
    [DRAW_FILL] = {"fill", print_fill}, [DRAW_OUTLINE] = {"outline", print_outline}, [DRAW_STROKE] = {"stroke", print_stroke},
    [DRAW_TEXT] = {"text", print_text}, [DRAW_MODULES] = {"modules", print_modules}, [DRAW_IMAGE] = {"image", print_image},
};
_Static_assert(COUNT_OF(printers) == DRAW_KIND_COUNT, "a way to print every kind of command");

void draw_print(const DrawList *list, Sink *sink) {
  sink_z(sink, "background");
  print_colour(sink, list->background);
  sink_z(sink, "\n");
  for (size_t i = 0; i < list->count; i++) {
    const DrawCommand *c = &list->items[i];
    sink_z(sink, printers[c->kind].name);
    print_rect(sink, c->rect);
    print_colour(sink, c->colour);
    printers[c->kind].rest(sink, c);
    Rect seen = rect_intersect(c->rect, c->clip);
    if (seen.w != c->rect.w || seen.h != c->rect.h) {
      sink_z(sink, " clip");
      print_rect(sink, c->clip);
    }
    sink_z(sink, "\n");
  }
}
