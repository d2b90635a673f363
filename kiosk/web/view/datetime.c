#include "moment.h"

#include <math.h>

static void add_part(Page *page, const WebAsked *asked, WebPhrase label, const char *type, Str id, Str value) {
  HTML(&page->html, "<div><label for=\"{}\">{}</label>", id, page_say(page, label));
  web_moment_field(page, asked, type, id, value);
  html_put(&page->html, "</div>\n");
}

static void render(Page *page, const WebAsked *asked) {
  MomentText text = web_moment_text(page, asked);
  html_put(&page->html, "<div class=\"parts\">\n");
  add_part(page, asked, WEB_PHRASE_PART_DATE, "date", asked->id, text.date);
  add_part(page, asked, WEB_PHRASE_PART_TIME, "time", arena_printf(page->arena, STR_FMT ".time", STR_ARG(asked->id)), text.time);
  html_put(&page->html, "</div>\n");
}

static bool read(const WebPosted *posted, Value *out, Str *typed) {
  int64_t days;
  int minute;
  Str date = str_trim(web_field(posted, NULL)), time = str_trim(web_field(posted, "time"));
  *out = VALUE_NONE;
  if (date.len == 0 && time.len == 0) return true;
  *typed = arena_printf(posted->arena, STR_FMT "\n" STR_FMT, STR_ARG(date), STR_ARG(time));
  if (!web_read_day(posted->arena, date, &days) || !web_read_minute(posted->arena, time, &minute)) return false;
  Value before = posted->answer;
  bool kept = before.kind == VALUE_DATETIME && (int64_t)floor(before.days) == days && web_minute_of(before) == minute;
  *out = kept ? before : (Value){.kind = VALUE_DATETIME, .days = (double)days + minute / 1440.0};
  return true;
}

static Str words(const Page *page, const WebAsked *asked) {
  const PhraseSlot slots[] = {{"{date}", page_day(page, (int64_t)floor(asked->answer.days))},
                              {"{time}", web_minute_words(page, web_minute_of(asked->answer))}};
  return phrases_fill(page->arena, page->frame->phrases, WEB_PHRASE_DATE_TIME_WORDS, page->frame->language, slots, COUNT_OF(slots));
}

const WebView web_view_datetime = {.kind = QUESTION_DATETIME,
                                   .shape = WEB_GROUP,
                                   .required = WEB_PHRASE_REQUIRED,
                                   .not_one = WEB_PHRASE_MOMENT_NOT_ONE,
                                   .render = render,
                                   .read = read,
                                   .words = words};
