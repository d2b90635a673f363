#include "content.h"

#include "../page.h"
#include "../view/table.h"
#include "problem.h"
#include "question_words.h"
#include "screen.h"

/* The title keeps nearly the same place from question to question: on a wide screen near its upper edge, on a high one lower, within
 * reach from a chair. */
double content_share(const Sizes *sizes, Rect area, int height) {
  double high = (sizes->height / sizes->px_per_mm - 170.0) / 130.0;
  high = high < 0 ? 0 : high > 1 ? 1 : high;
  int spare = area.h - height;
  double most = sizes->height * (sizes->portrait ? 0.22 : 0.055 + 0.05 * high);
  double share = sizes->portrait ? 0.5 : 0.4;
  return spare * share > most ? most / spare : share;
}

static void mark_invalid(Build *b, size_t first) {
  for (size_t i = first; i < b->count; i++) {
    b->nodes[i].state |= STATE_INVALID;
  }
}

/* Space below the last answer for its focus ring. */
static int ring_room(const Sizes *sizes) {
  return 2 * sizes->focus_width;
}

Str content_answer(Build *b, const Asked *asked) {
  const QuestionView *view = question_view(asked->question->kind);
  return view->words != NULL ? view->words(b, asked) : value_to_str(b->arena, asked->answer);
}

/* What is only shown, in words. */
static void add_value(Build *b, const Asked *asked, Flow *flow) {
  if (question_view(asked->question->kind)->words == NULL) {
    return;
  }
  Str words = value_is_empty(asked->answer) ? STR("—") : content_answer(b, asked);
  flow_text(b, flow, ROLE_TEXT, STR("value"), words, b->sizes.font_body, FONT_REGULAR, THEME_TEXT, ALIGN_START);
}

static void add_answers(Build *b, const Asked *asked, Flow *flow, int room_px) {
  size_t first = b->count;
  if (survey_is_read_only(b->scene->survey, asked->cell)) {
    add_value(b, asked, flow);
  } else {
    question_view(asked->question->kind)->layout(b, asked, flow, room_px);
  }
  if (problem_is_shown(b, asked->cell)) {
    mark_invalid(b, first);
  }
}

/* --- a page of one question --- */

/* How the content is laid out: as it should be, or, where that is too high for the screen, with less. */
typedef struct Fit {
  bool tight, hinted;
  bool close;    /* the answers nearer to the title */
  bool snug;     /* title and gaps smaller, no word less */
  bool small;    /* the title as small as letters are */
  int beside_px; /* what of the width the first lines leave to the languages */
} Fit;

/* Words that are only read share a wide screen with their picture. */
static int picture_width(const Build *b, const Asked *asked, int width_px) {
  bool read = !form_type(asked->question->kind)->takes_answer;
  return read && !b->sizes.portrait && build_image(b, asked->question->image) != NULL ? width_px * 3 / 5 : 0;
}

/* The content from y 0 on; returns its height. */
static int lay_out_one(Build *b, const Asked *asked, Rect area, bool problem_above, Fit fit) {
  const Sizes *s = &b->sizes;
  Flow flow = frame_column(b, area), head = {flow.x, 0, flow.w - fit.beside_px};
  if (fit.hinted) {
    content_add_heading(b, &head, asked->question->group_ix, asked->cell);
  }
  b->cell = asked->cell;
  int picture_w = picture_width(b, asked, head.w);
  head.w -= picture_w;
  question_words_add(b, asked, &head,
                     (WordsLook){.title_px = fit.small               ? s->font_small
                                             : fit.tight || fit.snug ? s->font_body
                                                                     : s->font_title,
                                 .tight = fit.tight,
                                 .hinted = fit.hinted,
                                 .area_h = area.h,
                                 .beside_px = picture_w});
  flow.y = fit.beside_px > 0 && head.y < s->target ? s->target : head.y;
  flow.y += fit.tight || fit.snug ? s->gap_tight : fit.close ? s->gap : s->gap_wide;
  if (problem_above) {
    problem_add_above(b, asked, &flow);
  }
  add_answers(b, asked, &flow, area.h - flow.y - ring_room(s));
  b->cell = -1;
  return flow.y + ring_room(s);
}

