#include "hours.h"

enum { LOOK_AHEAD_DAYS = 400, MOMENTS_MAX = 2 * HOURS_SPANS_MAX + 1 };

static const HoursDay *plan_of(const Hours *hours, int64_t day) {
  return &hours->week[civil_weekday(day) - 1];
}

static bool is_closed_day(const Hours *hours, int64_t day) {
  for (size_t i = 0; i < hours->closed_count; i++)
    if (day >= hours->closed[i].first_day && day <= hours->closed[i].last_day) return true;
  return false;
}

static bool is_open(const Hours *hours, int64_t day, int minute) {
  if (is_closed_day(hours, day)) return false;
  const HoursDay *plan = plan_of(hours, day);
  for (size_t i = 0; i < plan->count; i++)
    if (minute >= plan->spans[i].from && minute < plan->spans[i].to) return true;
  return false;
}

/* The minutes of a day at which anything may begin or end. What ends with the day ends at the first minute of the next. */
static size_t moments_of(const Hours *hours, int64_t day, int out[MOMENTS_MAX]) {
  const HoursDay *plan = plan_of(hours, day);
  size_t count = 0;
  out[count++] = 0;
  for (size_t i = 0; i < plan->count; i++) {
    out[count++] = plan->spans[i].from;
    if (plan->spans[i].to < HOURS_DAY_END) out[count++] = plan->spans[i].to;
  }
  return count;
}

/* The first minute of the day beyond `after` at which it is not as it is now; -1: none. */
static int find_change(const Hours *hours, int64_t day, int after, bool open) {
  int moments[MOMENTS_MAX], first = -1;
  size_t count = moments_of(hours, day, moments);
  for (size_t i = 0; i < count; i++) {
    bool sooner = moments[i] > after && (first < 0 || moments[i] < first);
    if (sooner && is_open(hours, day, moments[i]) != open) first = moments[i];
  }
  return first;
}

HoursState hours_at(const Hours *hours, CivilTime now) {
  if (!hours->given) return (HoursState){.open = true};
  int64_t today = civil_to_days(now.year, now.month, now.day);
  int minute = now.hour * 60 + now.minute;
  HoursState state = {.open = is_open(hours, today, minute)};
  for (int64_t day = today; day < today + LOOK_AHEAD_DAYS && !state.changes; day++) {
    int change = find_change(hours, day, day == today ? minute : -1, state.open);
    state.changes = change >= 0;
    state.change_day = day;
    state.change_minute = change;
  }
  return state;
}
