#include "view.h"

/* What XLSForm tools store of an acknowledgement. */
static const Str taken = STR_INIT("OK");

static void render(Page *page, const WebAsked *asked) {
  Html *h = &page->html;
  HTML(h, "<div class=\"choices\">\n<label class=\"choice\"><input type=\"checkbox\" name=\"{}\" id=\"{}\" value=\"{}\"", asked->id,
       asked->id, taken);
  html_put(h, str_equal(asked->answer.kind == VALUE_TEXT ? asked->answer.text : (Str){0}, taken) ? " checked" : "");
  web_described(page, asked);
  web_invalid(page, asked);
  HTML(h, "><span>{}</span></label>\n</div>\n", page_say(page, WEB_PHRASE_ACKNOWLEDGE));
}

static bool read(const WebPosted *posted, Value *out, Str *typed) {
  *typed = web_field(posted, NULL);
  *out = value_text(*typed);
  return true;
}

static Str words(const Page *page, const WebAsked *asked) {
  (void)asked;
  return page_say(page, WEB_PHRASE_ACKNOWLEDGE);
}

const WebView web_view_acknowledge = {.kind = QUESTION_ACKNOWLEDGE,
                                      .shape = WEB_GROUP,
                                      .required = WEB_PHRASE_REQUIRED_ACKNOWLEDGE,
                                      .not_one = WEB_PHRASE_INVALID,
                                      .render = render,
                                      .read = read,
                                      .words = words};
