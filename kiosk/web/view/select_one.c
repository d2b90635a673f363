#include "choices.h"

static WebShape shape_of(const Page *page, const WebAsked *asked) {
  return web_choices_open(page, asked) ? WEB_FIELD : WEB_RADIOS;
}

static void add_list(Page *page, const WebAsked *asked) {
  Html *h = &page->html;
  WebOffers offers = web_offers(page, asked);
  HTML(h, "<select name=\"{}\" id=\"{}\"", asked->id, asked->id);
  web_described(page, asked);
  web_invalid(page, asked);
  HTML(h, ">\n<option value=\"\">{}</option>\n", page_say(page, WEB_PHRASE_PICK));
  for (size_t i = 0; i < offers.count; i++) {
    HTML(h, "<option value=\"{}\"", offers.items[i].choice->name);
    HTML(h, "{}>{}</option>\n", offers.items[i].selected ? STR(" selected") : STR(""), offers.items[i].label);
  }
  html_put(h, "</select>\n");
}

static void render(Page *page, const WebAsked *asked) {
  if (web_choices_open(page, asked)) {
    add_list(page, asked);
  } else {
    web_choices(page, asked, "radio");
    web_clear(page, asked);
  }
}

static bool read(const WebPosted *posted, Value *out, Str *typed) {
  Value chosen;
  if (!web_chosen(posted, NULL, &chosen, typed) || (chosen.kind == VALUE_LIST && chosen.list.count > 1)) return false;
  *out = chosen.kind == VALUE_LIST ? value_text(chosen.list.items[0]) : VALUE_NONE;
  return true;
}

const WebView web_view_select_one = {.kind = QUESTION_SELECT_ONE,
                                     .shape = WEB_RADIOS,
                                     .required = WEB_PHRASE_REQUIRED,
                                     .not_one = WEB_PHRASE_INVALID,
                                     .shape_of = shape_of,
                                     .render = render,
                                     .read = read,
                                     .words = web_choice_words};
