#include "number.h"
#include "expr.h"

#include <math.h>

static bool may_be_negative(const Question *question) {
  if (question->kind == QUESTION_RANGE) return fmin(question->range.start, question->range.end) < 0;
  return question->constraint == NULL || expr_bounds(question->constraint).least < 0;
}

void web_number_field(Page *page, const WebAsked *asked, const char *inputmode) {
  Str shown = asked->is_typed                      ? asked->typed
              : asked->answer.kind == VALUE_NUMBER ? page_number(page, asked->answer.number)
                                                   : (Str){0};
  HTML(&page->html, "<input class=\"short\" type=\"text\" autocomplete=\"off\" maxlength=\"40\" name=\"{}\" id=\"{}\" value=\"{}\"",
       asked->id, asked->id, shown);
  if (!may_be_negative(asked->question)) HTML(&page->html, " inputmode=\"{}\"", str_from(inputmode));
  if (asked->required) html_put(&page->html, " aria-required=\"true\"");
  web_described(page, asked);
  web_invalid(page, asked);
  html_put(&page->html, ">\n");
}

static const struct {
  uint32_t first, last;
  char as; /* of the first; digits go on from it */
} spellings[] = {{'0', '9', '0'},       {0x0660, 0x0669, '0'}, {0x06F0, 0x06F9, '0'}, {'.', '.', '.'},      {',', ',', '.'},
                 {0x066B, 0x066B, '.'}, {'-', '-', '-'},       {0x2212, 0x2212, '-'}, {0x2013, 0x2013, '-'}};

static const uint32_t passed_over[] = {' ',    '\t',   0xA0,   0x2009, 0x202F, 0x200E, 0x200F,
                                       0x061C, 0x066C, 0x2066, 0x2067, 0x2068, 0x2069};

static bool is_passed_over(uint32_t cp) {
  for (size_t i = 0; i < COUNT_OF(passed_over); i++)
    if (passed_over[i] == cp) return true;
  return false;
}

static char plain(uint32_t cp) {
  for (size_t i = 0; i < COUNT_OF(spellings); i++)
    if (cp >= spellings[i].first && cp <= spellings[i].last) return (char)(spellings[i].as + (char)(cp - spellings[i].first));
  return '\0';
}

Str web_plain_number(Arena *arena, Str typed) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  size_t at = 0, from = 0;
  for (uint32_t cp; str_next_cp(typed, &at, &cp); from = at) {
    char c = plain(cp);
    if (c != '\0')
      sink_bytes(&sink, &c, 1);
    else if (!is_passed_over(cp))
      sink_bytes(&sink, typed.ptr + from, at - from);
  }
  return buffer_view(&buffer);
}

bool web_read_number(const WebPosted *posted, Value *out, Str *typed) {
  double number;
  *typed = str_trim(web_field(posted, NULL));
  *out = VALUE_NONE;
  if (typed->len == 0) return true;
  if (!str_to_double(web_plain_number(posted->arena, *typed), &number)) return false;
  bool kept = posted->answer.kind == VALUE_NUMBER && fabs(posted->answer.number - number) <= fabs(number) * PAGE_NUMBER_TRACE;
  *out = kept ? posted->answer : value_number(number + 0.0); /* no -0 */
  return true;
}

Str web_number_words(const Page *page, const WebAsked *asked) {
  return page_number(page, asked->answer.number);
}
