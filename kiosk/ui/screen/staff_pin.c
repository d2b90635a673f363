#include "../keyboard/keys.h"
#include "language_chips.h"
#include "screen.h"
#include "staff.h"

static bool waits(const Staff *staff) {
  return staff->wait_s > 0;
}

/* --- words --- */

/* The longest that is said here, so that nothing moves when it is. */
enum { LONGEST_WAIT_S = 59 * 60 + 59 };

static Str wait_words(Build *b, int seconds) {
  const PhraseSlot slots[] = {{"{time}", arena_printf(b->arena, "\u2068%d:%02d\u2069", seconds / 60, seconds % 60)}};
  return phrases_fill(b->arena, b->strings, UI_STRING_PIN_WAIT, b->language, slots, COUNT_OF(slots));
}

static Str message(Build *b, const Staff *staff) {
  return waits(staff) ? wait_words(b, staff->wait_s) : staff->wrong_pin ? build_string(b, UI_STRING_PIN_WRONG) : STR("");
}

static const double pad_mm = 110.0; /* as wide as the field above it, on a tall screen */

static void add_dots(Build *b, Flow *flow, const Staff *staff) {
  const Sizes *s = &b->sizes;
  int widest = size_mm(s, (s->portrait ? pad_mm : 90.0) * s->scale);
  Rect rect = {flow->x, flow->y, flow->w < widest ? flow->w : widest, s->target};
  Node *node = build_node(b, ROLE_TEXTBOX, STR("pin"), build_string(b, UI_STRING_PIN), rect, INK_PIN);
  node->value = arena_printf(b->arena, "%zu", b->state->pin_len);
  node->state |= waits(staff) ? STATE_DISABLED : staff->wrong_pin ? STATE_INVALID : 0u;
  build_ink(b, node)->step = (int)b->state->pin_len;
  flow->y += rect.h;
}

/* How the words are set. */
typedef struct Setting {
  int title_px, message_px, gap;
} Setting;

static void add_words(Build *b, Flow *flow, const Staff *staff, const Setting *set) {
  flow_text(b, flow, ROLE_TITLE, STR("title"), build_string(b, UI_STRING_PIN_TITLE), set->title_px, FONT_SEMIBOLD, THEME_TEXT,
            ALIGN_START);
  flow->y += set->gap;
  add_dots(b, flow, staff);
  flow->y += set->gap;
  int reserved = build_measure(b, wait_words(b, LONGEST_WAIT_S), flow->w, set->message_px, FONT_REGULAR).height_px;
  Str words = message(b, staff);
  int end = flow->y + reserved;
  if (words.len > 0) {
    flow_text(b, flow, ROLE_ALERT, STR("message"), words, set->message_px, FONT_REGULAR, THEME_ALERT, ALIGN_START);
  }
  flow->y = end;
}

/* Smaller where they would not fit. */
static void add_fitting_words(Build *b, Flow *flow, const Staff *staff, int room_px) {
  const Sizes *s = &b->sizes;
  const Setting sets[] = {{s->font_title, s->font_body, s->gap},
                          {s->font_body, s->font_body, s->gap},
                          {s->font_body, s->font_small, s->gap},
                          {s->font_small, s->font_small, s->gap_tight}};
  size_t first = b->count;
  for (size_t i = 0; i < COUNT_OF(sets); i++) {
    b->count = first;
    flow->y = 0;
    add_words(b, flow, staff, &sets[i]);
    if (flow->y <= room_px) {
      return;
    }
  }
}

/* --- keys --- */

static void style_key(Build *b, Node *key, bool disabled) {
  key->state |= disabled ? STATE_DISABLED : 0u;
  build_ink(b, key)->text_colour = disabled ? THEME_MUTED : THEME_TEXT;
}

static void add_digit(Build *b, const KeyGrid *grid, int digit, bool disabled) {
  Rect rect = digit == 0 ? key_grid_place(grid, 1, 3, 1, 1) : key_grid_place(grid, (digit - 1) % 3, (digit - 1) / 3, 1, 1);
  Str id = arena_printf(b->arena, "pin.%d", digit), label = arena_printf(b->arena, "%d", digit);
  Act act = {.kind = ACT_PIN, .cp = (uint32_t)('0' + digit)};
  Node *key = key_add(b, id, label, rect, grid->panel, act, ICON_NONE);
  build_words(b, key, label, rect, b->sizes.font_title, FONT_REGULAR, THEME_TEXT, ALIGN_CENTRE);
  style_key(b, key, disabled);
}

