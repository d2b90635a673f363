#include "view.h"

/* Metadata, calculations and what needs a kiosk's or a phone's own devices: no survey puts them on a page. */
static void render(Page *page, const WebAsked *asked) {
  (void)page, (void)asked;
}

static bool read(const WebPosted *posted, Value *out, Str *typed) {
  (void)posted, (void)typed;
  *out = VALUE_NONE;
  return true;
}

const WebView web_view_unasked = {.kind = QUESTION_UNASKED, .shape = WEB_WORDS, .render = render, .read = read};
