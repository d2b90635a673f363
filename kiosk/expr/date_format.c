#include "date_format.h"

#include <string.h>

enum { DAYS_PER_WEEK = 7, THURSDAY = 4 };

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
static const char *const weekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

/* 0 is Sunday. */
static int weekday(CivilTime t) {
  return civil_weekday(civil_to_days(t.year, t.month, t.day)) % DAYS_PER_WEEK;
}

/* ISO 8601: weeks begin on Monday, and a week belongs to the year that its Thursday is in. */
static int iso_week(CivilTime t) {
  const int64_t days = civil_to_days(t.year, t.month, t.day);
  const int64_t thursday = days - civil_weekday(days) + THURSDAY;
  const CivilTime of_thursday = civil_from_days((double)thursday);
  return (int)((thursday - civil_to_days(of_thursday.year, 1, 1)) / DAYS_PER_WEEK) + 1;
}

/* Names in English, as JavaRosa has them where no language is set. */
static const char *name_of(CivilTime t, char letter) {
  return letter == 'B' || letter == 'b' ? months[t.month - 1] : weekdays[weekday(t)];
}

typedef struct NumberPart {
  char letter;
  int digits; /* at least, with zeros before */
  int (*of)(CivilTime t);
} NumberPart;

static int year_of(CivilTime t) {
  return t.year;
}

static int short_year_of(CivilTime t) {
  return t.year % 100;
}

static int month_of(CivilTime t) {
  return t.month;
}

static int day_of(CivilTime t) {
  return t.day;
}

static int hour_of(CivilTime t) {
  return t.hour;
}

static int minute_of(CivilTime t) {
  return t.minute;
}

static int second_of(CivilTime t) {
  return t.second;
}

static int millisecond_of(CivilTime t) {
  return t.millisecond;
}

static const NumberPart number_parts[] = {
    {'Y', 4, year_of},        {'y', 2, short_year_of}, {'m', 2, month_of}, {'n', 1, month_of},  {'d', 2, day_of},
    {'e', 1, day_of},         {'H', 2, hour_of},       {'h', 1, hour_of},  {'M', 2, minute_of}, {'S', 2, second_of},
    {'3', 3, millisecond_of}, {'w', 1, weekday},       {'W', 1, iso_week}};

static const NumberPart *find_number(char letter) {
  for (size_t i = 0; i < COUNT_OF(number_parts); i++) {
    if (number_parts[i].letter == letter) return &number_parts[i];
  }
  return NULL;
}

static void write_part(Sink *sink, CivilTime t, char letter) {
  enum { SHORT_NAME = 3 };
  const NumberPart *number = find_number(letter);
  if (number) {
    sink_printf(sink, "%0*d", number->digits, number->of(t));
  } else if (letter == 'B' || letter == 'A') {
    sink_z(sink, name_of(t, letter));
  } else if (letter == 'b' || letter == 'a') {
    sink_bytes(sink, name_of(t, letter), SHORT_NAME);
  } else {
    sink_z(sink, "%");
    if (letter != '%') sink_bytes(sink, &letter, 1);
  }
}

bool date_format_knows(Str pattern, Str *unknown) {
  static const Str others = STR_INIT("AaBb%");
  for (size_t at = 0; at + 1 < pattern.len;) {
    const size_t start = at++;
    if (pattern.ptr[start] != '%') continue;
    const char letter = pattern.ptr[at];
    uint32_t cp;
    str_next_cp(pattern, &at, &cp);
    *unknown = (Str){pattern.ptr + start, at - start};
    if (!find_number(letter) && !memchr(others.ptr, letter, others.len)) return false;
  }
  return true;
}

Str date_format(Arena *arena, CivilTime t, Str pattern) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < pattern.len; i++) {
    if (pattern.ptr[i] == '%' && i + 1 < pattern.len) {
      write_part(&sink, t, pattern.ptr[++i]);
    } else {
      sink_bytes(&sink, pattern.ptr + i, 1);
    }
  }
  return buffer_view(&buffer);
}
