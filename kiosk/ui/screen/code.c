#include "code.h"

#include "screen.h"

enum { QUIET_MODULES = 4 }; /* ISO/IEC 18004: the quiet zone on each side */
static const double code_mm = 30.0, most_mm = 62.0;

static int modules_across(const Build *b) {
  return b->scene->qr_side + 2 * QUIET_MODULES;
}

int code_least_side(const Build *b) {
  int for_code = (size_mm(&b->sizes, code_mm) + b->scene->qr_side - 1) / b->scene->qr_side;
  return px_larger(b->sizes.module, for_code) * modules_across(b);
}

static int arm_side(const Build *b) {
  return b->sizes.module * modules_across(b);
}

int code_close_side(const Build *b) {
  return b->sizes.module_close * modules_across(b);
}

int code_side(const Build *b, int room_px, double mm) {
  int wanted = px_smaller(size_mm(&b->sizes, mm * b->sizes.scale), room_px);
  return px_larger(wanted / modules_across(b) * modules_across(b), code_least_side(b));
}

void code_add(Build *b, Rect rect, Str label) {
  Node *node = build_node(b, ROLE_IMAGE, STR("qr"), label, rect, INK_QR);
  NodeInk *ink = build_ink(b, node);
  ink->modules = b->scene->qr_modules;
  ink->modules_side = b->scene->qr_side;
  ink->icon_rect = rect_inset(rect, rect.w / modules_across(b) * QUIET_MODULES);
}

static void add_line(Build *b, Flow *flow, Str id, Str words, FontWeight weight) {
  flow_text(b, flow, ROLE_TEXT, id, words, b->sizes.font_small, weight, weight == FONT_REGULAR ? THEME_MUTED : THEME_TEXT,
            ALIGN_START);
}

/* The address, and the code to type there, with the words that lead to them; nothing where the scene has no address. */
static void add_typed(Build *b, Flow *flow, UiString type_words) {
  const Scene *scene = b->scene;
  if (scene->qr_address.len == 0) {
    return;
  }
  add_line(b, flow, STR("qr.type"), build_string(b, type_words), FONT_REGULAR);
  add_line(b, flow, STR("qr.address"), scene->qr_address, FONT_SEMIBOLD);
  if (scene->qr_code.len == 0) {
    return;
  }
  flow->y += b->sizes.gap_tight;
  add_line(b, flow, STR("qr.then"), build_string(b, UI_STRING_TYPE_CODE), FONT_REGULAR);
  add_line(b, flow, STR("qr.code"), scene->qr_code, FONT_SEMIBOLD);
}

static int typed_height(Build *b, int width, UiString type_words) {
  size_t first = b->count;
  Flow flow = {0, 0, width};
  add_typed(b, &flow, type_words);
  b->count = first;
  return flow.y > 0 ? b->sizes.gap + flow.y : 0;
}

typedef enum Typed { TYPED_BELOW_CODE, TYPED_WITH_WORDS, TYPED_NOT } Typed; /* where the address stands */

typedef enum CodeSize {
  CODE_WIDE,  /* what its side of the area lets it be */
  CODE_LEAST, /* no larger than it has to be */
  CODE_ARM,   /* what can be read at an arm's length, if its modules are few */
  CODE_CLOSE, /* what a phone reads that is held closer */
} CodeSize;

typedef struct Way {
  WordsSize size;
  Typed typed;
  CodeSize code;
} Way;

/* The address is given up before words are to be scrolled for: whoever reads this stands there with a phone. The last one may scroll, and has
 * all. */
static const Way ways[] = {
    {WORDS_LARGE, TYPED_BELOW_CODE, CODE_WIDE},  {WORDS_SMALL, TYPED_BELOW_CODE, CODE_WIDE},
    {WORDS_SMALL, TYPED_WITH_WORDS, CODE_WIDE},  {WORDS_LEAST, TYPED_WITH_WORDS, CODE_WIDE},
    {WORDS_LEAST, TYPED_WITH_WORDS, CODE_LEAST}, {WORDS_LEAST, TYPED_WITH_WORDS, CODE_ARM},
    {WORDS_LEAST, TYPED_WITH_WORDS, CODE_CLOSE}, {WORDS_LEAST, TYPED_NOT, CODE_WIDE},
    {WORDS_LEAST, TYPED_NOT, CODE_LEAST},        {WORDS_LEAST, TYPED_NOT, CODE_ARM},
    {WORDS_LEAST, TYPED_NOT, CODE_CLOSE},        {WORDS_LEAST, TYPED_WITH_WORDS, CODE_CLOSE},
};

