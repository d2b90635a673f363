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
  if (a.kind == VALUE_NUMBER || b.kind == VALUE_NUMBER) return numbers_equal(convert_to_number(a), convert_to_number(b));
  if ((convert_is_moment(a) || convert_is_moment(b)) && convert_to_moment(a, &a_days) && convert_to_moment(b, &b_days)) {
    return numbers_equal(a_days, b_days);
  }
  return str_equal(convert_to_str(arena, a), convert_to_str(arena, b));
}

static bool compare_values(Arena *arena, Operator op, Value a, Value b) {
  switch (op) {
  case OP_EQUAL:
    return values_equal(arena, a, b);
  case OP_UNEQUAL:
    return !values_equal(arena, a, b);
  case OP_LESS:
    return convert_to_number(a) < convert_to_number(b);
  case OP_LESS_EQUAL:
    return convert_to_number(a) <= convert_to_number(b);
  case OP_GREATER:
    return convert_to_number(a) > convert_to_number(b);
  default:
    return convert_to_number(a) >= convert_to_number(b);
  }
}

Value operate(Operator op, Value a, Value b) {
  const double x = convert_to_number(a), y = convert_to_number(b);
  switch (op) {
  case OP_ADD:
    return value_number(x + y);
  case OP_SUBTRACT:
    return value_number(x - y);
  case OP_MULTIPLY:
    return value_number(x * y);
  case OP_DIVIDE:
    return value_number(x / y);
  default:
    return value_number(fmod(x, y));
  }
}

static bool is_boolean(const Values *values) {
  return values->origin == VALUES_OF_ONE && values->one.kind == VALUE_BOOLEAN;
}

static bool is_path(const Values *values) {
  return values->origin == VALUES_OF_PATH || values->origin == VALUES_OF_STAR;
}

/* What is not there reads as an answer that is not given: JavaRosa's rule for names. What * comes to is a set in earnest. */
static Values or_empty(const Values *values) {
  if (values->count > 0 || values->origin == VALUES_OF_STAR) return *values;
  return (Values){.origin = VALUES_OF_ONE, .count = 1};
}

/* Of several, it is enough that one is so: XPath's rule. */
bool compare(const Evaluation *e, Operator op, const Values *a, const Values *b) {
  const bool of_equality = op == OP_EQUAL || op == OP_UNEQUAL;
  if (of_equality && is_path(a) && is_boolean(b)) return ((a->count > 0) == b->one.boolean) == (op == OP_EQUAL);
  if (of_equality && is_boolean(a) && is_path(b)) return ((b->count > 0) == a->one.boolean) == (op == OP_EQUAL);
  const Values left = or_empty(a), right = or_empty(b);
  const bool many = left.count > 1 && right.count > 1;
  for (size_t i = 0; i < left.count; i++) {
    for (size_t j = 0; j < right.count; j++) {
      if (many && !may_visit(e)) return false;
      if (compare_values(e->arena, op, values_at(&left, i), values_at(&right, j))) return true;
    }
  }
  return false;
}
