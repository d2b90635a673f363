#include "review.h"
#include "../view/view.h"
#include "content.h"
#include "screen.h"

/* What an answer stands under: a group with words of its own, and which one of those that are repeated. */
typedef struct Shelf {
  int group_ix;
  int instance;
  Str repeated; /* path of the repeat's instances; empty: in no repeat */
} Shelf;

/* "husstand/medlem[2]/alder" is of the second of "husstand/medlem". */
static void read_instance(Str path, Shelf *shelf) {
  size_t close = path.len;
  while (close > 0 && path.ptr[close - 1] != ']') {
    close--;
  }
  int digit = 1;
  for (size_t i = close; i-- > 1;) {
    char c = path.ptr[i - 1];
    if (c == '[') {
      shelf->repeated = (Str){path.ptr, i - 1};
      return;
    }
    shelf->instance += (c - '0') * digit;
    digit *= 10;
  }
}

static Shelf shelf_of(Build *b, int cell) {
  const Form *form = b->scene->form;
  const Question *question = asked_in(b->scene, cell).question;
  Shelf shelf = {.group_ix = question->group_ix};
  while (shelf.group_ix >= 0 && text_is_empty(form, form->groups[shelf.group_ix].label)) {
    shelf.group_ix = form->groups[shelf.group_ix].parent_ix;
  }
  if (question->repeat_ix >= 0) {
    read_instance(survey_path(b->scene->survey, cell, b->arena), &shelf);
  }
  return shelf;
}

static bool is_same_shelf(const Shelf *a, const Shelf *b) {
  return a->group_ix == b->group_ix && a->instance == b->instance && str_equal(a->repeated, b->repeated);
}

/* How many instances there are: what is repeated follows each other. */
static int instances_after(const Shelf *shelves, size_t at, size_t count) {
  int most = shelves[at].instance;
  for (size_t i = at + 1; i < count; i++) {
    if (str_equal(shelves[i].repeated, shelves[at].repeated)) {
      most = shelves[i].instance > most ? shelves[i].instance : most;
    } else if (!str_starts_with(shelves[i].repeated, shelves[at].repeated)) {
      break;
    }
  }
  return most;
}

static void add_heading(Build *b, Flow *flow, const Shelf *shelf, int total, int cell) {
  const Sizes *s = &b->sizes;
  Str words = shelf->group_ix >= 0 ? build_text(b, b->scene->form->groups[shelf->group_ix].label, cell) : STR("");
  Str which = {NULL, 0};
  if (shelf->instance > 0 && total > 1) {
    which = phrases_format(b->arena, b->strings, UI_STRING_INSTANCE, b->language, shelf->instance, total);
  }
  words = content_joined(b, words, which);
  if (words.len == 0) {
    return;
  }
  flow->y += s->gap;
  Str id = arena_printf(b->arena, "heading.%d", cell);
  flow_text(b, flow, ROLE_TEXT, id, words, s->font_body, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  flow->y += s->gap;
}

/* The question small, its answer below it in the size of answers; a mark at the end says that it leads somewhere. */
static void add_card(Build *b, Flow *flow, const Asked *asked, Str path) {
  const Sizes *s = &b->sizes;
  int icon = s->font_small * 3 / 4, inset = s->gap_wide, width = flow->w - 2 * inset - icon - s->gap;
  Str title = content_title(b, asked);
  bool answered = !value_is_empty(asked->answer);
  Str answer = answered ? content_answer(b, asked) : build_string(b, UI_STRING_NOT_ANSWERED);
  TextBlock above = build_measure(b, title, width, s->font_small, FONT_REGULAR);
  TextBlock words = build_measure(b, answer, width, s->font_body, answered ? FONT_SEMIBOLD : FONT_REGULAR);
  int text_h = above.height_px + s->gap_tight / 2 + words.height_px;
  int height = text_h + 2 * s->gap > s->answer ? text_h + 2 * s->gap : s->answer;
  Rect rect = {flow->x, flow->y, flow->w, height};
  Node *node = build_node(b, ROLE_BUTTON, arena_printf(b->arena, "go." STR_FMT, STR_ARG(path)), title, rect, INK_REVIEWED);
  node->value = answer;
  NodeInk *ink = build_ink(b, node);
  int y = rect.y + (height - text_h) / 2;
  ink->above = above;
  ink->above_rect = (Rect){rect.x + inset, y, width, above.height_px};
  ink->text = words;
  ink->text_rect = (Rect){rect.x + inset, y + text_h - words.height_px, width, words.height_px};
  ink->text_colour = answered ? THEME_TEXT : THEME_MUTED;
  ink->icon = ICON_FORWARD;
  ink->icon_rect = (Rect){rect.x + rect.w - inset - icon, rect.y + (height - icon) / 2, icon, icon};
  build_act(b, node, (Act){.kind = ACT_GO});
  flow->y += height;
}

static void add_words(Build *b, Flow *flow) {
  const Sizes *s = &b->sizes;
  flow_text(b, flow, ROLE_TITLE, STR("title"), build_string(b, UI_STRING_REVIEW_TITLE), s->font_title, FONT_SEMIBOLD, THEME_TEXT,
            ALIGN_START);
  flow->y += s->gap_tight;
  flow_text(b, flow, ROLE_TEXT, STR("hint"), build_string(b, UI_STRING_REVIEW_HINT), s->font_body, FONT_REGULAR, THEME_MUTED,
            ALIGN_START);
  flow->y += s->gap_wide;
}

void review_add(Build *b, const SurveyPage *page, const Bands *bands) {
  Rect area = bands->content;
  size_t first = b->count;
  Flow flow = frame_column(b, area);
  flow.y = 0;
  b->slides = true;
  add_words(b, &flow);
  Shelf *shelves = ARENA_ARRAY(b->arena, Shelf, page->cell_count);
  for (size_t i = 0; i < page->cell_count; i++) {
    shelves[i] = shelf_of(b, page->cells[i]);
  }
  for (size_t i = 0; i < page->cell_count; i++) {
    Asked asked = asked_in(b->scene, page->cells[i]);
    bool another = i == 0 || !is_same_shelf(&shelves[i], &shelves[i - 1]);
    flow.y += i > 0 ? b->sizes.gap : 0;
    if (another) {
      add_heading(b, &flow, &shelves[i], instances_after(shelves, i, page->cell_count), page->cells[i]);
    }
    b->cell = asked.cell;
    add_card(b, &flow, &asked, survey_path(b->scene->survey, asked.cell, b->arena));
    b->cell = -1;
  }
  int height = flow.y + 2 * b->sizes.focus_width;
  bands_scroll(b, bands, first, height, area, content_share(&b->sizes, area, height));
  b->slides = false;
}
