#include "moment.h"
#include "number.h"

#include <math.h>
#include <string.h>

enum { MINUTES_A_DAY = 1440, PARTS_MAX = 3 };

int web_minute_of(Value moment) {
  double share = moment.kind == VALUE_DATE ? 0.0 : moment.days - floor(moment.days);
  int minute = (int)floor(share * MINUTES_A_DAY + 1e-4);
  return minute < MINUTES_A_DAY ? minute : MINUTES_A_DAY - 1;
}

Str web_minute_words(const Page *page, int minute) {
  return arena_printf(page->arena, "%02d:%02d", minute / 60, minute % 60);
}

static Str iso_day(const Page *page, double days) {
  CivilTime t = civil_from_days(floor(days));
  return arena_printf(page->arena, "%04d-%02d-%02d", t.year, t.month, t.day);
}

MomentText web_moment_text(const Page *page, const WebAsked *asked) {
  Value answer = asked->answer;
  if (asked->is_typed) { /* two parts stand in it with a line between them */
    Str typed = asked->typed;
    const char *mid = typed.len > 0 ? memchr(typed.ptr, '\n', typed.len) : NULL;
    if (!mid) return (MomentText){typed, typed};
    size_t len = (size_t)(mid - typed.ptr);
    return (MomentText){{typed.ptr, len}, {mid + 1, typed.len - len - 1}};
  }
  if (value_is_empty(answer)) return (MomentText){0};
  Str time = web_minute_words(page, web_minute_of(answer));
  return (MomentText){answer.kind == VALUE_TIME ? (Str){0} : iso_day(page, answer.days), time};
}

void web_moment_field(Page *page, const WebAsked *asked, const char *type, Str id, Str value) {
  HTML(&page->html, "<input class=\"short\" type=\"{}\" autocomplete=\"off\" name=\"{}\" id=\"{}\" value=\"{}\"", str_from(type),
       id, id, value);
  if (asked->required) html_put(&page->html, " aria-required=\"true\"");
  web_described(page, asked);
  web_invalid(page, asked);
  html_put(&page->html, ">");
}

/* Numbers with anything that is no digit between them; digits: how many each has. False: too many, or none. */
static bool numbers_in(Str text, int numbers[PARTS_MAX], int digits[PARTS_MAX], int *count) {
  *count = 0;
  bool within = false;
  for (size_t i = 0; i < text.len; i++) {
    bool digit = text.ptr[i] >= '0' && text.ptr[i] <= '9';
    if (digit && !within) {
      if (*count == PARTS_MAX) return false;
      numbers[*count] = digits[*count] = 0;
      (*count)++;
    }
    if (digit) {
      if (++digits[*count - 1] > 4) return false;
      numbers[*count - 1] = numbers[*count - 1] * 10 + (text.ptr[i] - '0');
    } else if (!strchr("./-:", text.ptr[i])) {
      return false;
    }
    within = digit;
  }
  return *count > 0;
}

bool web_read_day(Arena *arena, Str typed, int64_t *days) {
  int numbers[PARTS_MAX], digits[PARTS_MAX], count;
  if (!numbers_in(web_plain_number(arena, typed), numbers, digits, &count) || count != PARTS_MAX) return false;
  bool year_first = digits[0] == 4;
  if (!year_first && digits[2] != 4) return false;
  int year = numbers[year_first ? 0 : 2], month = numbers[1], day = numbers[year_first ? 2 : 0];
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  *days = civil_to_days(year, month, day);
  CivilTime t = civil_from_days((double)*days); /* the 31st of a month of 30 days is another day */
  return t.month == month && t.day == day;
}

/* Seconds, which some browsers send, are passed over. */
bool web_read_minute(Arena *arena, Str typed, int *minute_of_day) {
  int numbers[PARTS_MAX], digits[PARTS_MAX], count;
  if (!numbers_in(web_plain_number(arena, typed), numbers, digits, &count) || count < 2) return false;
  *minute_of_day = numbers[0] * 60 + numbers[1];
  return numbers[0] < 24 && numbers[1] < 60 && digits[1] == 2;
}
