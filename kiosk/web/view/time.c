#include "moment.h"

static void render(Page *page, const WebAsked *asked) {
  web_moment_field(page, asked, "time", asked->id, web_moment_text(page, asked).time);
}

/* Seconds that an answer has stay, while its minute does. */
static bool read(const WebPosted *posted, Value *out, Str *typed) {
  int minute;
  *typed = str_trim(web_field(posted, NULL));
  *out = VALUE_NONE;
  if (typed->len == 0) return true;
  if (!web_read_minute(posted->arena, *typed, &minute)) return false;
  bool kept = posted->answer.kind == VALUE_TIME && web_minute_of(posted->answer) == minute;
  *out = kept ? posted->answer : (Value){.kind = VALUE_TIME, .days = minute / 1440.0};
  return true;
}

static Str words(const Page *page, const WebAsked *asked) {
  return web_minute_words(page, web_minute_of(asked->answer));
}

const WebView web_view_time = {.kind = QUESTION_TIME,
                               .shape = WEB_FIELD,
                               .required = WEB_PHRASE_REQUIRED,
                               .not_one = WEB_PHRASE_TIME_NOT_ONE,
                               .render = render,
                               .read = read,
                               .words = words};
