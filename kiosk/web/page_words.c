#include "page_parts.h"

#include <math.h>
#include <string.h>

Page page_new(const PageFrame *frame, const Form *form, int language_ix) {
  return (Page){.html = html_new(frame->arena), .arena = frame->arena, .frame = frame, .form = form, .language_ix = language_ix};
}

Str page_say(const Page *page, WebPhrase phrase) {
  return phrases_get(page->frame->phrases, (int)phrase, page->frame->language);
}

Str page_say_n(const Page *page, WebPhrase phrase, int n, int total) {
  return phrases_format(page->arena, page->frame->phrases, (int)phrase, page->frame->language, n, total);
}

Str page_say_count(const Page *page, WebPhrase phrase, int n) {
  return phrases_count(page->arena, page->frame->phrases, (int)phrase, page->frame->language, n);
}

static Str fill(const Page *page, WebPhrase phrase, const PhraseSlot *slots, size_t count) {
  return phrases_fill(page->arena, page->frame->phrases, (int)phrase, page->frame->language, slots, count);
}

Str page_day(const Page *page, int64_t days) {
  CivilTime t = civil_from_days((double)days);
  const PhraseSlot slots[] = {{"{day}", page_int(page, t.day)},
                              {"{month}", page_say(page, (WebPhrase)(WEB_PHRASE_MONTH_OF_1 + t.month - 1))},
                              {"{year}", page_int(page, t.year)}};
  return fill(page, WEB_PHRASE_DATE_WORDS, slots, COUNT_OF(slots));
}

Str page_say_day(const Page *page, WebPhrase phrase, int64_t days) {
  const PhraseSlot slots[] = {{"{date}", page_day(page, days)}};
  return fill(page, phrase, slots, COUNT_OF(slots));
}

/* Steps of a tenth add up to traces far behind the mark, which nobody meant. */
static double without_traces(double number) {
  double rounded = round(number * 1e9) / 1e9;
  return fabs(rounded - number) <= fabs(number) * PAGE_NUMBER_TRACE ? rounded : number;
}

Str page_number(const Page *page, double number) {
  Str digits = number_to_str(page->arena, without_traces(number));
  const char *point = digits.len > 0 ? memchr(digits.ptr, '.', digits.len) : NULL;
  if (!point) return digits;
  size_t whole = (size_t)(point - digits.ptr);
  Str mark = page_say(page, WEB_PHRASE_DECIMAL_MARK);
  return arena_printf(page->arena, "%.*s" STR_FMT "%.*s", (int)whole, digits.ptr, STR_ARG(mark), (int)(digits.len - whole - 1),
                      point + 1);
}

Str page_text(const Page *page, Text text, int cell) {
  return page->asks ? survey_text(page->asks->survey, text, cell, page->arena) : text_in(page->form, text, page->language_ix);
}

Str page_int(const Page *page, int number) {
  return arena_printf(page->arena, "%d", number);
}
