#include "robot_types.h"

enum {
  NEAR = 1,          /* a bound may be excluded: < and > */
  SMALL_TRIES = 3,   /* 0 .. 10 first, ... */
  AGE_TRIES = 8,     /* ... then what ages and percentages are, ... */
  SIZE_TRIES = 16,   /* ... then what heights and weights are, ... */
  LONGEST_DIGITS = 9 /* ... then a number of any length up to this */
};

int64_t chance_between(const Random *random, int64_t low, int64_t high) {
  BUG_UNLESS(low <= high && high - low < UINT32_MAX);
  return low + (int64_t)random_below(random, (uint32_t)(high - low + 1));
}

bool chance_percent(const Random *random, uint32_t percent) {
  return random_below(random, 100) < percent;
}

static double near_a_clue(const Draw *draw) {
  double clue = draw->clues.items[random_below(draw->random, (uint32_t)draw->clues.count)];
  return clue + (double)chance_between(draw->random, -NEAR, NEAR);
}

static double whole_limited(double number) {
  const double limit = 1e9;
  return number < -limit ? -limit : number > limit ? limit : (double)(int64_t)number;
}

static double between_clues(const Draw *draw) {
  double low = draw->clues.items[0], high = low;
  for (size_t i = 1; i < draw->clues.count; i++) {
    if (draw->clues.items[i] < low) low = draw->clues.items[i];
    if (draw->clues.items[i] > high) high = draw->clues.items[i];
  }
  if (draw->clues.count == 1) low = low > 0 ? 0 : low;
  return (double)chance_between(draw->random, (int64_t)whole_limited(low), (int64_t)whole_limited(high));
}

static double of_any_length(const Draw *draw) {
  static const int64_t powers[LONGEST_DIGITS + 1] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
  int digits = (int)chance_between(draw->random, 1, LONGEST_DIGITS);
  double number = (double)chance_between(draw->random, powers[digits - 1], powers[digits] - 1);
  return chance_percent(draw->random, 10) ? -number : number;
}

double chance_number(const Draw *draw) {
  bool has_clues = draw->clues.count > 0;
  if (has_clues && chance_percent(draw->random, 70)) return between_clues(draw);
  if (has_clues && chance_percent(draw->random, 50)) return near_a_clue(draw);
  if (draw->attempt < SMALL_TRIES) return (double)chance_between(draw->random, 0, 10);
  if (draw->attempt < AGE_TRIES) return (double)chance_between(draw->random, 0, 120);
  if (draw->attempt < SIZE_TRIES) return (double)chance_between(draw->random, 0, 1000);
  if (chance_percent(draw->random, 20)) return (double)chance_between(draw->random, 1900, 2100);
  return of_any_length(draw);
}
