#include "survey_parts.h"

static void add_button(Page *page, const char *does, WebPhrase says, Str what) {
  Html *h = &page->html;
  HTML(h, "<button name=\"do\" value=\"{}\">{}", str_from(does), page_say(page, says));
  if (what.len > 0) HTML(h, "<span class=\"unseen\">: {}</span>", what);
  html_put(h, "</button>\n");
}

void survey_repeat(Page *page, const SurveyPage *shown) {
  Html *h = &page->html;
  bool none = shown->instance_count == 0;
  Str what = page_text(page, page->form->groups[shown->group_ix].label, -1);
  survey_heading(page, survey_group_words(page, shown->group_ix, -1), 0, 0);
  HTML(h, "<h1>{}</h1>\n<p class=\"hint\">{}</p>\n<div class=\"choices\">\n",
       page_say(page, none ? WEB_PHRASE_REPEAT_TITLE_NONE : WEB_PHRASE_REPEAT_TITLE),
       page_say_n(page, WEB_PHRASE_REPEAT_COUNT, shown->instance_count, 0));
  add_button(page, "add", none ? WEB_PHRASE_ADD_FIRST : WEB_PHRASE_ADD_ANOTHER, what);
  if (!none) add_button(page, "remove", WEB_PHRASE_REMOVE_LAST, (Str){0});
  html_put(h, "</div>\n");
  survey_buttons(page, survey_is_last(page->asks->survey) ? WEB_PHRASE_FINISH : WEB_PHRASE_NOTHING_MORE, false);
}
