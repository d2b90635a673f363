#include "page_question.h"

enum { GRID_COLUMNS_MAX = 7 }; /* a table of more is read row by row on a wide page, too */

static void open_heading(Page *page, const WebAsked *asked) {
  html_put(&page->html, asked->row ? "<span>" : asked->alone ? "<h1>" : "<h2>");
}

static void close_heading(Page *page, const WebAsked *asked) {
  html_put(&page->html, asked->row ? "</span>" : asked->alone ? "</h1>" : "</h2>");
}

/* The words are what the fields are called, each in the way that its shape has. */
static void add_title(Page *page, const WebAsked *asked, WebShape shape) {
  Html *h = &page->html;
  bool grouped = shape == WEB_GROUP || shape == WEB_RADIOS;
  if (grouped) html_put(h, "<legend>");
  open_heading(page, asked);
  if (shape == WEB_FIELD && !asked->read_only)
    HTML(h, "<label for=\"{}\">{}</label>", asked->id, asked->title);
  else
    html_text(h, asked->title);
  close_heading(page, asked);
  html_put(h, grouped ? "</legend>\n" : "\n");
}

static void add_words(Page *page, const WebAsked *asked, const char *part, Str words) {
  if (words.len == 0) return;
  HTML(&page->html, "<p class=\"{}\" id=\"{}-{}\">{}</p>\n", str_from(part), asked->id, str_from(part), words);
}

static void add_guidance(Page *page, const WebAsked *asked) {
  Str guidance = page_text(page, asked->question->guidance_hint, asked->cell);
  if (guidance.len == 0) return;
  HTML(&page->html, "<details class=\"guidance\"><summary>{}</summary><p>{}</p></details>\n", page_say(page, WEB_PHRASE_GUIDANCE),
       guidance);
}

static void add_picture(Page *page, const WebAsked *asked) {
  Str url = web_image_url(page, asked->question->image);
  if (url.len > 0) HTML(&page->html, "<img class=\"picture\" src=\"{}\" alt=\"\">\n", url);
}

static void open_group(Page *page, const WebAsked *asked, WebShape shape) {
  Html *h = &page->html;
  html_put(h, "<fieldset");
  if (shape == WEB_RADIOS) {
    html_put(h, " role=\"radiogroup\"");
    if (asked->required) html_put(h, " aria-required=\"true\"");
    web_invalid(page, asked);
  }
  web_described(page, asked);
  html_put(h, ">\n");
}

static void add_shown(Page *page, const WebAsked *asked) {
  if (form_type(asked->question->kind)->takes_answer)
    HTML(&page->html, "<p class=\"shown\"><bdi>{}</bdi></p>\n", web_words(page, asked));
}

void web_question(Page *page, const WebAsked *asked) {
  Html *h = &page->html;
  const WebView *view = web_view(asked->question->kind);
  WebShape shape = asked->read_only ? WEB_WORDS : web_view_shape(page, asked);
  bool answered = !asked->read_only && form_type(asked->question->kind)->takes_answer,
       grouped = shape == WEB_GROUP || shape == WEB_RADIOS;
  html_put(h, asked->message.len > 0 ? "<div class=\"question wrong\">\n" : "<div class=\"question\">\n");
  if (answered) HTML(h, "<input type=\"hidden\" name=\"cell\" value=\"{}\">\n", page_int(page, asked->cell));
  if (grouped) open_group(page, asked, shape);
  add_title(page, asked, shape);
  add_words(page, asked, "hint", asked->hint);
  if (answered) add_words(page, asked, "must", asked->must);
  add_guidance(page, asked);
  add_picture(page, asked);
  add_words(page, asked, "message", asked->message);
  if (asked->read_only)
    add_shown(page, asked);
  else
    view->render(page, asked);
  html_put(h, grouped ? "</fieldset>\n</div>\n" : "</div>\n");
}

static bool same_offers(const Page *page, int first, int other) {
  const Survey *survey = page->asks->survey;
  const Question *question = &page->form->questions[survey_question(survey, first)];
  const ChoiceList *list = form_choices(page->form, question);
  for (size_t i = 0; list && i < list->count; i++)
    if (survey_offers(survey, first, (int)i) != survey_offers(survey, other, (int)i)) return false;
  return list != NULL;
}

static size_t rows_from(const Page *page, const int *cells, size_t count) {
  const Question *first = &page->form->questions[survey_question(page->asks->survey, cells[0])];
  size_t rows = 0;
  while (rows < count && first->table_ix >= 0) {
    const Question *question = &page->form->questions[survey_question(page->asks->survey, cells[rows])];
    if (question->table_ix != first->table_ix || question->repeat_ix != first->repeat_ix ||
        !same_offers(page, cells[0], cells[rows]))
      break;
    rows++;
  }
  return rows;
}

/* The columns' words, for the eye: each field says its own. */
static void add_heads(Page *page, int cell) {
  Html *h = &page->html;
  const Question *question = &page->form->questions[survey_question(page->asks->survey, cell)];
  const ChoiceList *list = form_choices(page->form, question);
  html_put(h, "<div class=\"heads\" aria-hidden=\"true\"><span></span>");
  for (size_t i = 0; i < list->count; i++) {
    Str label = page_text(page, list->choices[i].label, cell);
    if (survey_offers(page->asks->survey, cell, (int)i)) HTML(h, "<span>{}</span>", label.len > 0 ? label : list->choices[i].name);
  }
  html_put(h, "</div>\n");
}

static int columns_of(const Page *page, int cell) {
  const ChoiceList *list = form_choices(page->form, &page->form->questions[survey_question(page->asks->survey, cell)]);
  int count = 0;
  for (size_t i = 0; i < list->count; i++)
    count += survey_offers(page->asks->survey, cell, (int)i);
  return count;
}

/* What is to be done is the same in all rows, and is said once above them; a row's own hint stays with it. */
static void add_common_hint(Page *page, int cell) {
  WebAsked first = web_asked(page, cell);
  bool own = page_text(page, first.question->hint, cell).len > 0;
  if (!own && first.hint.len > 0) HTML(&page->html, "<p class=\"hint\">{}</p>\n", first.hint);
}

static void add_row(Page *page, int cell) {
  WebAsked asked = web_asked(page, cell);
  asked.row = true;
  asked.hint = page_text(page, asked.question->hint, cell);
  web_question(page, &asked);
}

size_t web_table(Page *page, const int *cells, size_t count) {
  size_t rows = rows_from(page, cells, count);
  if (rows < 2) return 0;
  int columns = columns_of(page, cells[0]);
  add_common_hint(page, cells[0]);
  HTML(&page->html, "<div class=\"table{} of-{}\">\n", columns <= GRID_COLUMNS_MAX ? STR(" grid") : STR(""),
       page_int(page, columns));
  add_heads(page, cells[0]);
  for (size_t i = 0; i < rows; i++)
    add_row(page, cells[i]);
  html_put(&page->html, "</div>\n");
  return rows;
}
