#include "date_format.h"

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

static void write_part(Sink *sink, CivilTime t, char letter) {
  enum { SHORT_NAME = 3 };
  switch (letter) {
  case 'Y':
    sink_printf(sink, "%04d", t.year);
    break;
  case 'y':
    sink_printf(sink, "%02d", t.year % 100);
    break;
  case 'm':
    sink_printf(sink, "%02d", t.month);
    break;
  case 'n':
    sink_printf(sink, "%d", t.month);
    break;
  case 'B':
    sink_z(sink, months[t.month - 1]);
    break;
  case 'b':
    sink_bytes(sink, months[t.month - 1], SHORT_NAME);
    break;
  case 'd':
    sink_printf(sink, "%02d", t.day);
    break;
  case 'e':
    sink_printf(sink, "%d", t.day);
    break;
  case 'H':
    sink_printf(sink, "%02d", t.hour);
    break;
  case 'h':
    sink_printf(sink, "%d", t.hour);
    break;
  case 'M':
    sink_printf(sink, "%02d", t.minute);
    break;
  case 'S':
    sink_printf(sink, "%02d", t.second);
    break;
  case '3':
    sink_printf(sink, "%03d", t.millisecond);
    break;
  case 'A':
    sink_z(sink, weekdays[weekday(t)]);
    break;
  case 'a':
    sink_bytes(sink, weekdays[weekday(t)], SHORT_NAME);
    break;
  case 'w':
    sink_printf(sink, "%d", weekday(t));
    break;
  case 'W':
    sink_printf(sink, "%d", iso_week(t));
    break;
  case '%':
    sink_z(sink, "%");
    break;
  default:
    sink_z(sink, "%");
    sink_bytes(sink, &letter, 1);
  }
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
