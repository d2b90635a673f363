#include "contrast.h"

#include "build.h"

#include <math.h>
#include <string.h>

static const double text_least = 4.5, mark_least = 3.0;

static uint8_t mix(uint8_t under, uint8_t over, uint8_t alpha) {
  return (uint8_t)((under * (255 - alpha) + over * alpha + 127) / 255);
}

static Colour over(Colour under, Colour c) {
  return (Colour){mix(under.r, c.r, c.a), mix(under.g, c.g, c.a), mix(under.b, c.b, c.a), 255};
}

/* Within the rounded corners? */
static bool covers(const DrawCommand *c, int x, int y) {
  if (!rect_contains(rect_intersect(c->rect, c->clip), x, y)) {
    return false;
  }
  double r = fmin((double)c->radius_px, fmin(c->rect.w, c->rect.h) / 2.0), px = x + 0.5 - c->rect.x, py = y + 0.5 - c->rect.y;
  double dx = px < r ? r - px : px > c->rect.w - r ? px - (c->rect.w - r) : 0.0;
  double dy = py < r ? r - py : py > c->rect.h - r ? py - (c->rect.h - r) : 0.0;
  return dx * dx + dy * dy <= r * r;
}

bool contrast_beneath(const DrawList *list, size_t count, int x, int y, Colour *out) {
  bool known = true;
  *out = list->background;
  for (size_t i = 0; i < count; i++) {
    const DrawCommand *c = &list->items[i];
    if (c->kind == DRAW_FILL && covers(c, x, y)) {
      *out = over(*out, c->colour);
      known = known || c->colour.a == 255;
    } else if ((c->kind == DRAW_IMAGE || c->kind == DRAW_MODULES) && covers(c, x, y)) {
      known = false;
    }
  }
  return known;
}

typedef struct Check {
  Ui *ui;
  const DrawList *list;
  const Theme *theme;
  const Node *nodes;
  size_t node_count;
  Rect screen;
  Findings *findings;
} Check;

/* The contrast of a command with what lies beneath a point; 21 where nothing can be said. */
static double at_point(const Check *check, size_t ix, int x, int y) {
  const DrawCommand *c = &check->list->items[ix];
  Colour under;
  if (!rect_contains(rect_intersect(c->clip, check->screen), x, y) || !contrast_beneath(check->list, ix, x, y, &under)) {
    return 21.0;
  }
  return colour_contrast(over(under, c->colour), under);
}

static const char *hex(Colour c, char *out) {
  snprintf(out, 8, "#%02x%02x%02x", c.r, c.g, c.b);
  return out;
}

static void check_text(const Check *check, size_t ix) {
  const DrawCommand *c = &check->list->items[ix];
  double least = 21.0;
  for (int i = 0; i <= 4; i++) {
    double found = at_point(check, ix, c->rect.x + (c->rect.w - 1) * i / 4, c->rect.y + c->rect.h / 2);
    least = found < least ? found : least;
  }
  if (least < text_least) {
    char front[8];
    findings_add(check->findings, RULE_CONTRAST_TEXT, "%.2f: \"" STR_FMT "\" in %s", least, STR_ARG(c->text),
                 hex(c->colour, front));
  }
}

/* A drawing means nothing, a fade hides what it is to hide, and a ring in the surface's colour only parts a knob from its track. */
static bool is_decoration(const Check *check, const DrawCommand *c) {
  static const ThemeColour faces[] = {THEME_BACKGROUND,    THEME_SURFACE, THEME_PRESSED, THEME_SELECTED,
                                      THEME_ALERT_SURFACE, THEME_TRIAL,   THEME_TRACK};
  for (size_t i = 0; i < COUNT_OF(faces); i++) {
    bool may = c->kind == DRAW_FILL || (c->kind == DRAW_OUTLINE && faces[i] == THEME_SURFACE);
    if (may && memcmp(&c->colour, &check->theme->colours[faces[i]], sizeof c->colour) == 0) {
      return true;
    }
  }
  for (size_t i = 0; i < check->node_count; i++) {
    Rect r = check->nodes[i].rect, both = rect_intersect(r, c->rect);
    if (check->nodes[i].ink->kind == INK_DRAWING && both.w == c->rect.w && both.h == c->rect.h) {
      return true;
    }
  }
  return c->colour.a < 255;
}

