#include <limits.h>
#include <math.h>

#include "function.h"

static bool counts_own_choices(const Node *node) {
  return node->kind == NODE_CALL && node->function && str_is(str_from(node->function->name), "count-selected") &&
         node->first->kind == NODE_SELF;
}

/* n <= a is a >= n. */
static Operator turned(Operator op) {
  static const Operator TURNED[OP_COUNT] = {[OP_EQUAL] = OP_EQUAL,
                                            [OP_LESS] = OP_GREATER,
                                            [OP_LESS_EQUAL] = OP_GREATER_EQUAL,
                                            [OP_GREATER] = OP_LESS,
                                            [OP_GREATER_EQUAL] = OP_LESS_EQUAL};
  return TURNED[op];
}

static int most(Operator op, double limit) {
  double count = op == OP_LESS_EQUAL ? floor(limit) : op == OP_LESS ? ceil(limit) - 1 : 0;
  if (op == OP_EQUAL && limit == floor(limit)) count = limit;
  return count >= 1 && count < INT_MAX ? (int)count : 0;
}

static int of_comparison(const Node *left, const Node *right) {
  if (counts_own_choices(left) && right->kind == NODE_NUMBER) return most(right->op, right->number);
  if (counts_own_choices(right) && left->kind == NODE_NUMBER) return most(turned(right->op), left->number);
  return 0;
}

static int smaller(int a, int b) {
  if (a == 0 || b == 0) return a + b;
  return a < b ? a : b;
}

/* No deeper than the parser lets expressions nest. */
static int of_node(const Node *node) {
  if (node->kind != NODE_CHAIN) return 0;
  const Node *second = node->first->next;
  if (second->op != OP_AND) return node->child_count == 2 ? of_comparison(node->first, second) : 0;
  int max = 0;
  for (const Node *child = node->first; child; child = child->next)
    max = smaller(max, of_node(child));
  return max;
}

int expr_selection_max(const Expr *expr) {
  return of_node(expr->root);
}
