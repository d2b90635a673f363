#include "number.h"

static void render(Page *page, const WebAsked *asked) {
  web_number_field(page, asked, "numeric");
}

const WebView web_view_integer = {.kind = QUESTION_INTEGER,
                                  .shape = WEB_FIELD,
                                  .required = WEB_PHRASE_REQUIRED,
                                  .not_one = WEB_PHRASE_INTEGER_NOT_ONE,
                                  .render = render,
                                  .read = web_read_number,
                                  .words = web_number_words};
