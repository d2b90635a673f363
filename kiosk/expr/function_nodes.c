/* Functions of several answers: those of a repeat's instances. */
#include "convert.h"
#include "function.h"

#include <math.h>

static Value call_sum(const Evaluation *e, const Node *call) {
  const Values values = eval_values(e, call->first);
  double sum = 0;
  for (size_t i = 0; i < values.count; i++) {
    const Value v = values_at(&values, i);
    if (!value_is_empty(v)) sum += expr_to_number(v);
  }
  return value_number(sum);
}

static Value call_count(const Evaluation *e, const Node *call) {
  if (!gives_nodes(call->first)) return value_number(0);
  return value_number((double)eval_nodes(e, call->first).count);
}

static Value call_count_non_empty(const Evaluation *e, const Node *call) {
  if (!gives_nodes(call->first)) return value_number(0);
  const ExprHost *host = e->host;
  const ExprNodes nodes = eval_nodes(e, call->first);
  size_t count = 0;
  for (size_t i = 0; i < nodes.count; i++) {
    const bool answered = !value_is_empty(host->tree->value(host->context, nodes.items[i]));
    if (answered || host->tree->children(host->context, nodes.items[i], e->arena).count > 0) count++;
  }
  return value_number((double)count);
}

/* One that is no number spoils the whole, as in any sum. */
static double take_best(double best, double x, double (*better)(double, double)) {
  return isnan(x) || isnan(best) ? (double)NAN : better(best, x);
}

/* Of several answers those not given are passed over. */
static Value extreme(const Evaluation *e, const Node *call, double (*better)(double, double)) {
  double best = 0;
  bool any = false;
  for (const Node *node = call->first; node; node = node->next) {
    const Values values = eval_values(e, node);
    for (size_t i = 0; i < values.count; i++) {
      const Value v = values_at(&values, i);
      if (value_is_empty(v) && values.origin != VALUES_OF_ONE) continue;
      const double x = expr_to_number(v);
      best = any ? take_best(best, x, better) : x;
      any = true;
    }
  }
  return value_number(any ? best : (double)NAN);
}

static Value call_min(const Evaluation *e, const Node *call) {
  return extreme(e, call, fmin);
}

static Value call_max(const Evaluation *e, const Node *call) {
  return extreme(e, call, fmax);
}

static Value call_position(const Evaluation *e, const Node *call) {
  const ExprHost *host = e->host;
  if (!argument_given(call, 0)) return value_number(e->in_predicate ? (double)e->position : 1);
  const ExprNodes nodes = eval_nodes(e, call->first);
  return nodes.count > 0 ? value_number(host->tree->position(host->context, nodes.items[0])) : value_number((double)NAN);
}

static Value call_last(const Evaluation *e, const Node *call) {
  (void)call;
  return value_number(e->in_predicate ? (double)e->size : 1);
}

/* SurveyCTO's: the number of the repeat's instance. */
static Value call_index(const Evaluation *e, const Node *call) {
  const ExprHost *host = e->host;
  ExprNode node = host->current;
  if (!host->tree || call->levels_up == 0) return VALUE_NONE;
  for (int level = 0; level < call->levels_up; level++) {
    if (!host->tree->parent(host->context, node, &node)) return VALUE_NONE;
  }
  return value_number(host->tree->position(host->context, node));
}

static bool has_number(const Evaluation *e, ExprNode instance, double number) {
  return e->host->tree->position(e->host->context, instance) == number;
}

/* A number that is not there yet means the first: JavaRosa's rule, for repeats that are just coming to be. The instances of one repeat
 * stand in their order, so that the wanted one is not looked for, but for those of several repeats. */
static bool find_instance(const Evaluation *e, const Node *repeat, const ExprNode *ancestor, ExprNode *out) {
  const double number = fmax(trunc(expr_to_number(eval_node(e, repeat->next))), 1);
  const ExprNodes instances = referred_nodes(e, repeat->reference_ix, ancestor);
  if (number <= (double)instances.count && has_number(e, instances.items[(size_t)number - 1], number)) {
    *out = instances.items[(size_t)number - 1];
    return true;
  }
  for (size_t i = 0; i < instances.count; i++) {
    if (!has_number(e, instances.items[i], number)) continue;
    *out = instances.items[i];
    return true;
  }
  return false;
}

/* check has put the outermost repeat first. */
static Value call_indexed_repeat(const Evaluation *e, const Node *call) {
  const ExprHost *host = e->host;
  const ExprNode *around = NULL;
  ExprNode instance;
  if (!host->tree) return VALUE_NONE;
  for (const Node *repeat = call->first->next; repeat; repeat = repeat->next->next) {
    if (!find_instance(e, repeat, around, &instance)) return VALUE_NONE;
    around = &instance;
  }
  const ExprNodes nodes = referred_nodes(e, call->first->reference_ix, around);
  return nodes.count > 0 ? host->tree->value(host->context, nodes.items[0]) : VALUE_NONE;
}

static const Function functions[] = {
    {.name = "sum", .least_arguments = 1, .most_arguments = 1, .gives_number = true, .call = call_sum},
    {.name = "count", .least_arguments = 1, .most_arguments = 1, .node_arguments = 1, .gives_number = true, .call = call_count},
    {.name = "count-non-empty",
     .least_arguments = 1,
     .most_arguments = 1,
     .node_arguments = 1,
     .gives_number = true,
     .call = call_count_non_empty},
    {.name = "min", .least_arguments = 1, .most_arguments = ARGUMENTS_ANY, .gives_number = true, .call = call_min},
    {.name = "max", .least_arguments = 1, .most_arguments = ARGUMENTS_ANY, .gives_number = true, .call = call_max},
    {.name = "position", .most_arguments = 1, .node_arguments = 1, .varies = true, .gives_number = true, .call = call_position},
    {.name = "last", .varies = true, .gives_number = true, .call = call_last},
    {.name = "index", .varies = true, .gives_number = true, .call = call_index},
    {.name = "indexed-repeat",
     .least_arguments = 3,
     .most_arguments = 7,
     .varies = true,
     .gives_arguments = 1,
     .call = call_indexed_repeat},
};

const FunctionFamily functions_nodes = {functions, COUNT_OF(functions)};
