#include "header.h"

#include <limits.h>

#include "language_chips.h"
#include "screen.h"

/* --- how far it is --- */

typedef struct Progress {
  Str words;    /* shown where there is room, else told to those who listen */
  Str brief;    /* the same in figures */
  bool counted; /* else this page has no number: it asks nothing */
  double share;
} Progress;

/* What is only read is no question, and has no number: as on phones. */
static size_t counted_on(const Build *b, const SurveyPage *page) {
  size_t count = 0;
  for (size_t i = 0; i < page->cell_count && page->kind == PAGE_QUESTIONS; i++) {
    bool asks = form_type(asked_in(b->scene, page->cells[i]).question->kind)->takes_answer;
    count += asks && !survey_is_read_only(b->scene->survey, page->cells[i]);
  }
  return count;
}

/* The questions of a page are counted as they are asked: 3–5 of 12. The bar is full when all is sent, not before. */
static Progress progress_of(Build *b) {
  SurveyPage page = survey_page(b->scene->survey);
  size_t done = 0, total = 0, here = counted_on(b, &page);
  survey_progress(b->scene->survey, &done, &total);
  size_t from = done < total ? done + 1 : total, to = here > 1 && done + here <= total ? done + here : from;
  Str n = to > from ? arena_printf(b->arena, "%zu–%zu", from, to) : arena_printf(b->arena, "%zu", from);
  Str all = arena_printf(b->arena, "%zu", total);
  const PhraseSlot slots[] = {{"{n}", n}, {"{total}", all}};
  double way = page.kind == PAGE_REVIEW ? (double)total + 0.5 : (double)to;
  return (Progress){.words = phrases_fill(b->arena, b->strings, UI_STRING_PROGRESS, b->language, slots, COUNT_OF(slots)),
                    .brief = arena_printf(b->arena, STR_FMT " / " STR_FMT, STR_ARG(n), STR_ARG(all)),
                    .counted = here > 0,
                    .share = way / (double)(total + 1)};
}

static int words_width(Build *b, Str words) {
  return b->metrics->width(b->metrics->context, words, b->sizes.font_small, FONT_REGULAR);
}

/* Where nothing is counted, a bar for the eye alone. */
static Node *add_bar(Build *b, const Progress *progress, Rect rect) {
  return progress->counted ? build_node(b, ROLE_TEXT, STR("progress"), progress->words, rect, INK_PROGRESS)
                           : build_node(b, ROLE_IMAGE, STR("progress"), STR(""), rect, INK_PROGRESS);
}

static void add_progress(Build *b, const Progress *progress, Rect row) {
  const Sizes *s = &b->sizes;
  Node *node = add_bar(b, progress, row);
  TextBlock block = build_measure(b, progress->words, INT_MAX / 2, s->font_small, FONT_REGULAR);
  int bar = size_mm(s, 1.6 * s->scale);
  int top = row.y + (row.h - block.line_px - s->gap_tight - bar) / 2;
  if (progress->counted) {
    Str shown = words_width(b, progress->words) <= row.w ? progress->words : progress->brief;
    build_words(b, node, shown, (Rect){row.x, top, row.w, block.line_px}, s->font_small, FONT_REGULAR, THEME_MUTED, ALIGN_START);
  }
  NodeInk *ink = build_ink(b, node);
  ink->share = progress->share;
  ink->icon_rect = (Rect){row.x, top + block.line_px + s->gap_tight, row.w, bar};
}

/* A thin line along the upper edge of the screen; how far it is, is then told in words to those who listen only. */
static void add_slim_progress(Build *b, const Progress *progress, int y) {
  Rect line = {0, y, b->sizes.width, b->sizes.edge * 2};
  Node *node = add_bar(b, progress, line);
  NodeInk *ink = build_ink(b, node);
  ink->share = progress->share;
  ink->icon_rect = line;
}

/* --- what helps --- */

static void add_tool(Build *b, Str id, Str label, Rect rect, Act act, Icon icon, bool words) {
  Node *node = build_node(b, ROLE_BUTTON, id, label, rect, INK_QUIET);
  NodeInk *ink = build_ink(b, node);
  int side = b->sizes.font_body;
  int x = words ? rect.x + b->sizes.gap : rect.x + (rect.w - side) / 2;
  ink->icon = icon;
  ink->icon_rect = (Rect){x, rect.y + (rect.h - side) / 2, side, side};
  ink->text_colour = THEME_ACCENT;
  if (words) {
    x += side + b->sizes.gap_tight;
    build_words(b, node, label, (Rect){x, rect.y, rect.x + rect.w - x, rect.h}, b->sizes.font_small, FONT_SEMIBOLD, THEME_ACCENT,
                ALIGN_START);
  }
  build_act(b, node, act);
}

/* How much of it there is room for. The way to one's own phone is told in words longer than the way to hide, whose icon says it, than the
 * progress, whose figures do, and than these tools have a place of their own, before the menu. */
typedef enum ToolsLook {
  TOOLS_SPOKEN,
  TOOLS_PHONE_SPOKEN,
  TOOLS_PHONE_FIRST,
  TOOLS_PHONE_MENU,
  TOOLS_HIDE_SPOKEN,
  TOOLS_BRIEF,
  TOOLS_MENU
} ToolsLook;

static bool hide_is_spoken(ToolsLook look) {
  return look == TOOLS_SPOKEN || look == TOOLS_HIDE_SPOKEN;
}