static void add_ok(Build *b, const KeyGrid *grid, bool disabled) {
  Rect rect = key_grid_place(grid, 2, 3, 1, 1);
  Str label = build_string(b, UI_STRING_PIN_OK);
  Node *key = key_add(b, STR("pin.ok"), label, rect, grid->panel, (Act){.kind = ACT_PIN_OK}, ICON_NONE);
  NodeInk *ink = build_ink(b, key);
  ink->kind = disabled ? INK_KEY : INK_PRIMARY;
  build_words(b, key, label, rect, b->sizes.font_body, FONT_SEMIBOLD, THEME_ON_ACCENT, ALIGN_CENTRE);
  if (ink->text.width_px > rect.w - 2 * b->sizes.gap_tight || ink->text.count > 1) {
    ink->text = (TextBlock){0};
    build_icon(b, key, ICON_CHECK, b->sizes.key_height * 2 / 5);
  }
  if (disabled) {
    style_key(b, key, true);
  }
}

/* As on a telephone, and in every script in the same order. */
static void add_keys(Build *b, Rect panel, const Staff *staff) {
  KeyGrid grid = {panel, 3, KEYBOARD_PAD_ROWS, b->sizes.key_gap};
  bool disabled = waits(staff);
  for (int i = 1; i <= 10; i++) {
    add_digit(b, &grid, i % 10, disabled);
  }
  Node *key = key_add(b, STR("pin.delete"), build_string(b, UI_STRING_KEY_BACKSPACE), key_grid_place(&grid, 0, 3, 1, 1), panel,
                      (Act){.kind = ACT_PIN_DELETE}, ICON_BACKSPACE);
  style_key(b, key, disabled);
  add_ok(b, &grid, disabled);
}

static int keys_height(const Sizes *s, int most) {
  int row = s->key_height > s->target ? s->key_height : s->target;
  int height = KEYBOARD_PAD_ROWS * row + (KEYBOARD_PAD_ROWS - 1) * s->key_gap;
  return height < most ? height : most;
}

/* --- the two formats --- */

/* The words of the way back give way to a language's name. */
static void add_footer(Build *b, Rect footer) {
  int whole = footer.w - staff_leave_width(b) - b->sizes.gap_wide;
  bool brief = whole <= 0 || language_chips_width(b, whole) >= whole;
  Rect leave = staff_add_leave(b, brief ? (Rect){footer.x, footer.y, b->sizes.target, footer.h} : footer);
  int used = leave.w + b->sizes.gap_wide, room = footer.w - used, width = language_chips_width(b, room);
  language_chips_add(b, (Rect){footer.x + used, footer.y, width, footer.h}, room);
}

/* The pad stands beside the words on a wide screen, over its whole height. */
static void lay_out_wide(Build *b, Rect area, const Staff *staff) {
  const Sizes *s = &b->sizes;
  Flow column = frame_column(b, area);
  int half = (column.w - s->gap_wide) / 2, width = size_mm(s, 3 * 24.0 * s->scale);
  width = width < half ? width : half;
  int height = keys_height(s, area.h);
  Rect panel = {column.x + column.w - width, area.y + (area.h - height) / 2, width, height};
  Rect footer = {column.x, area.y + area.h - s->target, column.w - width - s->gap_wide, s->target};
  size_t first = b->count;
  Flow flow = {column.x, 0, footer.w};
  add_fitting_words(b, &flow, staff, footer.y - area.y - s->gap);
  int top = footer.y - s->gap - flow.y; /* beside the uppermost keys, unless that is too far down */
  build_shift(b, first, top < panel.y ? top : panel.y, b->clip);
  add_keys(b, panel, staff);
  add_footer(b, footer);
}

/* Below them on a tall one. */
static void lay_out_tall(Build *b, Rect area, const Staff *staff) {
  const Sizes *s = &b->sizes;
  Flow column = frame_column(b, area);
  Rect footer = {column.x, area.y + area.h - s->target, column.w, s->target};
  int room = footer.y - area.y - s->gap, height = keys_height(s, room), widest = size_mm(s, pad_mm * s->scale);
  size_t first = b->count;
  Flow flow = {column.x, 0, column.w};
  add_fitting_words(b, &flow, staff, room - height - s->gap);
  int left = px_larger(room - flow.y - height, 0), between = left < s->gap_wide ? left : s->gap_wide,
      top = area.y + (left - between) / 2;
  build_shift(b, first, top, b->clip);
  Rect panel = {column.x, top + flow.y + between, column.w < widest ? column.w : widest, height};
  add_keys(b, panel, staff);
  add_footer(b, footer);
}

void staff_pin_layout(Build *b, Rect area, const Staff *staff) {
  b->sizes.portrait ? lay_out_tall(b, area, staff) : lay_out_wide(b, area, staff);
}
