#include "robot_types.h"

#include <math.h>

enum {
  NEAR = 1,          /* a bound may be excluded: < and > */
  SMALL_TRIES = 3,   /* so many times 0 .. 10, then one kind after the other */
  KINDS = 7,         /* of numbers, that take turns */
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

typedef struct Span {
  double low, high;
} Span;

/* Between two that stand beside each other, as in (. >= 50 and . <= 250) or . = 999; of one alone, up to it or as far again. Those that
 * the constraint names are the likelier ones. */
static Span between_clues(const Draw *draw) {
  bool of_constraint = draw->clues.bound_count > 0 && chance_percent(draw->random, 70);
  size_t count = of_constraint ? draw->clues.bound_count : draw->clues.count;
  size_t at = count > 1 ? random_below(draw->random, (uint32_t)count - 1) : 0;
  double a = draw->clues.items[at], b = count > 1 ? draw->clues.items[at + 1] : a;
  Span span = {.low = a < b ? a : b, .high = a < b ? b : a};
  if (count == 1 && chance_percent(draw->random, 30)) span.high = 2 * fabs(span.low);
  if (span.low == span.high && span.low > 0) span.low = 0;
  return span;
}

static double whole_between_clues(const Draw *draw) {
  Span span = between_clues(draw);
  return (double)chance_between(draw->random, (int64_t)whole_limited(span.low), (int64_t)whole_limited(span.high));
}

static double of_any_length(const Draw *draw) {
  static const int64_t powers[LONGEST_DIGITS + 1] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
  int digits = (int)chance_between(draw->random, 1, LONGEST_DIGITS);
  double number = (double)chance_between(draw->random, powers[digits - 1], powers[digits] - 1);
  return chance_percent(draw->random, 10) ? -number : number;
}

static double between(const Draw *draw, int low, int high) {
  return (double)chance_between(draw->random, low, high);
}

/* What comes round in a hundred tries: each number up to ten, each that stands for "I don't know" or is counted from, ... */
static double in_turn(const Draw *draw) {
  static const double specials[] = {0, 1, 99, 999, -999, 100, -1, -99, 98};
  size_t round = (size_t)draw->attempt / KINDS;
  switch (draw->attempt % KINDS) {
  case 0:
    return (double)(round % 11);
  case 1:
    return specials[round % COUNT_OF(specials)];
  case 2: /* ages and percentages */
  case 3:
    return between(draw, 0, 120);
  case 4: /* heights and weights */
    return between(draw, 0, 1000);
  case 5: /* years */
    return between(draw, 1900, 2050);
  default:
    return of_any_length(draw);
  }
}

double chance_number(const Draw *draw) {
  bool has_clues = draw->clues.count > 0;
  if (has_clues && draw->attempt % 2 == 0) return chance_percent(draw->random, 70) ? whole_between_clues(draw) : near_a_clue(draw);
  return draw->attempt < SMALL_TRIES ? between(draw, 0, 10) : in_turn(draw);
}

double chance_fraction(const Draw *draw) {
  Span span = draw->clues.count > 0 && draw->attempt % 2 == 0 ? between_clues(draw) : (Span){0, 1};
  return span.low + (span.high - span.low) * (double)chance_between(draw->random, 1, 99) / 100;
}

bool chance_match(const Draw *draw, Str *out) {
  enum { ROUND = 4 };
  bool wanted = draw->attempt % ROUND != 0 && draw->question->constraint;
  if (!wanted || !expr_draw_match(draw->question->constraint, draw->random, draw->arena, out)) return false;
  *out = str_trim(*out); /* as a screen hands it over */
  return out->len > 0;
}