static bool phone_is_spoken(ToolsLook look) {
  return look <= TOOLS_PHONE_MENU;
}

static int tools_gap(const Build *b, int languages_px) {
  return languages_px > 0 ? b->sizes.gap_tight : 0;
}

static int tool_width(Build *b, UiString label, bool spoken) {
  const Sizes *s = &b->sizes;
  int words = b->metrics->width(b->metrics->context, build_string(b, label), s->font_small, FONT_SEMIBOLD);
  int width = spoken ? words + s->font_body + s->gap_tight + 2 * s->gap : s->target;
  return width > s->target ? width : s->target;
}

static int hide_width(Build *b, ToolsLook look) {
  return tool_width(b, UI_STRING_HIDE, hide_is_spoken(look));
}

static int continue_width(Build *b, ToolsLook look) {
  return b->scene->may_continue ? tool_width(b, UI_STRING_CONTINUE, phone_is_spoken(look)) : 0;
}

static int languages_room(int column_px) {
  return column_px * 2 / 5;
}

static int tools_width(Build *b, int column_px, ToolsLook look) {
  if (look == TOOLS_MENU) {
    return b->sizes.target;
  }
  int languages = language_chips_width(b, languages_room(column_px)), hide = look == TOOLS_PHONE_MENU ? 0 : hide_width(b, look);
  return continue_width(b, look) + b->sizes.target + hide + tools_gap(b, languages) + languages;
}

/* At the end of the row. */
static void add_menu_button(Build *b, Rect row) {
  int side = b->sizes.target;
  add_tool(b, STR("menu"), build_string(b, UI_STRING_MENU), (Rect){row.x + row.w - side, row.y, side, row.h},
           (Act){.kind = ACT_MENU, .ix = MENU_WHOLE}, ICON_MENU, false);
}

/* At the end of the row. */
static void add_tools(Build *b, Rect row, ToolsLook look) {
  const Sizes *s = &b->sizes;
  if (look == TOOLS_MENU) {
    add_menu_button(b, row);
    return;
  }
  int x = row.x + row.w - tools_width(b, row.w, look), hide = hide_width(b, look), phone = continue_width(b, look);
  if (language_chips_count(b) < 2) { /* what has no face has its words at the column's edge */
    int inset = hide_is_spoken(look) ? s->gap : (s->target - s->font_body) / 2;
    x += inset < s->margin ? inset : s->margin;
  }
  if (phone > 0) {
    add_tool(b, STR("phone"), build_string(b, UI_STRING_CONTINUE), (Rect){x, row.y, phone, row.h},
             (Act){.kind = ACT_MENU, .ix = MENU_CONTINUE}, ICON_PHONE, phone_is_spoken(look));
    x += phone;
  }
  if (look == TOOLS_PHONE_MENU) {
    add_menu_button(b, (Rect){x, row.y, s->target, row.h});
    language_chips_add(b, row, languages_room(row.w));
    return;
  }
  add_tool(b, STR("text-size"), build_string(b, UI_STRING_TEXT_SIZE), (Rect){x, row.y, s->target, row.h},
           (Act){.kind = ACT_TEXT_SIZE}, ICON_TEXT_SIZE, false);
  add_tool(b, STR("hide"), build_string(b, UI_STRING_HIDE), (Rect){x + s->target, row.y, hide, row.h}, (Act){.kind = ACT_HIDE},
           ICON_HIDE, hide_is_spoken(look));
  language_chips_add(b, row, languages_room(row.w));
}

/* The progress keeps room for a bar that says something. */
static int progress_least(Build *b, const Progress *progress, ToolsLook look) {
  bool brief = look == TOOLS_PHONE_FIRST || look == TOOLS_PHONE_MENU;
  return px_larger(words_width(b, brief ? progress->brief : progress->words), size_mm(&b->sizes, 30.0));
}

static void add_row(Build *b, const Progress *progress, Rect row) {
  const Sizes *s = &b->sizes;
  static const ToolsLook with_phone[] = {TOOLS_SPOKEN,      TOOLS_PHONE_SPOKEN, TOOLS_PHONE_FIRST, TOOLS_PHONE_MENU,
                                         TOOLS_HIDE_SPOKEN, TOOLS_BRIEF,        TOOLS_MENU},
                         without[] = {TOOLS_SPOKEN, TOOLS_BRIEF, TOOLS_MENU};
  const ToolsLook *look_at = b->scene->may_continue ? with_phone : without;
  while (*look_at != TOOLS_MENU && tools_width(b, row.w, *look_at) + s->gap_wide + progress_least(b, progress, *look_at) > row.w) {
    look_at++;
  }
  ToolsLook look = *look_at;
  Rect line = row;
  line.w -= tools_width(b, row.w, look) + s->gap_wide;
  add_progress(b, progress, line);
  add_tools(b, row, look);
}

int header_add(Build *b, const Bands *bands, int screen_y) {
  Flow column = frame_column(b, bands->header);
  Rect row = {column.x, bands->header.y, column.w, bands->header.h};
  Progress progress = progress_of(b);
  if (!bands->tight) {
    add_row(b, &progress, row);
    return 0;
  }
  add_slim_progress(b, &progress, screen_y);
  if (!rect_is_empty(bands->menu)) {
    add_menu_button(b, bands->menu);
    return 0;
  }
  if (bands->list) { /* the rest comes back when the keyboard goes */
    return 0;
  }
  add_menu_button(b, row);
  return b->sizes.target + b->sizes.gap_wide;
}
