#include "number.h"

static void render(Page *page, const WebAsked *asked) {
  web_number_field(page, asked, "decimal");
}

const WebView web_view_decimal = {.kind = QUESTION_DECIMAL,
                                  .shape = WEB_FIELD,
                                  .required = WEB_PHRASE_REQUIRED,
                                  .not_one = WEB_PHRASE_DECIMAL_NOT_ONE,
                                  .render = render,
                                  .read = web_read_number,
                                  .words = web_number_words};
