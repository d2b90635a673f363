/* SurveyCTO's functions of those instances of a repeat that meet a condition, which is the last argument and seen from each in turn. */
#include <math.h>

#include "convert.h"
#include "function.h"

static bool meets(const Evaluation *e, const Node *condition, ExprNode node) {
  ExprHost host = *e->host;
  Evaluation inner = *e;
  host.node = host.current = node;
  inner.host = &host;
  return eval_boolean(&inner, condition);
}

/* Of the nodes of an argument those that meet the condition behind it. */
static ExprNodes chosen_nodes(const Evaluation *e, const Node *argument) {
  if (!gives_nodes(argument) || !e->host->tree) return (ExprNodes){NULL, 0};
  const ExprNodes all = eval_nodes(e, argument);
  ExprNode *items = ARENA_ARRAY(e->arena, ExprNode, all.count);
  size_t count = 0;
  for (size_t i = 0; i < all.count && may_visit(e); i++) {
    if (meets(e, argument->next, all.items[i])) items[count++] = all.items[i];
  }
  return (ExprNodes){items, count};
}

static Value value_at(const Evaluation *e, ExprNodes nodes, size_t ix) {
  return e->host->tree->value(e->host->context, nodes.items[ix]);
}

static Value call_count_if(const Evaluation *e, const Node *call) {
  return value_number((double)chosen_nodes(e, call->first).count);
}

static Value call_sum_if(const Evaluation *e, const Node *call) {
  const ExprNodes nodes = chosen_nodes(e, call->first);
  double sum = 0;
  for (size_t i = 0; i < nodes.count; i++) {
    const Value v = value_at(e, nodes, i);
    if (!value_is_empty(v)) sum += expr_to_number(v);
  }
  return value_number(sum);
}

/* Of none nothing; answers not given are passed over. */
static Value extreme_if(const Evaluation *e, const Node *call, double (*better)(double, double)) {
  const ExprNodes nodes = chosen_nodes(e, call->first);
  Value best = VALUE_NONE;
  for (size_t i = 0; i < nodes.count; i++) {
    const Value v = value_at(e, nodes, i);
    if (value_is_empty(v)) continue;
    const double x = expr_to_number(v);
    best = value_number(value_is_empty(best) ? x : better(best.number, x));
  }
  return best;
}

static Value call_min_if(const Evaluation *e, const Node *call) {
  return extreme_if(e, call, fmin);
}

static Value call_max_if(const Evaluation *e, const Node *call) {
  return extreme_if(e, call, fmax);
}

static Value call_join_if(const Evaluation *e, const Node *call) {
  const Str separator = argument_str(e, call, 0);
  const ExprNodes nodes = chosen_nodes(e, call->first->next);
  Buffer buffer = buffer_new(e->arena);
  Sink sink = sink_to_buffer(&buffer);
  for (size_t i = 0; i < nodes.count; i++) {
    if (i > 0) sink_str(&sink, separator);
    sink_str(&sink, convert_to_str(e->arena, value_at(e, nodes, i)));
  }
  return value_text(buffer_view(&buffer));
}

#define AMONG(function_name, function, number)                                                                                     \
  {                                                                                                                                \
    .name = (function_name), .least_arguments = 2, .most_arguments = 2, .node_arguments = 1, .varies = true, .of_each = true,      \
    .gives_number = (number), .call = (function)                                                                                   \
  }

static const Function functions[] = {
    AMONG("count-if", call_count_if, true),
    AMONG("sum-if", call_sum_if, true),
    AMONG("min-if", call_min_if, true),
    AMONG("max-if", call_max_if, true),
    {.name = "join-if",
     .least_arguments = 3,
     .most_arguments = 3,
     .node_arguments = 1 << 1,
     .varies = true,
     .of_each = true,
     .call = call_join_if},
};

const FunctionFamily functions_among = {functions, COUNT_OF(functions)};
