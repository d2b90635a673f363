#include "view/view.h"

static const PageTyped *typed_in(const PageSurvey *asks, int cell) {
  for (size_t i = 0; i < asks->typed_count; i++)
    if (asks->typed[i].cell == cell) return &asks->typed[i];
  return NULL;
}

/* A range's own bounds, and a number within them, where the message has places for them. */
static Str not_one_words(const Page *page, const Question *question) {
  const Range *range = &question->range;
  const PhraseSlot slots[] = {{"{low}", page_number(page, range->start)},
                              {"{high}", page_number(page, range->end)},
                              {"{example}", page_number(page, range->start + range->step)}};
  const WebView *view = web_view(question->kind);
  WebPhrase says = view->not_one_of ? view->not_one_of(question) : view->not_one;
  return phrases_fill(page->arena, page->frame->phrases, (int)says, page->frame->language, slots, COUNT_OF(slots));
}

static Str message_of(const Page *page, const WebAsked *asked) {
  const Question *question = asked->question;
  if (asked->is_typed) return not_one_words(page, question);
  if (page->asks->more || page->asks->late) return (Str){0};
  SurveyProblem problem = survey_cell_problem(page->asks->survey, asked->cell);
  if (problem == PROBLEM_NONE) return (Str){0};
  bool required = problem == PROBLEM_REQUIRED;
  Str own = page_text(page, required ? question->required_message : question->constraint_message, asked->cell);
  if (own.len > 0) return own;
  return page_say(page, required ? web_view(question->kind)->required : WEB_PHRASE_INVALID);
}

WebAsked web_asked(const Page *page, int cell) {
  const Survey *survey = page->asks->survey;
  SurveyPage shown = survey_page(survey);
  const Question *question = &page->form->questions[survey_question(survey, cell)];
  WebAsked asked = {.cell = cell,
                    .question = question,
                    .answer = survey_answer(survey, cell),
                    .id = arena_printf(page->arena, "c%d", cell),
                    .title = page_text(page, question->label, cell),
                    .alone = shown.kind == PAGE_QUESTIONS && shown.group_ix < 0,
                    .required = survey_is_required(survey, cell),
                    .read_only = survey_is_read_only(survey, cell)};
  const PageTyped *typed = typed_in(page->asks, cell);
  if (asked.title.len == 0) asked.title = question->name;
  if (typed) {
    asked.is_typed = true;
    asked.typed = typed->text;
  }
  asked.message = message_of(page, &asked);
  if (asked.required) asked.must = page_say(page, WEB_PHRASE_REQUIRED_SHORT);
  asked.hint = page_text(page, question->hint, cell);
  const WebView *view = web_view(question->kind);
  if (asked.hint.len == 0 && view->hint && !asked.read_only) asked.hint = view->hint(page, &asked);
  return asked;
}

Str web_words(const Page *page, const WebAsked *asked) {
  if (value_is_empty(asked->answer)) return page_say(page, WEB_PHRASE_NOT_ANSWERED);
  const WebView *view = web_view(asked->question->kind);
  return view->words ? view->words(page, asked) : value_to_str(page->arena, asked->answer);
}

void web_described(Page *page, const WebAsked *asked) {
  const struct {
    Str words;
    const char *id;
  } beside[] = {{asked->hint, "hint"}, {asked->must, "must"}, {asked->message, "message"}};
  bool any = false;
  for (size_t i = 0; i < COUNT_OF(beside); i++) {
    if (beside[i].words.len == 0) continue;
    html_put(&page->html, any ? " " : " aria-describedby=\"");
    HTML(&page->html, "{}-{}", asked->id, str_from(beside[i].id));
    any = true;
  }
  if (any) html_put(&page->html, "\"");
}

void web_invalid(Page *page, const WebAsked *asked) {
  if (asked->message.len > 0) html_put(&page->html, " aria-invalid=\"true\"");
}

Str web_image_url(const Page *page, Str path) {
  const WebForm *form = page->asks ? page->asks->form : NULL;
  for (size_t i = 0; form && path.len > 0 && i < form->image_count; i++)
    if (str_equal(form->images[i].path, path)) return arena_printf(page->arena, STR_FMT "%zu", STR_ARG(page->asks->image_url), i);
  return (Str){0};
}

void web_clear(Page *page, const WebAsked *asked) {
  if (asked->required || asked->row || value_is_empty(asked->answer)) return;
  HTML(&page->html, "<button class=\"quiet clear\" name=\"do\" value=\"again:clear:{}\">{}</button>\n", page_int(page, asked->cell),
       page_say(page, WEB_PHRASE_CLEAR));
}
