#include "base.h"

#include <math.h>
#include <time.h>

enum { MS_PER_DAY = 86400000, DAYS_PER_ERA = 146097, YEARS_PER_ERA = 400, DAYS_BEFORE_1970 = 719468 };

/* A million years each way: every date an int can hold the year of, with room to spare. */
static const double FARTHEST_DAYS = 365e6;

static int64_t floor_div(int64_t a, int64_t b) {
  return a / b - (a % b < 0);
}

static void split_day_ms(int64_t ms, CivilTime *t) {
  t->hour = (int)(ms / 3600000);
  t->minute = (int)(ms / 60000 % 60);
  t->second = (int)(ms / 1000 % 60);
  t->millisecond = (int)(ms % 1000);
}

/* Howard Hinnant's days-to-civil reckoning: years begin in March, so that the leap day comes last. */
static void split_days(int64_t days, CivilTime *t) {
  const int64_t shifted = days + DAYS_BEFORE_1970;
  const int64_t era = floor_div(shifted, DAYS_PER_ERA);
  const int64_t day_of_era = shifted - era * DAYS_PER_ERA;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_from_march = (5 * day_of_year + 2) / 153;
  t->day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  t->month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  t->year = (int)(year_of_era + era * YEARS_PER_ERA + (t->month <= 2));
}

CivilTime civil_from_wall_ms(int64_t wall_ms) {
  const int64_t seconds = floor_div(wall_ms, 1000);
  const time_t when = (time_t)seconds;
  struct tm local;
  tzset(); /* localtime_r need not look at TZ */
  if (!localtime_r(&when, &local)) return civil_from_days((double)wall_ms / MS_PER_DAY);
  return (CivilTime){.year = local.tm_year + 1900,
                     .month = local.tm_mon + 1,
                     .day = local.tm_mday,
                     .hour = local.tm_hour,
                     .minute = local.tm_min,
                     .second = local.tm_sec,
                     .millisecond = (int)(wall_ms - seconds * 1000),
                     .offset_minutes = (int)(local.tm_gmtoff / 60)};
}

int civil_local_offset_minutes(CivilTime t) {
  struct tm local = {.tm_year = t.year - 1900,
                     .tm_mon = t.month - 1,
                     .tm_mday = t.day,
                     .tm_hour = t.hour,
                     .tm_min = t.minute,
                     .tm_sec = t.second,
                     .tm_isdst = -1};
  mktime(&local); /* a failure leaves tm_gmtoff 0 */
  return (int)(local.tm_gmtoff / 60);
}

int64_t civil_to_days(int year, int month, int day) {
  const int64_t y = month <= 2 ? (int64_t)year - 1 : year;
  const int64_t era = floor_div(y, YEARS_PER_ERA);
  const int64_t year_of_era = y - era * YEARS_PER_ERA;
  const int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DAYS_PER_ERA + day_of_era - DAYS_BEFORE_1970;
}

int civil_weekday(int64_t days) {
  const int since_monday = (int)((days + 3) % 7); /* 1970-01-01 was a Thursday */
  return (since_monday + 7) % 7 + 1;
}

CivilTime civil_from_days(double days) {
  CivilTime t = {0};
  if (isnan(days)) days = 0;
  days = fmin(fmax(days, -FARTHEST_DAYS), FARTHEST_DAYS);
  /* Rounded to milliseconds as a whole, so that 23:59:59.9999 carries over into the next day. */
  const int64_t ms = (int64_t)floor(days) * MS_PER_DAY + llround((days - floor(days)) * MS_PER_DAY);
  const int64_t day = floor_div(ms, MS_PER_DAY);
  split_days(day, &t);
  split_day_ms(ms - day * MS_PER_DAY, &t);
  return t;
}

int64_t civil_day_of_wall_ms(int64_t wall_ms) {
  const CivilTime t = civil_from_wall_ms(wall_ms);
  return civil_to_days(t.year, t.month, t.day);
}

Str civil_day_to_str(Arena *arena, int64_t day) {
  const CivilTime t = civil_from_days((double)day);
  return arena_printf(arena, "%04d-%02d-%02d", t.year, t.month, t.day);
}

Str civil_to_str(Arena *arena, CivilTime t) {
  const int offset = t.offset_minutes < 0 ? -t.offset_minutes : t.offset_minutes;
  return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d.%03d%c%02d:%02d", t.year, t.month, t.day, t.hour, t.minute, t.second,
                      t.millisecond, t.offset_minutes < 0 ? '-' : '+', offset / 60, offset % 60);
}
