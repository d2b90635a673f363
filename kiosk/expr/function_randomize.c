/* randomize(): nodes in an order drawn by chance, or in the one that a seed gives, which is the same in all of ODK's programs. */
#include <math.h>

#include "convert.h"
#include "digest.h"
#include "function.h"

/* Park and Miller's minimal standard. */
enum { MULTIPLIER = 16807, MODULUS = 2147483647 };

int64_t expr_seed(Value seed) {
  const double number = expr_to_number(seed);
  if (isinf(number)) return number > 0 ? INT64_MAX : INT64_MIN;
  if (!isnan(number)) return (int64_t)fmod(trunc(number), MODULUS);
  return seed.kind == VALUE_TEXT && seed.text.len > 0 ? digest_of_seed(seed.text) : 0;
}

static int below(int64_t *state, int bound) {
  *state = *state * MULTIPLIER % MODULUS;
  return (int)((double)(*state - 1) / (MODULUS - 1) * bound);
}

/* A shuffle that begins with nothing. */
void expr_randomize(int *items, size_t count, int64_t seed) {
  int64_t state = seed % MODULUS;
  if (state <= 0) state += MODULUS - 1;
  for (size_t i = 0; i < count; i++) {
    const int item = items[i], at = below(&state, (int)i + 1);
    items[i] = items[at];
    items[at] = item;
  }
}

static int64_t seed_of(const Evaluation *e, const Node *call) {
  if (argument_given(call, 1)) return expr_seed(argument(e, call, 1));
  return e->host->random ? random_below(e->host->random, MODULUS - 1) : 0;
}

static ExprNodes randomized_nodes(const Evaluation *e, const Node *call) {
  if (!gives_nodes(call->first)) return (ExprNodes){NULL, 0};
  const ExprNodes nodes = eval_nodes(e, call->first);
  int *order = ARENA_ARRAY(e->arena, int, nodes.count);
  ExprNode *items = ARENA_ARRAY(e->arena, ExprNode, nodes.count);
  for (size_t i = 0; i < nodes.count; i++)
    order[i] = (int)i;
  expr_randomize(order, nodes.count, seed_of(e, call));
  for (size_t i = 0; i < nodes.count; i++)
    items[i] = nodes.items[order[i]];
  return (ExprNodes){items, nodes.count};
}

/* As of any nodes, the first one's. */
static Value call_randomize(const Evaluation *e, const Node *call) {
  if (!e->host || !e->host->tree) return VALUE_NONE;
  const ExprNodes nodes = randomized_nodes(e, call);
  return nodes.count > 0 ? e->host->tree->value(e->host->context, nodes.items[0]) : VALUE_NONE;
}

static const Function functions[] = {{.name = "randomize",
                                      .least_arguments = 1,
                                      .most_arguments = 2,
                                      .node_arguments = 1,
                                      .varies = true,
                                      .call = call_randomize,
                                      .nodes = randomized_nodes}};

const FunctionFamily functions_randomize = {functions, COUNT_OF(functions)};