/* How words and code share an area. */
typedef struct Plan {
  const CodeScreen *screen;
  Way way;
  Rect words, code; /* code: the room for the card and what is typed below it */
  int typed_h;      /* of that */
} Plan;

static int plan_least_side(const Build *b, const Plan *plan) {
  return plan->way.code == CODE_ARM ? arm_side(b) : plan->way.code == CODE_CLOSE ? code_close_side(b) : code_least_side(b);
}

static int plan_side(const Build *b, const Plan *plan, int room_px) {
  return plan->way.code <= CODE_LEAST ? code_side(b, room_px, most_mm) : plan_least_side(b, plan);
}

/* With what is typed, where that stands with them. */
static void add_words(Build *b, Flow *flow, const Plan *plan) {
  plan->screen->add_words(b, flow, plan->way.size);
  if (plan->way.typed == TYPED_WITH_WORDS && b->scene->qr_address.len > 0) {
    flow->y += b->sizes.gap;
    add_typed(b, flow, plan->screen->type_words);
  }
}

static int words_height(Build *b, const Plan *plan) {
  size_t first = b->count;
  Flow flow = {plan->words.x, 0, plan->words.w};
  add_words(b, &flow, plan);
  b->count = first;
  return flow.y;
}

/* Side by side. False: there is not room for all. */
static bool plan_beside(Build *b, Rect area, Plan *plan) {
  const Sizes *s = &b->sizes;
  Flow column = frame_column(b, area);
  bool wide = plan->way.code == CODE_WIDE;
  int least = plan_least_side(b, plan), gap = wide ? s->gap_wide : s->gap;
  int half = wide ? px_larger((column.w - gap) * 9 / 20, least) : least;
  plan->code = (Rect){column.x + column.w - half, area.y, half, area.h};
  plan->words = (Rect){column.x, area.y, column.w - gap - half, area.h};
  plan->typed_h = plan->way.typed == TYPED_BELOW_CODE ? typed_height(b, half, plan->screen->type_words) : 0;
  return least + plan->typed_h <= area.h && words_height(b, plan) <= area.h;
}

/* One below the other, together in the middle; where there is not room for all, the code stands still below words that scroll. */
static bool plan_below(Build *b, Rect area, Plan *plan) {
  const Sizes *s = &b->sizes;
  Flow column = frame_column(b, area);
  plan->words = (Rect){column.x, area.y, column.w, area.h};
  plan->typed_h = plan->way.typed == TYPED_BELOW_CODE ? typed_height(b, column.w, plan->screen->type_words) : 0;
  int words_h = words_height(b, plan), room = area.h - s->gap_wide - plan->typed_h;
  int side = plan_side(b, plan, px_smaller(column.w, room - words_h)), code_h = side + plan->typed_h;
  bool fits = words_h + side <= room;
  int spare = fits ? area.h - words_h - s->gap_wide - code_h : 0;
  plan->words.h = area.h - s->gap_wide - code_h - spare;
  plan->words.y += spare / 2;
  plan->code = (Rect){column.x, plan->words.y + plan->words.h + s->gap_wide, column.w, code_h};
  return fits;
}

static void add_words_of(Build *b, const Plan *plan) {
  size_t first = b->count;
  Flow flow = {plan->words.x, 0, plan->words.w};
  add_words(b, &flow, plan);
  frame_scroll(b, first, flow.y, plan->words, 0.5);
}

/* What is typed begins where the card does; a card by itself stands in the middle of its side. */
static void add_code_of(Build *b, const Plan *plan) {
  Rect room = plan->code;
  int side = plan_side(b, plan, px_smaller(room.w, room.h - plan->typed_h));
  bool alone = b->scene->qr_address.len == 0 && !b->sizes.portrait;
  Rect card = {room.x + (alone ? (room.w - side) / 2 : 0), room.y + (room.h - side - plan->typed_h) / 2, side, side};
  code_add(b, card, plan->screen->label);
  if (plan->typed_h > 0) {
    Flow flow = {room.x, card.y + side + b->sizes.gap, room.w};
    add_typed(b, &flow, plan->screen->type_words);
  }
}

void code_add_beside_words(Build *b, Rect area, const CodeScreen *screen) {
  Plan plan = {.screen = screen};
  bool fits = false;
  for (size_t i = 0; i < COUNT_OF(ways) && !fits; i++) {
    plan = (Plan){.screen = screen, .way = ways[i]};
    fits = b->sizes.portrait ? plan_below(b, area, &plan) : plan_beside(b, area, &plan);
  }
  add_words_of(b, &plan);
  add_code_of(b, &plan);
}
