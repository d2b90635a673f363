#include "robot_types.h"

enum {
  NEAR = 1,          /* a bound may be excluded: < and > */
  SMALL_TRIES = 3,   /* so many times 0 .. 10, then the kinds below */
  LONGEST_DIGITS = 9 /* of a number of any length */
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

/* What stands for "I don't know" in many forms, and what is counted from. */
static double special(const Draw *draw) {
  static const double numbers[] = {0, 1, 99, 999, -999, 100, -1};
  return numbers[random_below(draw->random, COUNT_OF(numbers))];
}

/* Counts, ages and percentages, heights and weights, years. */
static double usual(const Draw *draw) {
  static const struct { int low, high; } spans[] = {{0, 10}, {0, 10}, {0, 120}, {0, 120}, {0, 1000}, {1900, 2100}};
  size_t i = random_below(draw->random, COUNT_OF(spans));
  return (double)chance_between(draw->random, spans[i].low, spans[i].high);
}

double chance_number(const Draw *draw) {
  bool has_clues = draw->clues.count > 0;
  if (has_clues && chance_percent(draw->random, 60)) return between_clues(draw);
  if (has_clues && chance_percent(draw->random, 40)) return near_a_clue(draw);
  if (draw->attempt < SMALL_TRIES) return (double)chance_between(draw->random, 0, 10);
  if (chance_percent(draw->random, 20)) return special(draw);
  return chance_percent(draw->random, 70) ? usual(draw) : of_any_length(draw);
}
