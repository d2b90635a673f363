#include "view.h"

static void render(Page *page, const WebAsked *asked) { /* its words are all of it */
  (void)page, (void)asked;
}

static bool read(const WebPosted *posted, Value *out, Str *typed) {
  (void)posted, (void)typed;
  *out = VALUE_NONE;
  return true;
}

const WebView web_view_note = {.kind = QUESTION_NOTE, .shape = WEB_WORDS, .render = render, .read = read};
