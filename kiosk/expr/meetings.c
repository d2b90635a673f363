/* Where answers meet what is written out. */
#include "convert.h"
#include "function.h"

#include <math.h>

typedef struct Search {
  void (*visit)(void *context, const ExprMeeting *meeting);
  void *context;
} Search;

bool node_literal(const Node *node, Value *out) {
  const Node *number = node->kind == NODE_NEGATE ? node->first : node;
  if (node->kind == NODE_TEXT)
    *out = value_text(node->text);
  else if (number->kind == NODE_NUMBER)
    *out = value_number(node != number && node->odd ? -number->number : number->number);
  else
    return false;
  return true;
}

static bool answer_of(const Node *node, int *reference_ix) {
  *reference_ix = node->kind == NODE_REFERENCE ? node->reference_ix : EXPR_MEETING_SELF;
  return node->kind == NODE_REFERENCE || node->kind == NODE_SELF;
}

static void visit_pair(const Search *search, ExprMeetingKind kind, const Node *answer, const Node *literal) {
  ExprMeeting meeting = {.kind = kind, .at = literal->at};
  if (answer_of(answer, &meeting.reference_ix) && node_literal(literal, &meeting.literal)) search->visit(search->context, &meeting);
}

static void visit_chain(const Search *search, const Node *chain) {
  for (const Node *left = chain->first; left->next; left = left->next) {
    const Operator op = left->next->op;
    if (op < OP_EQUAL || op > OP_GREATER_EQUAL) return;
    const ExprMeetingKind kind = op <= OP_UNEQUAL ? EXPR_MEETS_EQUAL : EXPR_MEETS_ORDER;
    visit_pair(search, kind, left, left->next);
    visit_pair(search, kind, left->next, left);
  }
}

static void visit_call(const Search *search, const Node *call) {
  static const char *const of_choices[] = {"selected", "selected-at", "count-selected"};
  for (size_t i = 0; i < COUNT_OF(of_choices); i++) {
    if (!str_is(call->function_name, of_choices[i])) continue;
    ExprMeeting meeting = {.kind = EXPR_MEETS_CHOICES, .literal = VALUE_NONE, .function = call->function->name, .at = call->at};
    if (i == 0) node_literal(call->first->next, &meeting.literal);
    if (answer_of(call->first, &meeting.reference_ix)) search->visit(search->context, &meeting);
  }
}

/* No deeper than the parser lets expressions nest. What stands in predicates is about other nodes. */
static void visit_node(const Search *search, const Node *node) {
  if (node->kind == NODE_CHAIN) visit_chain(search, node);
  if (node->kind == NODE_CALL) visit_call(search, node);
  for (const Node *child = node->first; child; child = child->next)
    visit_node(search, child);
}

void expr_each_meeting(const Expr *expr, void (*visit)(void *context, const ExprMeeting *meeting), void *context) {
  visit_node(&(Search){visit, context}, expr->root);
}

static Operator turned(Operator op) {
  static const Operator TURNED[OP_COUNT] = {[OP_EQUAL] = OP_EQUAL,
                                            [OP_LESS] = OP_GREATER,
                                            [OP_LESS_EQUAL] = OP_GREATER_EQUAL,
                                            [OP_GREATER] = OP_LESS,
                                            [OP_GREATER_EQUAL] = OP_LESS_EQUAL};
  return TURNED[op];
}

static void raise_least(ExprBounds *bounds, double least, bool open) {
  if (least < bounds->least || (least == bounds->least && !open)) return;
  bounds->least = least;
  bounds->least_open = open;
}

static void lower_most(ExprBounds *bounds, double most, bool open) {
  if (most > bounds->most || (most == bounds->most && !open)) return;
  bounds->most = most;
  bounds->most_open = open;
}

static void bound(ExprBounds *bounds, Operator op, double number) {
  if (isnan(number)) return;
  if (op == OP_EQUAL || op == OP_GREATER || op == OP_GREATER_EQUAL) raise_least(bounds, number, op == OP_GREATER);
  if (op == OP_EQUAL || op == OP_LESS || op == OP_LESS_EQUAL) lower_most(bounds, number, op == OP_LESS);
}

static void bound_by_comparison(ExprBounds *bounds, const Node *left, const Node *right) {
  Value literal;
  if (left->kind == NODE_SELF && node_literal(right, &literal)) bound(bounds, right->op, convert_to_number(literal));
  if (right->kind == NODE_SELF && node_literal(left, &literal)) bound(bounds, turned(right->op), convert_to_number(literal));
}

static void bound_by_node(ExprBounds *bounds, const Node *node) {
  if (node->kind != NODE_CHAIN) return;
  const Node *second = node->first->next;
  if (second->op != OP_AND) {
    if (node->child_count == 2) bound_by_comparison(bounds, node->first, second);
    return;
  }
  for (const Node *child = node->first; child; child = child->next)
    bound_by_node(bounds, child);
}

ExprBounds expr_bounds(const Expr *expr) {
  ExprBounds bounds = {.least = -(double)INFINITY, .most = (double)INFINITY};
  bound_by_node(&bounds, expr->root);
  return bounds;
}
