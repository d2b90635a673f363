#include "function.h"

#include <math.h>

enum { PLACES_MAX = 300 }; /* beyond this ten to that power leaves the range of a double */

static double bounded(double x, double least, double most) {
  return fmin(fmax(x, least), most);
}

/* Half goes up, -0.5 too: JavaRosa's reading. */
static double round_half_up(double x) {
  return floor(x + 0.5);
}

static double round_to_places(double x, double places) {
  if (isnan(x) || isnan(places) || isinf(x)) return isnan(places) ? (double)NAN : x;
  const double factor = pow(10, fabs(trunc(bounded(places, -PLACES_MAX, PLACES_MAX))));
  if (places <= -1) return round_half_up(x / factor) * factor;
  return isinf(x * factor) ? x : round_half_up(x * factor) / factor;
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

/* One that is no number spoils the whole, as in any sum. */
static Value extreme(const Evaluation *e, const Node *call, double (*better)(double, double)) {
  double best = argument_number(e, call, 0);
  for (const Node *node = call->first->next; node; node = node->next) {
    const double x = expr_to_number(eval_node(e, node));
    best = isnan(x) || isnan(best) ? (double)NAN : better(best, x);
  }
  return value_number(best);
}

static Value call_min(const Evaluation *e, const Node *call) {
  return extreme(e, call, fmin);
}

static Value call_max(const Evaluation *e, const Node *call) {
  return extreme(e, call, fmax);
}

static Value call_random(const Evaluation *e, const Node *call) {
  (void)call;
  if (!e->host->random) return VALUE_NONE;
  uint64_t bits;
  e->host->random->fill(e->host->random->context, &bits, sizeof bits);
  return value_number((double)(bits >> 11) * 0x1p-53); /* as many bits as a double holds: never 1 */
}

static const Function functions[] = {
    {.name = "number", .least_arguments = 1, .most_arguments = 1, .call = call_math, .math = identity},
    {.name = "int", .least_arguments = 1, .most_arguments = 1, .call = call_math, .math = trunc},
    {.name = "floor", .least_arguments = 1, .most_arguments = 1, .call = call_math, .math = floor},
    {.name = "ceiling", .least_arguments = 1, .most_arguments = 1, .call = call_math, .math = ceil},
    {.name = "abs", .least_arguments = 1, .most_arguments = 1, .call = call_math, .math = fabs},
    {.name = "sqrt", .least_arguments = 1, .most_arguments = 1, .call = call_math, .math = sqrt},
    {.name = "round", .least_arguments = 1, .most_arguments = 2, .call = call_round},
    {.name = "pow", .least_arguments = 2, .most_arguments = 2, .call = call_pow},
    {.name = "min", .least_arguments = 1, .most_arguments = ARGUMENTS_ANY, .call = call_min},
    {.name = "max", .least_arguments = 1, .most_arguments = ARGUMENTS_ANY, .call = call_max},
    {.name = "random", .varies = true, .call = call_random},
};

const FunctionFamily functions_math = {functions, COUNT_OF(functions)};
