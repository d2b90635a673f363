#include "../keyboard.h"
#include "../page.h"
#include "content.h"
#include "header.h"
#include "review.h"
#include "screen.h"

static const UiString nexts[] = {UI_STRING_NEXT, UI_STRING_SKIP, UI_STRING_FINISH}, returns[] = {UI_STRING_REVIEW_RETURN};

/* Nothing on the page is answered and nothing need be: Next passes it over. */
static bool is_open(const Build *b, const SurveyPage *page) {
  const Survey *survey = b->scene->survey;
  bool asks = false;
  for (size_t i = 0; i < page->cell_count; i++) {
    Asked asked = asked_in(b->scene, page->cells[i]);
    if (!form_type(asked.question->kind)->takes_answer || survey_is_read_only(survey, asked.cell)) {
      continue;
    }
    asks = true;
    bool begun = b->state->ranked_cell == asked.cell && b->state->ranked_count > 0;
    if (begun || !value_is_empty(asked.answer) || survey_is_required(survey, asked.cell)) {
      return false;
    }
  }
  return asks;
}

static UiString next_string(const Build *b, const SurveyPage *page) {
  if (survey_is_returning(b->scene->survey)) {
    return UI_STRING_REVIEW_RETURN;
  }
  return survey_is_last(b->scene->survey) ? UI_STRING_FINISH : is_open(b, page) ? UI_STRING_SKIP : UI_STRING_NEXT;
}

/* Words and arrow, or the arrow only; words that are too wide for the button are set smaller. */
/* Words and icon; on the narrowest screens smaller words, then one without the other, so that no word is broken. */
typedef struct FooterLook {
  bool words, icon;
  TextBlock small; /* count 0: the words stand as large as any button's */
} FooterLook;

static FooterLook footer_look(Build *b, Str label, int width, int icon_px) {
  const Sizes *s = &b->sizes;
  int whole = width - 2 * s->gap_tight, room = whole - icon_px;
  if (b->metrics->width(b->metrics->context, label, s->font_body, FONT_SEMIBOLD) <= room) {
    return (FooterLook){.words = true, .icon = true};
  }
  bool beside = text_words_fit(b->arena, b->metrics, label, room, s->font_small, FONT_SEMIBOLD),
       alone = text_words_fit(b->arena, b->metrics, label, whole, s->font_small, FONT_SEMIBOLD);
  if (!beside && !alone) {
    return (FooterLook){.icon = true};
  }
  TextBlock small = build_measure(b, label, beside ? room : whole, s->font_small, FONT_SEMIBOLD);
  return (FooterLook){.words = true, .icon = beside, .small = small};
}

static void add_footer_button(Build *b, InkKind kind, Str id, Str label, Rect rect, Act act, Icon icon, bool brief) {
  const Sizes *s = &b->sizes;
  Node *node = build_button(b, kind, id, label, rect, act);
  NodeInk *ink = build_ink(b, node);
  int icon_px = s->font_body * 3 / 4;
  FooterLook look = brief ? (FooterLook){.icon = true} : footer_look(b, label, rect.w, icon_px + s->gap_tight);
  if (!look.words || look.small.count > 0) {
    ink->text = look.small;
  }
  int side = look.icon ? icon_px : 0, gap = look.icon && look.words ? s->gap_tight : 0;
  int inset = (rect.w - ink->text.width_px - side - gap) / 2;
  bool leads = icon == ICON_BACK;
  int words_x = rect.x + inset + (leads ? side + gap : 0);
  ink->icon = look.icon ? icon : ICON_NONE;
  ink->icon_rect = (Rect){leads ? rect.x + inset : rect.x + rect.w - inset - side, rect.y + (rect.h - side) / 2, side, side};
  ink->text_rect = (Rect){words_x, rect.y, ink->text.width_px, rect.h};
}

static void add_keyboard(Build *b, const Bands *bands) {
  if (bands->keyboard == KEYBOARD_NONE) {
    return;
  }
  Asked asked = asked_in(b->scene, b->state->active_cell);
  b->cell = asked.cell;
  bool decimal = bands->keyboard == KEYBOARD_DECIMALS;
  if (bands->keyboard == KEYBOARD_LETTERS) {
    LettersUse use = {(asked.question->appearance & APPEARANCE_MULTILINE) != 0, bands->covers};
    keyboard_layout_letters(b, bands->keys, bands->bottom_keys, use);
  } else if (bands->strip) {
    keyboard_layout_strip(b, bands->keys, decimal);
  } else {
    keyboard_layout_pad(b, bands->keys, decimal);
  }
  b->cell = -1;
}