/* A stroke may cross another line of its colour; most of it stands out. */
static double of_stroke(const Check *check, size_t ix) {
  const DrawCommand *c = &check->list->items[ix];
  double least = 21.0;
  size_t lost = 0;
  for (size_t i = 0; i < c->point_count; i++) {
    double found = at_point(check, ix, (int)c->points[i].x, (int)c->points[i].y);
    lost += found < mark_least;
    least = found < least ? found : least;
  }
  return 2 * lost > c->point_count ? least : 21.0;
}

typedef struct Span {
  double second, most; /* the second least: a focus ring may touch a neighbour on one side */
} Span;

/* Against what is outside it, at the middle of each side. */
static Span around(const Check *check, size_t ix) {
  const Rect r = check->list->items[ix].rect;
  const int xs[] = {r.x - 2, r.x + r.w + 1, r.x + r.w / 2, r.x + r.w / 2};
  const int ys[] = {r.y + r.h / 2, r.y + r.h / 2, r.y - 2, r.y + r.h + 1};
  Span span = {21.0, 1.0};
  double least = 21.0;
  for (size_t i = 0; i < COUNT_OF(xs); i++) {
    double found = at_point(check, ix, xs[i], ys[i]);
    span.second = found < least ? least : found < span.second ? found : span.second;
    least = found < least ? found : least;
    span.most = found > span.most ? found : span.most;
  }
  return span;
}

/* A face is seen where it differs from what it stands on, or from what is beside it: a knob stands on its track. */
static double of_fill(const Check *check, size_t ix) {
  const Rect r = check->list->items[ix].rect;
  double beneath = at_point(check, ix, r.x + r.w / 2, r.y + r.h / 2), beside = around(check, ix).most;
  return beneath > beside ? beneath : beside;
}

static double of_mark(const Check *check, size_t ix) {
  DrawKind kind = check->list->items[ix].kind;
  return kind == DRAW_STROKE ? of_stroke(check, ix) : kind == DRAW_OUTLINE ? around(check, ix).second : of_fill(check, ix);
}

static void check_mark(const Check *check, size_t ix) {
  const DrawCommand *c = &check->list->items[ix];
  if (is_decoration(check, c)) {
    return;
  }
  double found = of_mark(check, ix);
  if (found < mark_least) {
    static const char *const names[] = {[DRAW_FILL] = "fill", [DRAW_OUTLINE] = "outline", [DRAW_STROKE] = "stroke"};
    char front[8];
    findings_add(check->findings, RULE_CONTRAST_MARK, "%.2f: %s %s at %d,%d %dx%d", found, names[c->kind], hex(c->colour, front),
                 c->rect.x, c->rect.y, c->rect.w, c->rect.h);
  }
}

void contrast_check(Ui *ui, const Theme *theme, Display display, int64_t now_ms, Findings *findings) {
  Check check = {.ui = ui, .list = ui_draw(ui, now_ms), .theme = theme, .findings = findings};
  check.nodes = ui_nodes(ui, &check.node_count);
  check.screen = (Rect){0, 0, display.width_px, display.height_px};
  for (size_t i = 0; i < check.list->count; i++) {
    DrawKind kind = check.list->items[i].kind;
    if (kind == DRAW_TEXT) {
      check_text(&check, i);
    } else if (kind == DRAW_FILL || kind == DRAW_OUTLINE || kind == DRAW_STROKE) {
      check_mark(&check, i);
    }
  }
}
