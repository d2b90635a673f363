#include "function.h"

const Expr *expr_compile(Arena *arena, const ExprSource *source, const ExprScope *scope, Diags *diags) {
  Compilation c = {.arena = arena, .source = source, .scope = scope, .diags = diags};
  Node *root = parse(&c);
  if (!root) return NULL;
  Expr *expr = ARENA_NEW(arena, Expr);
  expr->text = str_trim(source->text);
  check(&c, root, expr);
  if (c.failed) return NULL;
  if (expr->is_constant) expr->constant = eval_node(&(Evaluation){.arena = arena}, root);
  return expr;
}

/* What an evaluation may look at: more than any form's largest list, repeats and conditions ask for, such as comparing the answers of a
 * thousand instances with those of a thousand others. */
enum { VISITS_MAX = 2000000 };

static Evaluation evaluation_of(const ExprHost *host, Arena *arena, size_t *visits_left) {
  *visits_left = VISITS_MAX;
  return (Evaluation){.host = host, .arena = arena, .visits_left = visits_left};
}

Value expr_eval(const Expr *expr, const ExprHost *host, Arena *arena) {
  if (expr->is_constant) return expr->constant;
  size_t visits_left;
  const Evaluation e = evaluation_of(host, arena, &visits_left);
  return eval_node(&e, expr->root);
}

bool expr_eval_boolean(const Expr *expr, const ExprHost *host, Arena *arena) {
  if (expr->is_constant) return expr_to_boolean(expr->constant);
  size_t visits_left;
  const Evaluation e = evaluation_of(host, arena, &visits_left);
  return eval_boolean(&e, expr->root);
}

bool expr_gives_nodes(const Expr *expr) {
  return gives_nodes(expr->root);
}

ExprNodes expr_eval_nodes(const Expr *expr, const ExprHost *host, Arena *arena) {
  if (!gives_nodes(expr->root)) return (ExprNodes){NULL, 0};
  size_t visits_left;
  const Evaluation e = evaluation_of(host, arena, &visits_left);
  return eval_nodes(&e, expr->root);
}

void expr_each_reference(const Expr *expr, void (*visit)(void *context, int reference_ix), void *context) {
  for (size_t i = 0; i < expr->reference_count; i++)
    visit(context, expr->references[i]);
}

typedef struct Comparisons {
  void (*visit)(void *context, int reference_ix, Str text);
  void *context;
} Comparisons;

static void visit_pair(const Comparisons *comparisons, const Node *a, const Node *b) {
  if (a->kind == NODE_REFERENCE && b->kind == NODE_TEXT) comparisons->visit(comparisons->context, a->reference_ix, b->text);
}

static void visit_comparisons(const Comparisons *comparisons, const Node *node) {
  bool selects = node->kind == NODE_CALL && str_is(node->function_name, "selected") && node->child_count == 2;
  if (selects) visit_pair(comparisons, node->first, node->first->next);
  for (const Node *child = node->first; child; child = child->next) {
    const Node *right = child->next;
    if (node->kind == NODE_CHAIN && right && (right->op == OP_EQUAL || right->op == OP_UNEQUAL)) {
      visit_pair(comparisons, child, right);
      visit_pair(comparisons, right, child);
    }
    visit_comparisons(comparisons, child); /* no deeper than the parser lets expressions nest */
  }
}

void expr_each_comparison(const Expr *expr, void (*visit)(void *context, int reference_ix, Str text), void *context) {
  visit_comparisons(&(Comparisons){visit, context}, expr->root);
}

typedef struct Literals {
  void (*visit)(void *context, Value literal);
  void *context;
} Literals;

static void visit_literals(const Literals *literals, const Node *node);

static void visit_path(const Literals *literals, const Path *path) {
  if (path->call) visit_literals(literals, path->call);
  for (const PathStep *step = path->steps; step; step = step->next)
    for (const Node *predicate = step->predicates; predicate; predicate = predicate->next)
      visit_literals(literals, predicate);
}

/* No deeper than the parser lets expressions nest. */
static void visit_literals(const Literals *literals, const Node *node) {
  Value literal;
  if (node_literal(node, &literal)) {
    if (!value_is_empty(literal)) literals->visit(literals->context, literal);
    return;
  }
  if (node->kind == NODE_PATH) visit_path(literals, node->path);
  for (const Node *child = node->first; child; child = child->next)
    visit_literals(literals, child);
}

void expr_each_literal(const Expr *expr, void (*visit)(void *context, Value literal), void *context) {
  visit_literals(&(Literals){visit, context}, expr->root);
}

Str expr_text(const Expr *expr) {
  return expr->text;
}

bool expr_uses_self(const Expr *expr) {
  return expr->uses_self;
}

bool expr_uses_position(const Expr *expr) {
  return expr->uses_position;
}

bool expr_constant(const Expr *expr, Value *out) {
  if (expr->is_constant) *out = expr->constant;
  return expr->is_constant;
}
