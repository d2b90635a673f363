#include "robot_types.h"

#include <math.h>

enum { MINUTES_A_DAY = 24 * 60, DAYS_A_YEAR = 365, LIFE_YEARS = 90 };

static double draw_days(const Draw *draw) {
  double today = draw->today_days;
  if (draw->clues.count > 0 && chance_percent(draw->random, 30)) {
    double clue = trunc(draw->clues.items[random_below(draw->random, (uint32_t)draw->clues.count)]);
    if (fabs(clue - today) < (double)LIFE_YEARS * DAYS_A_YEAR) return clue + (double)chance_between(draw->random, -30, 30);
  }
  bool recent = draw->attempt == 0 && chance_percent(draw->random, 60);
  switch (recent ? 0 : random_below(draw->random, 6)) {
  case 0:
    return today - (double)chance_between(draw->random, 0, 30);
  case 1:
    return today - (double)chance_between(draw->random, 0, DAYS_A_YEAR);
  case 2:
    return today - (double)chance_between(draw->random, 0, LIFE_YEARS * DAYS_A_YEAR);
  case 3:
    return today + (double)chance_between(draw->random, 1, 30);
  case 4:
    return today;
  default:
    return today + (double)chance_between(draw->random, 1, 2 * DAYS_A_YEAR);
  }
}

static double draw_minutes(const Draw *draw) {
  return (double)random_below(draw->random, MINUTES_A_DAY) / MINUTES_A_DAY;
}

/* Where a month or a year is asked, the rest of the date is its beginning. */
static Value draw_date(const Draw *draw) {
  double days = draw_days(draw);
  CivilTime t = civil_from_days(days);
  unsigned appearance = draw->question->appearance;
  if (appearance & APPEARANCE_YEAR) t.month = 1;
  if (appearance & (APPEARANCE_YEAR | APPEARANCE_MONTH_YEAR)) days = (double)civil_to_days(t.year, t.month, 1);
  return (Value){.kind = VALUE_DATE, .days = days};
}

static Value draw_time(const Draw *draw) {
  return (Value){.kind = VALUE_TIME, .days = draw_minutes(draw)};
}

static Value draw_datetime(const Draw *draw) {
  return (Value){.kind = VALUE_DATETIME, .days = draw_days(draw) + draw_minutes(draw)};
}

const RobotType robot_date = {.kind = QUESTION_DATE, .draw = draw_date};
const RobotType robot_time = {.kind = QUESTION_TIME, .draw = draw_time};
const RobotType robot_datetime = {.kind = QUESTION_DATETIME, .draw = draw_datetime};