static double one_share(const Build *b, const Bands *bands, int height) {
  return bands->tight ? 0.0 : content_share(&b->sizes, bands->content, height);
}

/* On a tall screen the pad stands below its field, and the title where it always does. */
static void raise_pad(const Build *b, Bands *bands, int content_end) {
  bool on_pad = b->sizes.portrait && !bands->strip && (bands->keyboard == KEYBOARD_NUMBERS || bands->keyboard == KEYBOARD_DECIMALS);
  int y = content_end + b->sizes.gap;
  if (on_pad && y < bands->keys.y) {
    bands->keys.y = y;
  }
}

/* The content of a page while it is tried how it fits. */
typedef struct Fitting {
  Build *b;
  const Asked *asked;
  Rect area; /* where it goes */
  bool problem_above, keys;
  size_t first; /* of its nodes */
  Fit fit;
  int height;
} Fitting;

static bool fits(Fitting *f) {
  f->b->count = f->first;
  f->height = lay_out_one(f->b, f->asked, f->area, f->problem_above, f->fit);
  return f->height <= f->area.h;
}

static bool fits_roomily(Fitting *f) {
  if (fits(f)) {
    return true;
  }
  f->fit.close = true;
  if (fits(f)) {
    return true;
  }
  bool less_is_enough = f->keys || f->height < f->area.h * 3 / 2; /* then nothing has to be scrolled to */
  if (!less_is_enough) {
    return false;
  }
  f->fit.snug = true;
  if (fits(f)) {
    return true;
  }
  if (!f->keys && !f->problem_above) { /* a message that comes leaves all as large as it was */
    f->fit.snug = false;
    fits(f);
  }
  return false;
}

/* Question and field belong together. */
static bool fits_with_keys(Fitting *f) {
  f->fit.hinted = false;
  if (fits(f)) {
    return true;
  }
  if (f->fit.beside_px > 0) { /* all of it beside the menu */
    f->area.w -= f->fit.beside_px;
    f->fit.beside_px = 0;
    if (fits(f)) {
      return true;
    }
  }
  f->fit.small = true;
  return fits(f);
}

static bool fits_tightly(Fitting *f) {
  f->fit.tight = true;
  return fits(f) || (f->keys && fits_with_keys(f));
}

/* Below the languages, or beside them where nothing would be seen of it below. */
static void lay_out_scrolled(Fitting *f) {
  const Sizes *s = &f->b->sizes;
  int beside_px = f->fit.beside_px, below = beside_px > 0 ? s->target + 2 * s->focus_width : 0;
  if (f->area.h - below < s->target + ring_room(s)) {
    f->area.w -= beside_px;
  } else {
    f->area.y += below;
    f->area.h -= below;
  }
  f->fit.beside_px = 0;
  fits(f);
}

/* Lays out the content as well as it fits. */
static Fitting fit_one(Build *b, const Asked *asked, const Bands *bands, bool problem_above, int beside_px) {
  bool keys = bands->keyboard != KEYBOARD_NONE;
  Fitting f = {b, asked, bands->content, problem_above, keys, b->count, {.hinted = true, .beside_px = beside_px}, 0};
  bool fit = !bands->tight && fits_roomily(&f);
  if (!fit && (bands->tight || keys) && !fits_tightly(&f)) {
    lay_out_scrolled(&f);
  }
  return f;
}

