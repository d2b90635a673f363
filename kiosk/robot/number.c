#include "robot_types.h"

#include <math.h>

static const double most_steps = 1e6;
/* Decimals that a number may have, and up to where: no more than fifteen digits, which are written as they were meant. */
static const double decimals = 1e6, most_with_decimals = 1e9;
/* The same for a step of a range. */
static const double step_decimals = 1e9, most_with_step_decimals = 1e6;

static double rounded(double number, double parts, double most) {
  return fabs(number) < most ? round(number * parts) / parts : number;
}

static Value draw_range(const Draw *draw) {
  Range range = draw->question->range;
  double steps = floor((range.end - range.start) / range.step + 1e-9);
  if (!(steps >= 0)) return value_number(range.start);
  if (steps > most_steps) steps = most_steps;
  double number = range.start + (double)random_below(draw->random, (uint32_t)steps + 1) * range.step;
  return value_number(rounded(number, step_decimals, most_with_step_decimals));
}

/* Of no more digits than are kept. */
static bool draw_matching(const Draw *draw, double *out) {
  enum { DIGITS_MAX = 15 };
  Str match;
  return chance_match(draw, &match) && match.len <= DIGITS_MAX && str_to_double(match, out);
}

static Value draw_integer(const Draw *draw) {
  double number;
  return value_number(trunc(draw_matching(draw, &number) ? number : chance_number(draw)));
}

static Value draw_decimal(const Draw *draw) {
  double matching;
  if (draw_matching(draw, &matching)) return value_number(rounded(matching, decimals, most_with_decimals));
  double number = chance_percent(draw->random, 30) ? chance_fraction(draw) : chance_number(draw);
  if (chance_percent(draw->random, 40)) number += (double)chance_between(draw->random, 1, 99) / 100;
  return value_number(rounded(number, decimals, most_with_decimals));
}

const RobotType robot_range = {.kind = QUESTION_RANGE, .draw = draw_range, .stays = true};
const RobotType robot_integer = {.kind = QUESTION_INTEGER, .draw = draw_integer};
const RobotType robot_decimal = {.kind = QUESTION_DECIMAL, .draw = draw_decimal};
