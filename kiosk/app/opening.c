#include "opening.h"

enum {
  MS_PER_MINUTE = 60000,
  MS_PER_DAY = 86400000,
  LOOK_AGAIN_MS = 3600000 /* the wall clock may be set, and a sleeping machine counts no time: not trusted for longer than this */
};

/* A moment of the local clock on the wall clock. One that summer time passes over, or that comes twice, is near enough: whoever wakes
 * at it looks at the clock. */
static int64_t wall_ms_at(int64_t day, int minute) {
  CivilTime t = civil_from_days((double)day + minute / (double)HOURS_DAY_END);
  return day * MS_PER_DAY + (minute - civil_local_offset_minutes(t)) * (int64_t)MS_PER_MINUTE;
}

static int64_t wait_ms(const HoursState *state, int64_t wall_ms) {
  int64_t left = state->changes ? wall_ms_at(state->change_day, state->change_minute) - wall_ms : LOOK_AGAIN_MS;
  if (left <= 0) return MS_PER_MINUTE; /* in the hour that is told twice */
  return left < LOOK_AGAIN_MS ? left : LOOK_AGAIN_MS;
}

static void tell_opening(Opening *opening, CivilTime now) {
  const HoursState *state = &opening->state;
  bool tells = !state->open && state->changes;
  CivilTime day = civil_from_days((double)state->change_day);
  opening->opens_weekday = tells ? civil_weekday(state->change_day) : 0;
  opening->opens_minute = tells ? state->change_minute : 0;
  opening->opens_in_days = tells ? (int)(state->change_day - civil_to_days(now.year, now.month, now.day)) : 0;
  opening->opens_month = tells ? day.month : 0;
  opening->opens_day = tells ? day.day : 0;
}

bool opening_says_the_same(const Opening *a, const Opening *b) {
  return a->opens_weekday == b->opens_weekday && a->opens_minute == b->opens_minute && a->opens_in_days == b->opens_in_days;
}

void opening_look(Opening *opening) {
  if (opening->hours == NULL || !opening->hours->given) {
    opening->state = (HoursState){.open = true};
    opening->look_at_ms = INT64_MAX;
    return;
  }
  int64_t wall_ms = opening->clock->wall_ms(opening->clock);
  CivilTime now = civil_from_wall_ms(wall_ms);
  opening->state = hours_at(opening->hours, now);
  opening->look_at_ms = opening->clock->monotonic_ms(opening->clock) + wait_ms(&opening->state, wall_ms);
  tell_opening(opening, now);
}

Opening opening_start(const Hours *hours, const Clock *clock) {
  Opening opening = {.hours = hours, .clock = clock};
  opening_look(&opening);
  return opening;
}