static void add_one(Build *b, const Asked *asked, Bands *bands, int beside_px) {
  size_t first = b->count;
  bool wrong = problem_is_shown(b, asked->cell);
  b->slides = true;
  Fitting f = fit_one(b, asked, bands, false, beside_px);
  Rect area = f.area;
  int height = f.height;
  double share = one_share(b, bands, height);
  bool keys_below = !rect_is_empty(bands->keys) && bands->keys.y >= area.y + area.h;
  int free_px = height < area.h && !keys_below ? (int)((area.h - height) * (1.0 - share)) : 0;
  bool stands_below = wrong && height <= area.h && problem_fits_below(b, asked, bands, free_px);
  if (wrong && !stands_below) {
    b->count = first;
    f = fit_one(b, asked, bands, true, beside_px);
    area = f.area;
    height = f.height;
    share = one_share(b, bands, height);
  }
  bands_scroll(b, bands, first, height, area, share);
  b->slides = false;
  raise_pad(b, bands, area.y + (int)((area.h - height) * share) + height);
  if (stands_below) {
    problem_add_below(b, asked, bands, free_px);
  }
}

/* --- a page of several --- */

/* The innermost group around a cell that has a name, within the page's own; -1: none. */
static int named_group_within(const Build *b, const Question *question, int page_group_ix) {
  const Form *form = b->scene->form;
  for (int ix = question->group_ix; ix >= 0 && ix != page_group_ix; ix = form->groups[ix].parent_ix) {
    if (!text_is_empty(form, form->groups[ix].label)) {
      return ix;
    }
  }
  return -1;
}

