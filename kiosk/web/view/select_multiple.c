#include "choices.h"

enum { FILTERED_FROM = 12 };

static Str hint(const Page *page, const WebAsked *asked) {
  int most = asked->question->select_max;
  return most > 0 ? page_say_n(page, WEB_PHRASE_SELECT_MAX, most, most) : page_say(page, WEB_PHRASE_SELECT_SEVERAL);
}

/* A long list is searched by a field that the script makes of these words; without it the list is read. */
static void render(Page *page, const WebAsked *asked) {
  const ChoiceList *list = form_choices(page->form, asked->question);
  bool searched = !asked->row && list && list->count >= FILTERED_FROM && web_choices_open(page, asked);
  if (searched)
    HTML(&page->html, "<div data-filter=\"{}\" data-filter-none=\"{}\">\n", page_say(page, WEB_PHRASE_FILTER),
         page_say(page, WEB_PHRASE_FILTER_NONE));
  web_choices(page, asked, "checkbox");
  if (searched) html_put(&page->html, "</div>\n");
}

static bool read(const WebPosted *posted, Value *out, Str *typed) {
  return web_chosen(posted, NULL, out, typed);
}

const WebView web_view_select_multiple = {.kind = QUESTION_SELECT_MULTIPLE,
                                          .shape = WEB_GROUP,
                                          .required = WEB_PHRASE_REQUIRED,
                                          .not_one = WEB_PHRASE_CHOICE_NOT_ONE,
                                          .hint = hint,
                                          .render = render,
                                          .read = read,
                                          .words = web_choice_words};