static void add_footer(Build *b, const Bands *bands, UiString says) {
  add_footer_button(b, INK_BUTTON, STR("back"), build_string(b, UI_STRING_BACK), bands->back, (Act){.kind = ACT_BACK}, ICON_BACK,
                    bands->back_brief);
  /* Passing over is never the button that calls. */
  add_footer_button(b, says == UI_STRING_SKIP ? INK_BUTTON : INK_PRIMARY, STR("next"), build_string(b, says), bands->next,
                    (Act){.kind = ACT_NEXT}, says == UI_STRING_FINISH ? ICON_CHECK : ICON_FORWARD, false);
}

static void add_repeat_page(Build *b, Rect screen, const SurveyPage *page) {
  static const UiString says[] = {UI_STRING_NOTHING_MORE, UI_STRING_FINISH};
  Bands bands = bands_for(b, screen, says, COUNT_OF(says));
  header_add(b, &bands, screen.y);
  repeat_add(b, page, &bands);
  add_footer(b, &bands, survey_is_last(b->scene->survey) ? UI_STRING_FINISH : UI_STRING_NOTHING_MORE);
}

static void add_review_page(Build *b, Rect screen, const SurveyPage *page) {
  static const UiString says[] = {UI_STRING_FINISH};
  Bands bands = bands_for(b, screen, says, COUNT_OF(says));
  header_add(b, &bands, screen.y);
  review_add(b, page, &bands);
  add_footer(b, &bands, UI_STRING_FINISH);
}

static void add_question_page(Build *b, Rect screen, const SurveyPage *page) {
  bool returning = survey_is_returning(b->scene->survey);
  const UiString *says = returning ? returns : nexts;
  size_t says_count = returning ? COUNT_OF(returns) : COUNT_OF(nexts), first = b->count;
  b->resting = b->state->keys == KEYS_AWAY && page_keyboard(b->scene, b->state) == KEYBOARD_LETTERS;
  Bands bands = bands_for(b, screen, says, says_count);
  int tools_px = header_add(b, &bands, screen.y);
  FieldSight sight = bands.keyboard == KEYBOARD_LETTERS ? content_field_sight(b, &bands, tools_px) : FIELD_WITH_ALL;
  bands.covers = sight != FIELD_WITH_ALL;
  if (sight == FIELD_ALONE && b->state->keys == KEYS_FITTING) { /* the question is read first */
    b->count = first;
    b->resting = true;
    bands = bands_for(b, screen, says, says_count);
    tools_px = header_add(b, &bands, screen.y);
  }
  content_add(b, &bands, tools_px);
  add_keyboard(b, &bands);
  add_footer(b, &bands, next_string(b, page));
}

/* Below a head, a row of the list and the beginning of the next. */
static bool letters_cover(const Sizes *s, int above_px) {
  return above_px < s->target + s->gap + s->answer * 3 / 2;
}

/* A picker's list or a month over the whole page, with its keyboard below. */
static void add_sheet(Build *b, Rect screen) {
  const Sizes *s = &b->sizes;
  Asked asked = asked_in(b->scene, b->state->sheet_cell);
  const QuestionView *view = question_view(asked.question->kind);
  Rect area = rect_inset(screen, s->margin);
  int letters_h = keyboard_rows_height(s, KEYBOARD_LETTER_ROWS), all = keyboard_rows_height(s, KEYBOARD_LETTER_ROWS + 1);
  Rect keys = bands_keys(s, screen.y + screen.h - s->margin / 2 - all, letters_h);
  bool letters = view_sheet_keyboard(b->scene, asked.cell) == KEYBOARD_LETTERS;
  if (letters) { /* begins where a page's first row does: the list needs the height */
    area.y -= s->margin / 2;
    area.h += s->margin / 2;
  }
  bool cover = letters_cover(s, keys.y - s->gap - area.y);
  b->resting = letters && (b->state->keys == KEYS_AWAY || (b->state->keys == KEYS_FITTING && cover));
  b->cell = asked.cell;
  b->slides = true;
  if (letters && !b->resting) {
    Rect bottom = {keys.x, keys.y + letters_h + s->key_gap, keys.w, s->key_height};
    area.h = keys.y - s->gap - area.y;
    view->sheet(b, &asked, area);
    keyboard_layout_letters(b, keys, bottom, (LettersUse){.must_shut = cover});
  } else {
    view->sheet(b, &asked, area);
  }
  b->slides = false;
  b->cell = -1;
}

void screen_question(Build *b) {
  SurveyPage page = survey_page(b->scene->survey);
  Rect screen = frame_banner(b);
  if (b->state->hidden) {
    hidden_layout(b, screen);
  } else if (b->state->menu) {
    menu_layout(b, rect_inset(screen, b->sizes.margin));
  } else if (b->state->sheet_cell >= 0) {
    add_sheet(b, screen);
  } else if (page.kind == PAGE_REPEAT) {
    add_repeat_page(b, screen, &page);
  } else if (page.kind == PAGE_REVIEW) {
    add_review_page(b, screen, &page);
  } else {
    add_question_page(b, screen, &page);
  }
}
