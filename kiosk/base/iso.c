#include "base.h"

/* A reader over the text that goes on only while everything before has matched. */
typedef struct Reader {
  Str rest;
  bool ok;
} Reader;

static bool reader_peek(const Reader *r, char c) {
  return r->rest.len > 0 && r->rest.ptr[0] == c;
}

static void reader_skip(Reader *r) {
  r->rest.ptr++;
  r->rest.len--;
}

static bool reader_take(Reader *r, char c) {
  if (!r->ok || !reader_peek(r, c)) return false;
  reader_skip(r);
  return true;
}

static void reader_expect(Reader *r, char c) {
  r->ok = reader_take(r, c);
}

static bool reader_at_digit(const Reader *r) {
  return r->rest.len > 0 && r->rest.ptr[0] >= '0' && r->rest.ptr[0] <= '9';
}

static int reader_number(Reader *r, int least_digits, int most_digits) {
  int value = 0, digits = 0;
  while (digits < most_digits && reader_at_digit(r)) {
    value = value * 10 + (r->rest.ptr[0] - '0');
    reader_skip(r);
    digits++;
  }
  if (digits < least_digits) r->ok = false;
  return value;
}

static int days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : days[month - 1];
}

static void read_date(Reader *r, CivilTime *t) {
  t->year = reader_number(r, 4, 4);
  reader_expect(r, '-');
  t->month = reader_number(r, 1, 2);
  reader_expect(r, '-');
  t->day = reader_number(r, 1, 2);
  if (t->month < 1 || t->month > 12 || t->day < 1) r->ok = false;
  if (r->ok && t->day > days_in_month(t->year, t->month)) r->ok = false;
}

static int read_milliseconds(Reader *r) {
  int value = 0, digits = 0;
  for (; reader_at_digit(r); digits++, reader_skip(r)) {
    if (digits < 3) value = value * 10 + (r->rest.ptr[0] - '0');
  }
  if (digits == 0) r->ok = false;
  for (; digits < 3; digits++)
    value *= 10;
  return value;
}

/* Returns whether there is an offset. */
static bool read_offset(Reader *r, CivilTime *t) {
  if (reader_take(r, 'Z')) return true;
  const bool west = reader_peek(r, '-');
  if (!reader_take(r, west ? '-' : '+')) return false;
  const int hours = reader_number(r, 2, 2);
  reader_take(r, ':');
  const int minutes = reader_at_digit(r) ? reader_number(r, 2, 2) : 0;
  if (hours > 14 || minutes > 59) r->ok = false;
  t->offset_minutes = (west ? -1 : 1) * (hours * 60 + minutes);
  return true;
}

static void read_time(Reader *r, CivilTime *t) {
  t->hour = reader_number(r, 2, 2);
  reader_expect(r, ':');
  t->minute = reader_number(r, 2, 2);
  if (reader_take(r, ':')) t->second = reader_number(r, 2, 2);
  if (reader_take(r, '.')) t->millisecond = read_milliseconds(r);
  if (t->hour > 23 || t->minute > 59 || t->second > 59) r->ok = false;
}

static int64_t day_ms(const CivilTime *t) {
  return ((t->hour * 60 + t->minute) * INT64_C(60) + t->second) * 1000 + t->millisecond;
}

/* The same moment on the local clock, when the text names another offset than the local one. */
static double local_days(CivilTime t, bool has_offset) {
  const int64_t ms_per_day = 86400000;
  int64_t ms = civil_to_days(t.year, t.month, t.day) * ms_per_day + day_ms(&t);
  if (has_offset) {
    const CivilTime local = civil_from_wall_ms(ms - t.offset_minutes * INT64_C(60000));
    ms += (local.offset_minutes - t.offset_minutes) * INT64_C(60000);
  }
  return (double)ms / (double)ms_per_day;
}

bool value_from_iso(Str s, Value *out) {
  Reader r = {s, true};
  CivilTime t = {0};
  if (s.len > 2 && s.ptr[2] == ':') {
    read_time(&r, &t);
    read_offset(&r, &t); /* a time of day says nothing about the day an offset would need */
    *out = (Value){.kind = VALUE_TIME, .days = (double)day_ms(&t) / 86400000.0};
    return r.ok && r.rest.len == 0;
  }
  read_date(&r, &t);
  if (reader_take(&r, 'T')) {
    read_time(&r, &t);
    const bool has_offset = read_offset(&r, &t);
    *out = (Value){.kind = VALUE_DATETIME, .days = r.ok ? local_days(t, has_offset) : 0};
  } else {
    *out = (Value){.kind = VALUE_DATE, .days = r.ok ? (double)civil_to_days(t.year, t.month, t.day) : 0};
  }
  return r.ok && r.rest.len == 0;
}
