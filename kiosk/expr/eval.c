#include "convert.h"
#include "function.h"
#include "operate.h"
#include "path.h"

/* All links of a chain are of one rank, and or and and have a rank each. */
static Value eval_junction(const Evaluation *e, const Node *chain, bool decided_by) {
  for (const Node *operand = chain->first; operand; operand = operand->next) {
    if (eval_boolean(e, operand) == decided_by) return value_boolean(decided_by);
  }
  return value_boolean(!decided_by);
}

static Value eval_comparisons(const Evaluation *e, const Node *chain) {
  Values left = eval_values(e, chain->first);
  for (const Node *operand = chain->first->next; operand; operand = operand->next) {
    const Values right = eval_values(e, operand);
    left = (Values){.one = value_boolean(compare(e, operand->op, &left, &right)), .count = 1};
  }
  return left.one;
}

static Value eval_chain(const Evaluation *e, const Node *chain) {
  const Node *operand = chain->first->next;
  if (operand->op == OP_OR) return eval_junction(e, chain, true);
  if (operand->op == OP_AND) return eval_junction(e, chain, false);
  if (operand->op < OP_ADD) return eval_comparisons(e, chain);
  Value value = eval_node(e, chain->first);
  for (; operand; operand = operand->next)
    value = operate(operand->op, value, eval_node(e, operand));
  return value;
}

static Value value_of(const Evaluation *e, ExprNodes nodes) {
  return nodes.count > 0 ? e->host->tree->value(e->host->context, nodes.items[0]) : VALUE_NONE;
}

/* The question asks for an answer far more often than for answers: then the host need not gather nodes. */
static Value eval_reference(const Evaluation *e, const Node *node) {
  const ExprHost *host = e->host;
  if (node->plural && host->tree) return value_of(e, eval_nodes(e, node));
  return host->reference ? host->reference(host->context, node->reference_ix) : VALUE_NONE;
}

static Value eval_self(const Evaluation *e) {
  const ExprHost *host = e->host;
  if (e->in_predicate) return host->tree->value(host->context, e->node);
  return host->self ? host->self(host->context) : VALUE_NONE;
}

static Value eval_negation(const Evaluation *e, const Node *node) {
  const double number = convert_to_number(eval_node(e, node->first));
  return value_number(node->odd ? -number : number);
}

Value eval_node(const Evaluation *e, const Node *node) {
  switch (node->kind) {
  case NODE_NUMBER:
    return value_number(node->number);
  case NODE_TEXT:
    return value_text(node->text);
  case NODE_REFERENCE:
    return eval_reference(e, node);
  case NODE_SELF:
    return eval_self(e);
  case NODE_PATH:
    return value_of(e, path_nodes(e, node->path));
  case NODE_NEGATE:
    return eval_negation(e, node);
  case NODE_CHAIN:
    return eval_chain(e, node);
  case NODE_CALL:
    return node->function->call(e, node);
  case NODE_KIND_COUNT:
    break;
  }
  BUG("a node of no kind");
}

/* A path is true when it comes to anything, a reference when it is answered. */
bool eval_boolean(const Evaluation *e, const Node *node) {
  return node->kind == NODE_PATH ? path_nodes(e, node->path).count > 0 : expr_to_boolean(eval_node(e, node));
}

bool argument_given(const Node *call, size_t ix) {
  return ix < call->child_count;
}

const Node *argument_node(const Node *call, size_t ix) {
  const Node *child = call->first;
  while (ix-- > 0)
    child = child->next;
  return child;
}

Value argument(const Evaluation *e, const Node *call, size_t ix) {
  return eval_node(e, argument_node(call, ix));
}

Str argument_str(const Evaluation *e, const Node *call, size_t ix) {
  return convert_to_str(e->arena, argument(e, call, ix));
}

double argument_number(const Evaluation *e, const Node *call, size_t ix) {
  return expr_to_number(argument(e, call, ix));
}

bool argument_boolean(const Evaluation *e, const Node *call, size_t ix) {
  return eval_boolean(e, argument_node(call, ix));
}
