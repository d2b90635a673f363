/* What an argument or an operand is when it may be several answers. */
#include "path.h"

bool gives_nodes(const Node *node) {
  const bool by_call = node->kind == NODE_CALL && node->function && node->function->nodes;
  return by_call || node->kind == NODE_REFERENCE || node->kind == NODE_SELF || node->kind == NODE_PATH;
}

/* Predicates in predicates could look at the same nodes without end: every visit is counted, and at the end there are no more. */
bool may_visit(const Evaluation *e) {
  if (*e->visits_left == 0) return false;
  (*e->visits_left)--;
  return true;
}

ExprNodes referred_nodes(const Evaluation *e, int reference_ix, const ExprNode *ancestor) {
  const ExprHost *host = e->host;
  if (!may_visit(e)) return (ExprNodes){NULL, 0};
  ExprNodes nodes = ancestor ? host->tree->beneath(host->context, reference_ix, *ancestor, e->arena)
                             : host->tree->reference(host->context, reference_ix, host->current, e->arena);
  if (nodes.count > *e->visits_left) nodes.count = *e->visits_left;
  *e->visits_left -= nodes.count;
  return nodes;
}

static ExprNodes self_nodes(const Evaluation *e) {
  ExprNode *node = ARENA_NEW(e->arena, ExprNode);
  *node = e->in_predicate ? e->node : e->host->node;
  return (ExprNodes){node, 1};
}

ExprNodes eval_nodes(const Evaluation *e, const Node *node) {
  if (!e->host->tree) return (ExprNodes){NULL, 0};
  if (node->kind == NODE_PATH) return path_nodes(e, node->path);
  if (node->kind == NODE_CALL) return node->function->nodes(e, node);
  return node->kind == NODE_SELF ? self_nodes(e) : referred_nodes(e, node->reference_ix, NULL);
}

static Values one_value(Value v) {
  return (Values){.origin = VALUES_OF_ONE, .one = v, .count = 1};
}

static Values values_of(const Evaluation *e, ExprNodes nodes, ValuesOrigin origin) {
  const ExprHost *host = e->host;
  Values values = {.origin = origin, .count = nodes.count};
  if (nodes.count == 1) values.one = host->tree->value(host->context, nodes.items[0]);
  if (nodes.count <= 1) return values;
  Value *items = ARENA_ARRAY(e->arena, Value, nodes.count);
  for (size_t i = 0; i < nodes.count; i++)
    items[i] = host->tree->value(host->context, nodes.items[i]);
  values.items = items;
  return values;
}

Values eval_values(const Evaluation *e, const Node *node) {
  if (node->kind == NODE_PATH) {
    return values_of(e, path_nodes(e, node->path), path_ends_in_star(node->path) ? VALUES_OF_STAR : VALUES_OF_PATH);
  }
  if (node->kind == NODE_CALL && gives_nodes(node) && e->host->tree) return values_of(e, eval_nodes(e, node), VALUES_OF_PATH);
  if (node->kind == NODE_REFERENCE && node->plural && e->host->tree) return values_of(e, eval_nodes(e, node), VALUES_OF_REFERENCE);
  return one_value(eval_node(e, node));
}

Value values_at(const Values *values, size_t ix) {
  return values->count == 1 ? values->one : values->items[ix];
}
