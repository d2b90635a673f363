#include "convert.h"
#include "function.h"

#include <math.h>
#include <string.h>

enum { PLACES_MAX = 300 }; /* beyond this ten to that power leaves the range of a double */

static double bounded(double x, double least, double most) {
  return fmin(fmax(x, least), most);
}

static double round_half_up(double x) {
  return floor(x + 0.5);
}

/* The nearest whole number to x times factor; of two, the even one. The product is looked at with what its own rounding took away:
 * 12345.15 is a little less than it says, and ten times that no half. */
static double scaled_half_even(double x, double factor) {
  const double product = x * factor, rest = fma(x, factor, -product), lower = floor(product);
  if (product - lower < 0.5 || product - lower > 0.5 || rest < 0) return product - lower > 0.5 ? lower + 1 : lower;
  return rest > 0 || fmod(lower, 2) != 0 ? lower + 1 : lower;
}

/* A half goes up, as taught at school, but -0.5 to 0 and -1.5 to -2: where JavaRosa and Enketo differ, each is right about some. */
static double round_to_places(double x, double places) {
  if (isnan(x) || isnan(places) || isinf(x)) return isnan(places) ? (double)NAN : x;
  const double factor = pow(10, fabs(trunc(bounded(places, -PLACES_MAX, PLACES_MAX))));
  if (places <= -1) return round_half_up(x / factor) * factor;
  if (isinf(x * factor)) return x;
  return (x < 0 ? scaled_half_even(x, factor) : round_half_up(x * factor)) / factor;
}

static Value call_math(const Evaluation *e, const Node *call) {
  return value_number(call->function->math(argument_number(e, call, 0)));
}

static double identity(double x) {
  return x;
}

static Value call_round(const Evaluation *e, const Node *call) {
  const double places = argument_given(call, 1) ? argument_number(e, call, 1) : 0;
  return value_number(round_to_places(argument_number(e, call, 0), places));
}

static Value call_pow(const Evaluation *e, const Node *call) {
  return value_number(pow(argument_number(e, call, 0), argument_number(e, call, 1)));
}

static Value call_atan2(const Evaluation *e, const Node *call) {
  return value_number(atan2(argument_number(e, call, 0), argument_number(e, call, 1)));
}

static Value call_pi(const Evaluation *e, const Node *call) {
  (void)e;
  (void)call;
  return value_number(acos(-1));
}

static double exp10_of(double x) {
  return pow(10, x);
}

/* Very small numbers come with an exponent from other programs; number() knows none. */
static Value call_int(const Evaluation *e, const Node *call) {
  const Value v = argument(e, call, 0);
  double number = expr_to_number(v);
  const bool is_small = v.kind == VALUE_TEXT && memchr(v.text.ptr, '-', v.text.len) && convert_number_literal(v.text, &number);
  return value_number(is_small ? trunc(number) : trunc(expr_to_number(v)));
}

static Value call_random(const Evaluation *e, const Node *call) {
  (void)call;
  if (!e->host->random) return VALUE_NONE;
  uint64_t bits;
  e->host->random->fill(e->host->random->context, &bits, sizeof bits);
  return value_number((double)(bits >> 11) * 0x1p-53); /* as many bits as a double holds: never 1 */
}

static const char GUID_LETTERS[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
enum { GUID_LENGTH_MAX = 256 };

static Value guid(const Evaluation *e, double length) {
  char text[GUID_LENGTH_MAX];
  const size_t count = (size_t)bounded(isnan(length) ? 0 : length, 0, GUID_LENGTH_MAX);
  for (size_t i = 0; i < count; i++)
    text[i] = GUID_LETTERS[random_below(e->host->random, sizeof GUID_LETTERS - 1)];
  return value_text(arena_str(e->arena, (Str){text, count}));
}

/* RFC 4122, version 4; with an argument so many letters and digits. */
static Value call_uuid(const Evaluation *e, const Node *call) {
  unsigned char b[16];
  if (!e->host->random) return VALUE_NONE;
  if (argument_given(call, 0)) return guid(e, argument_number(e, call, 0));
  e->host->random->fill(e->host->random->context, b, sizeof b);
  b[6] = (unsigned char)((b[6] & 0x0F) | 0x40);
  b[8] = (unsigned char)((b[8] & 0x3F) | 0x80);
  return value_text(arena_printf(e->arena, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2],
                                 b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]));
}

#define MATH(function_name, of_library)                                                                                            \
  {                                                                                                                                \
    .name = (function_name), .least_arguments = 1, .most_arguments = 1, .gives_number = true, .call = call_math,                   \
    .math = (of_library)                                                                                                           \
  }

static const Function functions[] = {
    {.name = "number",
     .least_arguments = 1,
     .most_arguments = 1,
     .about_self = true,
     .gives_number = true,
     .call = call_math,
     .math = identity},
    {.name = "int", .least_arguments = 1, .most_arguments = 1, .gives_number = true, .call = call_int},
    MATH("floor", floor),
    MATH("ceiling", ceil),
    MATH("abs", fabs),
    MATH("sqrt", sqrt),
    MATH("exp", exp),
    MATH("exp10", exp10_of),
    MATH("log", log),
    MATH("log10", log10),
    MATH("sin", sin),
    MATH("cos", cos),
    MATH("tan", tan),
    MATH("asin", asin),
    MATH("acos", acos),
    MATH("atan", atan),
    {.name = "atan2", .least_arguments = 2, .most_arguments = 2, .gives_number = true, .call = call_atan2},
    {.name = "pi", .gives_number = true, .call = call_pi},
    {.name = "pow", .least_arguments = 2, .most_arguments = 2, .gives_number = true, .call = call_pow},
    {.name = "round", .least_arguments = 1, .most_arguments = 2, .gives_number = true, .call = call_round},
    {.name = "random", .varies = true, .gives_number = true, .call = call_random},
    {.name = "uuid", .most_arguments = 1, .varies = true, .call = call_uuid},
};

const FunctionFamily functions_math = {functions, COUNT_OF(functions)};
