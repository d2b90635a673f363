#include "convert.h"
#include "function.h"
#include "operate.h"

static const Node *child_at(const Node *node, size_t ix) {
  const Node *child = node->first;
  while (ix-- > 0)
    child = child->next;
  return child;
}

/* All links of a chain are of one rank, and or and and have a rank each. */
static Value eval_junction(const Evaluation *e, const Node *chain, bool decided_by) {
  for (const Node *operand = chain->first; operand; operand = operand->next) {
    if (expr_to_boolean(eval_node(e, operand)) == decided_by) return value_boolean(decided_by);
  }
  return value_boolean(!decided_by);
}

static Value eval_chain(const Evaluation *e, const Node *chain) {
  const Node *operand = chain->first->next;
  if (operand->op == OP_OR) return eval_junction(e, chain, true);
  if (operand->op == OP_AND) return eval_junction(e, chain, false);
  Value value = eval_node(e, chain->first);
  for (; operand; operand = operand->next)
    value = operate(e->arena, operand->op, value, eval_node(e, operand));
  return value;
}

static Value eval_negation(const Evaluation *e, const Node *node) {
  const double number = expr_to_number(eval_node(e, node->first));
  return value_number(node->odd ? -number : number);
}

Value eval_node(const Evaluation *e, const Node *node) {
  switch (node->kind) {
  case NODE_NUMBER:
    return value_number(node->number);
  case NODE_TEXT:
    return value_text(node->text);
  case NODE_REFERENCE:
    return e->host->reference(e->host->context, node->reference_ix);
  case NODE_SELF:
    return e->host->self(e->host->context);
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

bool argument_given(const Node *call, size_t ix) {
  return ix < call->child_count;
}

Value argument(const Evaluation *e, const Node *call, size_t ix) {
  return eval_node(e, child_at(call, ix));
}

Str argument_str(const Evaluation *e, const Node *call, size_t ix) {
  return convert_to_str(e->arena, argument(e, call, ix));
}

double argument_number(const Evaluation *e, const Node *call, size_t ix) {
  return expr_to_number(argument(e, call, ix));
}

bool argument_boolean(const Evaluation *e, const Node *call, size_t ix) {
  return expr_to_boolean(argument(e, call, ix));
}
