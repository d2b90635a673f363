/* draw: the contract between the touch interface and whatever shows it: rectangles, colours, a list of drawing commands, input
 * events, and the text metrics the interface is given.
 *
 * Pure: no SDL, no fonts, no pixels. ui fills a DrawList, platform paints it; platform makes Inputs, ui takes them. Pixels are the
 * display's own; y grows downwards. */
#ifndef DRAW_H
#define DRAW_H

#include "base.h"

typedef struct Rect {
  int x, y, w, h; /* px; w or h of 0 or less: empty */
} Rect;

bool rect_is_empty(Rect r);
bool rect_contains(Rect r, int x, int y);
Rect rect_intersect(Rect a, Rect b); /* {0,0,0,0} when they do not meet */
Rect rect_union(Rect a, Rect b);     /* the smallest around both; an empty one adds nothing */
Rect rect_inset(Rect r, int by);     /* negative: grows */
int px_smaller(int a, int b);
int px_larger(int a, int b);

typedef struct Colour {
  uint8_t r, g, b, a;
} Colour;

/* WCAG 2.x relative luminance and contrast ratio (1 .. 21) of opaque colours; threshold 0.04045. */
double colour_luminance(Colour c);
double colour_contrast(Colour a, Colour b);

typedef struct Point {
  float x, y; /* px */
} Point;

typedef enum FontWeight { FONT_REGULAR, FONT_SEMIBOLD, FONT_WEIGHT_COUNT } FontWeight;

/* How wide text comes out; given to ui by platform, or by a table in tests. */
typedef struct TextMetrics {
  void *context;
  int (*width)(void *context, Str text, int size_px, FontWeight weight); /* advance of one line, px */
  int (*ascent)(void *context, int size_px, FontWeight weight);          /* baseline below the top of the line, px */
  int (*height)(void *context, int size_px, FontWeight weight);          /* of a line, ascent and descent, px */
  /* Where the caret stands before byte `at` of a line whose main direction is given: px from the line's left edge, by the shaper's own
   * positions, also inside a ligature; `at` is on a grapheme's edge, 0 .. text.len. */
  int (*caret)(void *context, Str text, size_t at, int size_px, FontWeight weight, bool rtl);
  /* The edge of a grapheme nearest to x_px from the line's left edge: bytes. */
  size_t (*byte_at)(void *context, Str text, int x_px, int size_px, FontWeight weight, bool rtl);
  double cap_ratio; /* height of a capital H as a share of size_px */
} TextMetrics;

/* A picture as it is in memory: width_px * height_px pixels of 0xAARRGGBB, their colours multiplied by their alpha. */
typedef struct Image {
  int width_px, height_px;
  const uint32_t *pixels;
  uint64_t hash; /* of what it shows */
} Image;

typedef enum DrawKind {
  DRAW_FILL,    /* rect with rounded corners, filled; radius_px of half its height makes a disc or a pill */
  DRAW_OUTLINE, /* rect with rounded corners, its edge width_px wide, inside rect */
  DRAW_STROKE,  /* polyline through points, width_px wide, round joins and ends; rect bounds it */
  DRAW_TEXT,    /* one line of text, top left of its line box at rect.x, rect.y */
  DRAW_MODULES, /* a QR code: modules_side^2 bytes, bit 0 set is dark; scaled to whole pixels and centred in rect */
  DRAW_IMAGE,   /* a picture, scaled to fill rect; colour is not used */
  DRAW_KIND_COUNT
} DrawKind;

typedef struct DrawCommand {
  DrawKind kind;
  Rect rect;
  Rect clip; /* nothing is painted outside it */
  Colour colour;
  float radius_px, width_px; /* width_px: outline and stroke */
  Str text;                  /* borrowed from the frame arena */
  int size_px;
  FontWeight weight;
  bool rtl;
  const Point *points; /* borrowed from the frame arena */
  size_t point_count;
  const uint8_t *modules; /* borrowed from the scene */
  int modules_side;
  const Image *image; /* borrowed until the list is painted */
  uint64_t hash;      /* of all that is seen; set by draw_add */
} DrawCommand;

typedef struct DrawList {
  Arena *arena; /* the frame's */
  DrawCommand *items;
  size_t count, capacity;
  Colour background;
  Rect caret; /* where text is typed, for an input method that shows its offers beside it; empty: nowhere */
} DrawList;

DrawList draw_list_new(Arena *frame, Colour background);
void draw_add(DrawList *list, DrawCommand command); /* empty rectangles and clips are dropped */

/* What the command can change on the screen: its rect (a text's with room for accents and descenders) cut by its clip. Nothing is
 * painted outside it. */
Rect draw_visible(const DrawCommand *command);

/* FNV-1a, 64 bits; start from the seed, go on from what it gave. bytes may be NULL when count is 0. */
#define DRAW_HASH_SEED UINT64_C(0xcbf29ce484222325)
uint64_t draw_hash(uint64_t seed, const void *bytes, size_t count);

/* Where two pictures differ: at most `max` rectangles into out, which cover every pixel that could. Returns how many; 0 when
 * equal. before needs the hashes and rectangles of its commands only (draw_trace). */
typedef struct DrawTrace { /* what is remembered of a painted list */
  uint64_t *hashes;
  Rect *rects; /* draw_visible */
  size_t count, capacity;
  Colour background;
} DrawTrace;

void draw_trace_keep(DrawTrace *trace, const DrawList *list); /* grows by malloc when needed; start from {0} */
void draw_trace_free(DrawTrace *trace);
size_t draw_damage(const DrawTrace *before, const DrawList *after, Rect screen, Rect *out, size_t max);
/* The list as text, a line a command: the strict reference of the interface's tests. */
void draw_print(const DrawList *list, Sink *sink);

/* --- Input --- */

typedef enum InputKind {
  INPUT_POINTER_DOWN, /* a finger or the left mouse button; never both for one touch */
  INPUT_POINTER_MOVE, /* also a mouse that moves without a button */
  INPUT_POINTER_UP,
  INPUT_POINTER_CANCEL,
  INPUT_WHEEL,   /* .wheel: lines, positive scrolls up */
  INPUT_KEY,     /* .key, with .shift */
  INPUT_TEXT,    /* .text typed on a physical keyboard, composed */
  INPUT_COMPOSE, /* .text: what is being composed and not yet typed, shown at the caret; empty: nothing any more */
} InputKind;

typedef enum Key {
  KEY_NONE,
  KEY_TAB,
  KEY_ENTER,
  KEY_SPACE,
  KEY_ESCAPE,
  KEY_LEFT,
  KEY_RIGHT,
  KEY_UP,
  KEY_DOWN,
  KEY_HOME,
  KEY_END,
  KEY_PAGE_UP,
  KEY_PAGE_DOWN,
  KEY_BACKSPACE,
  KEY_DELETE,
  KEY_COUNT
} Key;

/* "Tab", "Enter", ... of the scripted visits; "Shift+Tab" is KEY_TAB with shift. KEY_NONE for an unknown name. */
Key key_from_name(Str name, bool *shift);

typedef struct Input {
  InputKind kind;
  int x, y;        /* px */
  int64_t pointer; /* which finger; 0 is the mouse */
  Key key;
  bool shift;
  bool repeated; /* key: it is held, and comes again and again */
  int wheel;
  Str text; /* borrowed until the next input */
} Input;

typedef struct Display {
  int width_px, height_px;
  double px_per_mm;
} Display;

#endif
