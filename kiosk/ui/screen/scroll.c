#include "screen.h"

static int clamp_scroll(Build *b, int height, int window) {
  int most = height - window;
  b->placed->scroll_max_px = most;
  int scroll = b->state->scroll_px;
  b->placed->scroll_px = scroll < 0 ? 0 : scroll > most ? most : scroll;
  return b->placed->scroll_px;
}

/* What must be seen of a question. */
typedef enum Part {
  PART_ALL,
  PART_URGENT,  /* where not all of it can be: what is wrong with its answer, and the field that is typed into */
  PART_FOCUSED, /* where there is neither, or not room for both */
} Part;

static bool is_of(const Build *b, size_t ix, Part part) {
  bool focused = b->state->focus_visible && b->nodes[ix].takes_input && build_id_key(b->nodes[ix].id) == b->state->focus;
  bool urgent = b->nodes[ix].role == ROLE_ALERT || (b->inks[ix].act.kind == ACT_FIELD && !b->resting) || focused;
  return part == PART_ALL || (part == PART_URGENT && urgent) || focused;
}

/* From where to where the nodes of a part stand. */
static bool find_revealed(const Build *b, size_t first, Part part, int *top, int *bottom) {
  bool found = false;
  for (size_t i = first; i < b->count; i++) {
    Rect rect = b->nodes[i].rect;
    if (b->inks[i].cell == b->state->reveal_cell && is_of(b, i, part)) {
      *top = found && *top < rect.y ? *top : rect.y;
      *bottom = found && *bottom > rect.y + rect.h ? *bottom : rect.y + rect.h;
      found = true;
    }
  }
  return found;
}

/* Scrolls by as little as brings what must be seen into a window. */
static void reveal(Build *b, size_t first, int window) {
  int top = 0, bottom = 0, scroll = b->state->scroll_px, ring = 2 * b->sizes.focus_width;
  if (b->state->reveal_cell >= 0 && find_revealed(b, first, PART_ALL, &top, &bottom)) {
    for (Part part = PART_URGENT; part <= PART_FOCUSED && bottom - top + 2 * ring > window; part++) {
      find_revealed(b, first, part, &top, &bottom);
    }
    scroll = scroll + window < bottom + ring ? bottom + ring - window : scroll;
    scroll = scroll > top - ring ? top - ring : scroll;
    b->placed->scroll_px = scroll;
  }
  b->placed->reveal_cell = -1;
}

/* With words as large as there is room for, or none. */
static void add_scroll_button(Build *b, Str id, UiString label, Rect rect, int sign) {
  const Sizes *s = &b->sizes;
  Node *node = build_button(b, INK_QUIET, id, build_string(b, label), rect, (Act){.kind = ACT_SCROLL, .ix = sign});
  NodeInk *ink = build_ink(b, node);
  int room = rect.w - s->font_body - 2 * s->gap_tight;
  if (b->metrics->width(b->metrics->context, node->label, s->font_body, FONT_SEMIBOLD) > room) {
    bool small = b->metrics->width(b->metrics->context, node->label, s->font_small, FONT_SEMIBOLD) <= room;
    ink->text = small ? build_measure(b, node->label, room, s->font_small, FONT_SEMIBOLD) : (TextBlock){0};
  }
  build_centre_icon(b, node, sign > 0 ? ICON_DOWN : ICON_UP);
}

/* Below the window: the ways there are, each over its half, or one over the whole. */
static void add_scroll_strip(Build *b, Rect strip, bool at_start, bool at_end) {
  int half = at_start || at_end ? strip.w : strip.w / 2;
  if (!at_start) {
    add_scroll_button(b, STR("more-above"), UI_STRING_MORE_ABOVE, (Rect){strip.x, strip.y, half, strip.h}, -1);
  }
  if (!at_end) {
    add_scroll_button(b, STR("more"), UI_STRING_MORE_BELOW, (Rect){strip.x + strip.w - half, strip.y, half, strip.h}, 1);
  }
}

/* A row that is cut at the window's edge fades out there: it goes on, and nothing is broken. */
void frame_fade(Build *b, Rect rect, int sign) {
  Node *node = build_node(b, ROLE_IMAGE, sign < 0 ? STR("fade.above") : STR("fade.below"), STR(""), rect, INK_FADE);
  build_ink(b, node)->step = sign;
}

static void add_fades(Build *b, Rect window, bool at_start, bool at_end) {
  int height = b->sizes.gap_wide, ring = 2 * b->sizes.focus_width;
  if (!at_start) {
    frame_fade(b, (Rect){0, window.y - ring, b->sizes.width, height}, -1);
  }
  if (!at_end) {
    frame_fade(b, (Rect){0, window.y + window.h - height, b->sizes.width, height}, 1);
  }
}

/* Focus rings stand outside what they ring, so a window lets them be seen. */
static Rect window_clip(const Build *b, Rect window) {
  int ring = 2 * b->sizes.focus_width;
  return (Rect){0, window.y - ring, b->sizes.width, window.h + ring};
}

void frame_scroll_beside(Build *b, size_t first, int height, Rect area, double share, Rect strip) {
  if (height <= area.h) {
    b->placed->scroll_px = 0;
    b->placed->reveal_cell = -1;
    build_shift(b, first, area.y + (int)((area.h - height) * share), b->clip);
    return;
  }
  Rect window = area;
  reveal(b, first, window.h);
  int scroll = clamp_scroll(b, height, window.h);
  b->placed->window = window;
  build_shift(b, first, window.y - scroll, window_clip(b, window));
  bool at_start = scroll <= 0, at_end = scroll >= b->placed->scroll_max_px;
  add_fades(b, window, at_start, at_end);
  if (!rect_is_empty(strip)) {
    add_scroll_strip(b, strip, at_start, at_end);
  }
}

void frame_scroll(Build *b, size_t first, int height, Rect area, double share) {
  Flow column = frame_column(b, area);
  Rect strip = {column.x, area.y + area.h - b->sizes.target, column.w, b->sizes.target};
  area.h -= height > area.h ? b->sizes.target : 0;
  frame_scroll_beside(b, first, height, area, share, strip);
}
