#include "robot_types.h"

#include <math.h>

static const double most_steps = 1e6;

static Value draw_range(const Draw *draw) {
  Range range = draw->question->range;
  double steps = floor((range.end - range.start) / range.step + 1e-9);
  if (!(steps >= 0)) return value_number(range.start);
  if (steps > most_steps) steps = most_steps;
  return value_number(range.start + (double)random_below(draw->random, (uint32_t)steps + 1) * range.step);
}

static Value draw_integer(const Draw *draw) {
  return value_number(trunc(chance_number(draw)));
}

static Value draw_decimal(const Draw *draw) {
  double whole = chance_number(draw), fraction = (double)chance_between(draw->random, 1, 99) / 100;
  if (chance_percent(draw->random, 40)) return value_number(whole);
  return value_number(chance_percent(draw->random, 50) ? whole + fraction : fraction);
}

const RobotType robot_range = {.kind = QUESTION_RANGE, .draw = draw_range};
const RobotType robot_integer = {.kind = QUESTION_INTEGER, .draw = draw_integer};
const RobotType robot_decimal = {.kind = QUESTION_DECIMAL, .draw = draw_decimal};
