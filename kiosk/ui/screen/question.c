#include "../keyboard.h"
#include "../view/view.h"
#include "problem.h"
#include "screen.h"

/* The bands of a question's screen, from top to bottom; on a wide screen a number pad stands beside the content instead. */
typedef struct Bands {
  Rect header, content, keys, bottom_keys, back, next;
  Rect between; /* Back and Next, where nothing else stands there */
  KeyboardKind keyboard;
} Bands;

/* Too low for everything to have its own row. */
static bool is_low(const Sizes *sizes) {
  return sizes->height < size_mm(sizes, 170.0);
}

/* Where the content stands in the free height: on a wide screen the title keeps nearly the same place from question to question; on
 * a tall one everything stands lower, within reach from a chair. */
static double free_share(const Sizes *sizes, Rect area, int height) {
  int spare = area.h - height;
  double most = sizes->portrait ? sizes->height * 0.22 : sizes->height * 0.07;
  double share = sizes->portrait ? 0.5 : 0.3;
  return spare * share > most ? most / spare : share;
}

/* On a low screen a keyboard leaves little: the question stands beside the languages in smaller type, rather than out of sight. */
static bool is_tight(const Build *b, const Question *question) {
  return is_low(&b->sizes) && question_view(question->kind)->keyboard == KEYBOARD_LETTERS;
}

static const Question *current(const Build *b) {
  return &b->scene->form->questions[survey_current(b->scene->survey)];
}

/* Nothing is answered and nothing need be: Next passes it over. */
static bool is_open(const Build *b, const Question *question) {
  const Survey *survey = b->scene->survey;
  int ix = survey_current(survey);
  return form_type(question->kind)->takes_answer && value_is_empty(survey_answer(survey, ix)) && !survey_is_required(survey, ix);
}

static UiString next_string(const Build *b, const Question *question) {
  return survey_is_last(b->scene->survey) ? UI_STRING_FINISH : is_open(b, question) ? UI_STRING_SKIP : UI_STRING_NEXT;
}

static int button_width(Build *b, Str label, double least_mm) {
  int words = b->metrics->width(b->metrics->context, label, b->sizes.font_body, FONT_SEMIBOLD);
  int width = words + 2 * b->sizes.gap + b->sizes.font_body; /* with its arrow */
  int least = size_mm(&b->sizes, least_mm);
  return width > least ? width : least;
}

/* The same for all that Next may say: it must not change under a finger. */
static int next_width(Build *b) {
  static const UiString says[] = {UI_STRING_NEXT, UI_STRING_SKIP, UI_STRING_FINISH};
  int width = 0;
  for (size_t i = 0; i < COUNT_OF(says); i++) {
    int one = button_width(b, build_string(b, says[i]), 34.0);
    width = one > width ? one : width;
  }
  return width;
}

static Rect cut_top(Rect *rest, int h) {
  Rect top = {rest->x, rest->y, rest->w, h};
  rest->y += h;
  rest->h -= h;
  return top;
}

static Rect cut_bottom(Rect *rest, int h) {
  rest->h -= h;
  return (Rect){rest->x, rest->y + rest->h, rest->w, h};
}

/* On a low screen the space bar's row stands between Back and Next: the question needs the height. */
static void cut_letters(Build *b, Bands *bands, Rect *rest) {
  const Sizes *s = &b->sizes;
  bool low = is_low(s);
  int rows = KEYBOARD_LETTER_ROWS + (low ? 0 : 1);
  Rect keys = cut_bottom(rest, keyboard_rows_height(s, rows) + s->key_gap + (low ? 0 : s->gap));
  int widest = size_mm(s, 260.0), across = s->width - 2 * size_mm(s, 2.0); /* keys may stand nearer the edge than words */
  int width = across < widest ? across : widest;
  Flow column = {(s->width - width) / 2, keys.y, width};
  bands->keys = (Rect){column.x, keys.y, column.w, keyboard_rows_height(s, KEYBOARD_LETTER_ROWS)};
  if (low) {
    bands->bottom_keys = bands->between;
    bands->between = (Rect){0, 0, 0, 0};
  } else {
    int y = bands->keys.y + bands->keys.h + s->key_gap;
    bands->bottom_keys = (Rect){column.x, y, column.w, s->key_height};
  }
}

