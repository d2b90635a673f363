#include "convert.h"
#include "date_format.h"
#include "function.h"

#include <math.h>
#include <string.h>

/* From year 1 to year 9999: beyond, dates cannot be written. */
static const double DAYS_MIN = -719162, DAYS_MAX = 2932896;
enum { MS_PER_DAY = 86400000, MS_PER_MINUTE = 60000 };

static double days_of(CivilTime t) {
  const double seconds = (t.hour * 60 + t.minute) * 60 + t.second + t.millisecond / 1000.0;
  return (double)civil_to_days(t.year, t.month, t.day) + seconds / 86400;
}

/* Empty for what is no day. */
static Value day(double days) {
  return days >= DAYS_MIN && days <= DAYS_MAX ? (Value){.kind = VALUE_DATE, .days = floor(days)} : VALUE_NONE;
}

static Value moment(double days) {
  return days >= DAYS_MIN && days <= DAYS_MAX ? (Value){.kind = VALUE_DATETIME, .days = days} : VALUE_NONE;
}

/* A whole number is a day; one with a fraction was made by decimal-date-time(), which counts from midnight UTC. */
static Value moment_of_number(double utc_days) {
  if (!(utc_days >= DAYS_MIN && utc_days <= DAYS_MAX) || utc_days == floor(utc_days)) return day(utc_days);
  const int64_t ms = llround(utc_days * MS_PER_DAY);
  const CivilTime t = civil_from_wall_ms(ms);
  return moment(days_of(t));
}

static Str text_of(Value v) {
  return v.kind == VALUE_LIST && v.list.count == 1 ? str_trim(v.list.items[0]) : str_trim(v.text);
}

static bool is_text(Value v) {
  return v.kind == VALUE_TEXT || (v.kind == VALUE_LIST && v.list.count == 1);
}

/* As the text has it: 2026-11-21 and 2026-1-2 are days, with a time they are moments on the local clock. */
static Value moment_of_text(Str s) {
  Value v;
  double days;
  if (value_from_iso(s, &v)) return v;
  return convert_text_to_moment(s, &days) ? day(days) : VALUE_NONE;
}

static Value moment_of(Value v) {
  if (v.kind == VALUE_NUMBER) return moment_of_number(v.number);
  if (is_text(v)) return moment_of_text(text_of(v));
  return convert_is_moment(v) || v.kind == VALUE_TIME ? v : VALUE_NONE;
}

static Value call_today(const Evaluation *e, const Node *call) {
  (void)call;
  const CivilTime t = civil_from_wall_ms(e->host->wall_ms);
  return (Value){.kind = VALUE_DATE, .days = (double)civil_to_days(t.year, t.month, t.day)};
}

static Value call_now(const Evaluation *e, const Node *call) {
  (void)call;
  return (Value){.kind = VALUE_DATETIME, .days = days_of(civil_from_wall_ms(e->host->wall_ms))};
}

/* Of a text with a time and its offset, the day that it says, wherever it is read. */
static Value day_of_text(Str s) {
  const char *time = s.len > 0 ? memchr(s.ptr, 'T', s.len) : NULL;
  double days, written_days;
  if (!convert_text_to_moment(s, &days)) return VALUE_NONE;
  if (time && convert_text_to_moment((Str){s.ptr, (size_t)(time - s.ptr)}, &written_days)) days = written_days;
  return day(days);
}

static Value call_date(const Evaluation *e, const Node *call) {
  const Value v = argument(e, call, 0);
  if (v.kind == VALUE_NUMBER) return day(v.number);
  if (is_text(v)) return day_of_text(text_of(v));
  return convert_is_moment(v) ? day(v.days) : VALUE_NONE;
}

static Value call_date_time(const Evaluation *e, const Node *call) {
  const Value v = moment_of(argument(e, call, 0));
  return convert_is_moment(v) ? v : VALUE_NONE;
}

static Value call_decimal_date_time(const Evaluation *e, const Node *call) {
  const Value v = argument(e, call, 0);
  if (value_is_empty(v) || v.kind == VALUE_NUMBER) return v;
  const Value when = moment_of(v);
  return value_number(convert_is_moment(when) ? convert_to_utc_days(when.days) : (double)NAN);
}

static Value call_decimal_time(const Evaluation *e, const Node *call) {
  const Value v = argument(e, call, 0);
  if (value_is_empty(v)) return v;
  if (v.kind == VALUE_NUMBER) return value_number(v.number - floor(v.number));
  const Value when = moment_of(v);
  return value_number(value_is_empty(when) ? (double)NAN : when.days - floor(when.days));
}

static Value call_format_date(const Evaluation *e, const Node *call) {
  const Value when = moment_of(argument(e, call, 0));
  if (value_is_empty(when)) return VALUE_NONE;
  return value_text(date_format(e->arena, civil_from_days(when.days), argument_str(e, call, 1)));
}

static const Function functions[] = {
    {.name = "today", .varies = true, .call = call_today},
    {.name = "now", .varies = true, .call = call_now},
    {.name = "date", .least_arguments = 1, .most_arguments = 1, .call = call_date},
    {.name = "date-time", .least_arguments = 1, .most_arguments = 1, .call = call_date_time},
    {.name = "decimal-date-time", .least_arguments = 1, .most_arguments = 1, .gives_number = true, .call = call_decimal_date_time},
    {.name = "decimal-time", .least_arguments = 1, .most_arguments = 1, .gives_number = true, .call = call_decimal_time},
    {.name = "format-date", .least_arguments = 2, .most_arguments = 2, .call = call_format_date},
    {.name = "format-date-time", .least_arguments = 2, .most_arguments = 2, .call = call_format_date},
};

const FunctionFamily functions_date = {functions, COUNT_OF(functions)};