static void add_page_title(Build *b, const SurveyPage *page, Flow *flow) {
  const Group *group = &b->scene->form->groups[page->group_ix];
  Str title = build_text(b, group->label, page->cells[0]);
  content_add_heading(b, flow, title.len > 0 ? group->parent_ix : page->group_ix, page->cells[0]);
  if (title.len > 0) {
    flow_text(b, flow, ROLE_TITLE, STR("title"), title, b->sizes.font_title, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  }
  flow->y += flow->y > 0 ? b->sizes.gap_wide : 0;
}

/* What is only read at the beginning of a page without a title is its title. */
static int cell_title_size(const Build *b, const Asked *asked, int top) {
  return top == 0 && !form_type(asked->question->kind)->takes_answer ? b->sizes.font_title : b->sizes.font_body;
}

static void add_cell(Build *b, int cell, Flow *flow, Rect area) {
  const Sizes *s = &b->sizes;
  Asked asked = asked_in(b->scene, cell);
  b->cell = cell;
  b->prefix = asked.question->name;
  bool untitled = question_view(asked.question->kind)->names_itself && !survey_is_read_only(b->scene->survey, cell);
  int top = flow->y;
  question_words_add(
      b, &asked, flow,
      (WordsLook){.title_px = cell_title_size(b, &asked, top), .hinted = true, .untitled = untitled, .area_h = area.h});
  flow->y += flow->y > top ? s->gap : 0;
  if (problem_is_shown(b, cell)) {
    problem_add_above(b, &asked, flow);
  }
  add_answers(b, &asked, flow, area.h / 2);
  b->cell = -1;
  b->prefix = (Str){NULL, 0};
}

/* The rows of a table, as a grid where it fits; returns how many: 0 where it does not. */
static size_t add_table(Build *b, const int *cells, size_t count, Flow *flow) {
  size_t rows = table_row_count(b->scene, cells, count);
  int widest = b->sizes.width - 2 * b->sizes.margin;
  return rows > 0 && table_layout(b, cells, rows, flow, widest) ? rows : 0;
}

static void add_group_name(Build *b, int group_ix, int cell, Flow *flow) {
  const Group *group = &b->scene->form->groups[group_ix];
  Str id = arena_printf(b->arena, "group." STR_FMT, STR_ARG(group->name));
  flow_text(b, flow, ROLE_TEXT, id, build_text(b, group->label, cell), b->sizes.font_small, FONT_SEMIBOLD, THEME_MUTED,
            ALIGN_START);
  flow->y += b->sizes.gap_tight;
}

static int lay_out_list(Build *b, const SurveyPage *page, Rect area) {
  const Sizes *s = &b->sizes;
  Flow flow = frame_column(b, area);
  flow.y = 0;
  add_page_title(b, page, &flow);
  int shown = -1;
  for (size_t i = 0; i < page->cell_count;) {
    const Question *question = asked_in(b->scene, page->cells[i]).question;
    int named = named_group_within(b, question, page->group_ix);
    flow.y += i > 0 ? s->gap_wide + s->gap : 0;
    if (named >= 0 && named != shown) {
      add_group_name(b, named, page->cells[i], &flow);
    }
    shown = named;
    size_t rows = add_table(b, page->cells + i, page->cell_count - i, &flow);
    if (rows == 0) {
      add_cell(b, page->cells[i], &flow, area);
    }
    i += rows > 0 ? rows : 1;
  }
  return flow.y + ring_room(s);
}

/* Isolated: the interface may speak another language than the form. */
Str content_joined(Build *b, Str words, Str which) {
  if (words.len == 0 || which.len == 0) {
    return words.len > 0 ? words : which;
  }
  return arena_printf(b->arena, STR_FMT " · \u2068" STR_FMT "\u2069", STR_ARG(words), STR_ARG(which));
}

void content_add_heading(Build *b, Flow *flow, int group_ix, int cell) {
  const Form *form = b->scene->form;
  SurveyPage page = survey_page(b->scene->survey);
  Str words = {NULL, 0};
  for (int ix = group_ix; ix >= 0 && words.len == 0; ix = form->groups[ix].parent_ix) {
    words = build_text(b, form->groups[ix].label, cell);
  }
  if (page.kind == PAGE_QUESTIONS && page.instance_count > 1) {
    Str which = phrases_format(b->arena, b->strings, UI_STRING_INSTANCE, b->language, page.instance, page.instance_count);
    words = content_joined(b, words, which);
  }
  if (words.len > 0) {
    flow_text(b, flow, ROLE_TEXT, STR("heading"), words, b->sizes.font_small, FONT_SEMIBOLD, THEME_MUTED, ALIGN_START);
    flow->y += b->sizes.gap_tight;
  }
}

/* From the first to the last of what belongs to the cell that is in use. */
static int active_height(const Build *b, size_t first) {
  int top = 0, bottom = 0;
  for (size_t i = first, found = 0; i < b->count; i++) {
    Rect rect = b->nodes[i].rect;
    if (b->inks[i].cell == b->state->active_cell) {
      top = found++ > 0 && top < rect.y ? top : rect.y;
      bottom = bottom > rect.y + rect.h ? bottom : rect.y + rect.h;
    }
  }
  return bottom - top + ring_room(&b->sizes);
}

FieldSight content_field_sight(Build *b, const Bands *bands, int languages_px) {
  SurveyPage page = survey_page(b->scene->survey);
  size_t first = b->count;
  bool seen, whole = !bands->list;
  if (bands->list) {
    lay_out_list(b, &page, bands->content);
    seen = active_height(b, first) <= bands->content.h;
  } else {
    Asked asked = asked_in(b->scene, page.cells[0]);
    Fitting f = fit_one(b, &asked, bands, problem_is_shown(b, asked.cell), languages_px);
    seen = f.height <= f.area.h;
    whole = f.fit.hinted || text_is_empty(b->scene->form, asked.question->hint);
  }
  b->count = first;
  return !seen ? FIELD_ALONE : whole ? FIELD_WITH_ALL : FIELD_WITH_QUESTION;
}

void content_add(Build *b, Bands *bands, int languages_px) {
  SurveyPage page = survey_page(b->scene->survey);
  if (!bands->list) {
    Asked asked = asked_in(b->scene, page.cells[0]);
    add_one(b, &asked, bands, languages_px);
    return;
  }
  size_t first = b->count;
  b->slides = true;
  int height = lay_out_list(b, &page, bands->content);
  double share = bands->tight ? 0.0 : content_share(&b->sizes, bands->content, height);
  bands_scroll(b, bands, first, height, bands->content, share);
  b->slides = false;
}