/* Beside the field on a wide screen, right below it on a tall one. */
static void cut_pad(Build *b, Bands *bands, Rect *rest) {
  const Sizes *s = &b->sizes;
  int height = keyboard_rows_height(s, KEYBOARD_PAD_ROWS);
  int width = size_mm(s, 3 * 24.0 * s->scale);
  Flow column = frame_column(b, *rest);
  if (s->portrait) {
    Rect keys = cut_bottom(rest, height + 2 * s->gap_wide);
    int widest = size_mm(s, 120.0) < column.w ? size_mm(s, 120.0) : column.w;
    bands->keys = (Rect){column.x, keys.y + s->gap_wide, widest, height};
    return;
  }
  int half = (column.w - s->gap_wide) / 2;
  width = width < half ? width : half;
  bands->keys = (Rect){column.x + column.w - width, rest->y + (int)((rest->h - height) * 0.3), width, height};
  rest->x = column.x;
  rest->w = half;
}

static Bands bands_for(Build *b, const Question *question, Rect screen) {
  const Sizes *s = &b->sizes;
  Bands bands = {.keyboard = question_view(question->kind)->keyboard};
  Rect rest = {screen.x + s->margin, screen.y + s->margin / 2, screen.w - 2 * s->margin, screen.h - s->margin / 2 - s->margin};
  bands.header = (Rect){rest.x, rest.y, rest.w, s->target};
  if (!is_tight(b, question)) {
    cut_top(&rest, s->target + s->gap);
  }
  Rect footer = cut_bottom(&rest, s->target);
  Flow column = frame_column(b, footer);
  int next_w = next_width(b);
  bands.next = (Rect){column.x + column.w - next_w, footer.y, next_w, footer.h};
  bands.back = (Rect){column.x, footer.y, button_width(b, build_string(b, UI_STRING_BACK), 24.0), footer.h};
  cut_bottom(&rest, s->gap);
  int between_x = bands.back.x + bands.back.w + s->gap;
  bands.between = (Rect){between_x, footer.y, bands.next.x - s->gap - between_x, footer.h};
  if (bands.keyboard == KEYBOARD_LETTERS) {
    cut_letters(b, &bands, &rest);
  } else if (bands.keyboard == KEYBOARD_NUMBERS) {
    cut_pad(b, &bands, &rest);
  }
  bands.content = rest;
  return bands;
}

static void add_progress(Build *b, Rect row) {
  const Sizes *s = &b->sizes;
  size_t done = 0, total = 0;
  survey_progress(b->scene->survey, &done, &total);
  size_t at = done < total ? done + 1 : total; /* what is only read, at the end, belongs to the last question */
  Str words = strings_format(b->arena, b->strings, UI_STRING_PROGRESS, b->language, (int)at, (int)total);
  Node *node = build_node(b, ROLE_TEXT, STR("progress"), words, row, INK_PROGRESS);
  TextBlock block = build_measure(b, words, row.w, s->font_small, FONT_REGULAR);
  int bar = size_mm(s, 1.6 * s->scale);
  int top = row.y + (row.h - block.height_px - s->gap_tight - bar) / 2;
  if (form_type(current(b)->kind)->takes_answer) { /* what is only read is no question */
    build_words(b, node, words, (Rect){row.x, top, row.w, block.height_px}, s->font_small, FONT_REGULAR, THEME_MUTED, ALIGN_START);
  }
  NodeInk *ink = build_ink(b, node);
  ink->share = (double)at / (double)total;
  ink->icon_rect = (Rect){row.x, top + block.height_px + s->gap_tight, row.w, bar};
}

