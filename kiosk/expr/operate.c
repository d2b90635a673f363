#include "operate.h"

#include "convert.h"

#include <math.h>

static bool numbers_equal(double a, double b) {
  return a == b || fabs(a - b) < NUMBER_TOLERANCE;
}

/* XPath's rule: as booleans if one is a boolean, else as numbers if one is a number, else as text. Dates are a kind of their own
 * here: 2026-11-21 is midnight of that day. */
static bool values_equal(Arena *arena, Value a, Value b) {
  double a_days, b_days;
  if (a.kind == VALUE_BOOLEAN || b.kind == VALUE_BOOLEAN) return expr_to_boolean(a) == expr_to_boolean(b);
  if (a.kind == VALUE_NUMBER || b.kind == VALUE_NUMBER) return numbers_equal(expr_to_number(a), expr_to_number(b));
  if ((convert_is_moment(a) || convert_is_moment(b)) && convert_to_moment(a, &a_days) && convert_to_moment(b, &b_days)) {
    return numbers_equal(a_days, b_days);
  }
  return str_equal(convert_to_str(arena, a), convert_to_str(arena, b));
}

static Value compare(Operator op, double a, double b) {
  switch (op) {
  case OP_LESS:
    return value_boolean(a < b);
  case OP_LESS_EQUAL:
    return value_boolean(a <= b);
  case OP_GREATER:
    return value_boolean(a > b);
  default:
    return value_boolean(a >= b);
  }
}

static double reckon(Operator op, double a, double b) {
  switch (op) {
  case OP_ADD:
    return a + b;
  case OP_SUBTRACT:
    return a - b;
  case OP_MULTIPLY:
    return a * b;
  case OP_DIVIDE:
    return a / b;
  default:
    return fmod(a, b);
  }
}

Value operate(Arena *arena, Operator op, Value a, Value b) {
  if (op == OP_EQUAL || op == OP_UNEQUAL) return value_boolean(values_equal(arena, a, b) == (op == OP_EQUAL));
  const double x = expr_to_number(a), y = expr_to_number(b);
  return op >= OP_ADD ? value_number(reckon(op, x, y)) : compare(op, x, y);
}