/* A thin line along the upper edge of the screen; how far it is, is then told in words to those who listen only. */
static void add_slim_progress(Build *b, int y) {
  add_progress(b, (Rect){0, y, b->sizes.width, 0});
  NodeInk *ink = &b->inks[b->count - 1];
  ink->text.count = 0;
  ink->icon_rect = (Rect){0, y, b->sizes.width, b->sizes.edge * 2};
  b->nodes[b->count - 1].rect = ink->icon_rect;
}

/* Progress and languages. Returns the width the languages took. */
static int add_header(Build *b, Rect row, bool tight, int screen_y) {
  Flow column = frame_column(b, row);
  Rect line = {column.x, row.y, column.w, row.h};
  int languages = frame_languages(b, line, column.w * 3 / 5, false);
  languages += languages ? b->sizes.gap_wide : 0;
  line.w -= languages;
  if (tight) {
    add_slim_progress(b, screen_y);
  } else {
    add_progress(b, line);
  }
  return languages;
}

/* The question and its hint, below what the flow has. A note's hint is what it has to say. */
static void add_question(Build *b, const Question *question, Flow *flow, bool tight, bool hinted) {
  const Sizes *s = &b->sizes;
  int language_ix = b->scene->language_ix;
  flow_text(b, flow, ROLE_TITLE, STR("title"), text_in(b->scene->form, question->label, language_ix),
            tight ? s->font_body : s->font_title, FONT_SEMIBOLD, THEME_TEXT, ALIGN_START);
  Str hint = text_in(b->scene->form, question->hint, language_ix);
  if (hint.len == 0 && question->kind == QUESTION_SELECT_MULTIPLE) {
    hint = build_string(b, UI_STRING_SELECT_SEVERAL);
  }
  if (hint.len > 0 && hinted) {
    bool says = !form_type(question->kind)->takes_answer;
    flow->y += tight ? 0 : s->gap_tight;
    flow_text(b, flow, ROLE_TEXT, STR("hint"), hint, tight ? s->font_small : s->font_body, FONT_REGULAR,
              says ? THEME_TEXT : THEME_MUTED, ALIGN_START);
  }
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

/* How the content is laid out: as it should be, or, where that is too high for the screen, with less. */
typedef struct Fit {
  bool tight, hinted;
  int beside_px; /* what of the width the first lines leave to the languages */
} Fit;

/* The content from y 0 on; returns its height. */
static int lay_out_content(Build *b, const Question *question, Rect area, bool problem_above, Fit fit) {
  const Sizes *s = &b->sizes;
  Flow flow = frame_column(b, area), head = {flow.x, 0, flow.w - fit.beside_px};
  add_question(b, question, &head, fit.tight, fit.hinted);
  flow.y = fit.beside_px > 0 && head.y < s->target ? s->target : head.y;
  flow.y += fit.tight ? s->gap_tight : is_low(s) ? s->gap : s->gap_wide;
  if (problem_above) {
    problem_add_above(b, question, &flow);
  }
  size_t answers = b->count;
  question_view(question->kind)->layout(b, question, &flow, area.h - flow.y - ring_room(s));
  if (survey_problem(b->scene->survey) != PROBLEM_NONE) {
    mark_invalid(b, answers);
  }
  return flow.y + ring_room(s);
}

static double content_share(const Build *b, const Bands *bands, bool tight, int height) {
  bool on_pad = b->sizes.portrait && bands->keyboard == KEYBOARD_NUMBERS;
  return tight ? 0.0 : on_pad ? 1.0 : free_share(&b->sizes, bands->content, height);
}

/* Lays out the content as well as it fits; returns its height, and in *area where it goes. */
static int fit_content(Build *b, const Question *question, bool problem_above, int beside_px, Rect *area) {
  bool tight = is_tight(b, question);
  size_t first = b->count;
  int height = lay_out_content(b, question, *area, problem_above, (Fit){tight, true, beside_px});
  if (tight && height > area->h) {
    b->count = first;
    height = lay_out_content(b, question, *area, problem_above, (Fit){tight, false, beside_px});
  }
  if (tight && height > area->h) { /* then it scrolls, below the languages */
    b->count = first;
    area->y += beside_px > 0 ? b->sizes.target : 0;
    area->h -= beside_px > 0 ? b->sizes.target : 0;
    height = lay_out_content(b, question, *area, problem_above, (Fit){tight, false, 0});
  }
  return height;
}

static void add_content(Build *b, const Question *question, const Bands *bands, int beside_px) {
  Rect area = bands->content;
  size_t first = b->count;
  bool wrong = survey_problem(b->scene->survey) != PROBLEM_NONE;
  b->slides = true;
  int height = fit_content(b, question, false, beside_px, &area);
  double share = content_share(b, bands, is_tight(b, question), height);
  int below = height < area.h ? (int)((area.h - height) * (1.0 - share)) : 0;
  bool between = wrong && problem_fits_between(b, question, bands->between, below);
  if (wrong && !between) {
    b->count = first;
    area = bands->content;
    height = fit_content(b, question, true, beside_px, &area);
    share = content_share(b, bands, is_tight(b, question), height);
  }
  frame_scroll(b, first, height, area, share);
  b->slides = false;
  if (between) {
    problem_add_between(b, question, bands->between);
  }
}

static void add_footer_button(Build *b, InkKind kind, Str id, Str label, Rect rect, Act act, Icon icon) {
  Node *node = build_button(b, kind, id, label, rect, act);
  NodeInk *ink = build_ink(b, node);
  int side = b->sizes.font_body * 3 / 4;
  int inset = (rect.w - ink->text.width_px - side - b->sizes.gap_tight) / 2;
  bool leads = icon == ICON_BACK;
  int words_x = rect.x + inset + (leads ? side + b->sizes.gap_tight : 0);
  ink->icon = icon;
  ink->icon_rect = (Rect){leads ? rect.x + inset : rect.x + rect.w - inset - side, rect.y + (rect.h - side) / 2, side, side};
  ink->text_rect = (Rect){words_x, rect.y, ink->text.width_px, rect.h};
}

static void add_keyboard(Build *b, const Question *question, const Bands *bands) {
  if (bands->keyboard == KEYBOARD_LETTERS) {
    keyboard_layout_letters(b, bands->keys, bands->bottom_keys, (question->appearance & APPEARANCE_MULTILINE) != 0);
  } else if (bands->keyboard == KEYBOARD_NUMBERS) {
    keyboard_layout_pad(b, bands->keys);
  }
}

static void add_footer(Build *b, const Question *question, const Bands *bands) {
  add_footer_button(b, INK_BUTTON, STR("back"), build_string(b, UI_STRING_BACK), bands->back, (Act){.kind = ACT_BACK}, ICON_BACK);
  UiString says = next_string(b, question);
  /* Passing over is never the button that calls. */
  add_footer_button(b, says == UI_STRING_SKIP ? INK_BUTTON : INK_PRIMARY, STR("next"), build_string(b, says), bands->next,
                    (Act){.kind = ACT_NEXT}, says == UI_STRING_FINISH ? ICON_CHECK : ICON_FORWARD);
}

void screen_question(Build *b) {
  const Question *question = current(b);
  Rect screen = frame_banner(b);
  if (b->state->menu) {
    frame_language_menu(b, rect_inset(screen, b->sizes.margin), false);
    return;
  }
  Bands bands = bands_for(b, question, screen);
  bool tight = is_tight(b, question);
  int languages = add_header(b, bands.header, tight, screen.y);
  add_content(b, question, &bands, tight ? languages : 0);
  add_keyboard(b, question, &bands);
  add_footer(b, question, &bands);
}
