#include "function.h"

const Expr *expr_compile(Arena *arena, const ExprSource *source, const ExprScope *scope, Diags *diags) {
  Compilation c = {.arena = arena, .source = source, .scope = scope, .diags = diags};
  Node *root = parse(&c);
  if (!root) return NULL;
  Expr *expr = ARENA_NEW(arena, Expr);
  check(&c, root, expr);
  if (c.failed) return NULL;
  if (expr->is_constant) expr->constant = eval_node(&(Evaluation){.arena = arena}, root);
  return expr;
}

Value expr_eval(const Expr *expr, const ExprHost *host, Arena *arena) {
  return expr->is_constant ? expr->constant : eval_node(&(Evaluation){.host = host, .arena = arena}, expr->root);
}

bool expr_eval_boolean(const Expr *expr, const ExprHost *host, Arena *arena) {
  return expr_to_boolean(expr_eval(expr, host, arena));
}

void expr_each_reference(const Expr *expr, void (*visit)(void *context, int reference_ix), void *context) {
  for (size_t i = 0; i < expr->reference_count; i++)
    visit(context, expr->references[i]);
}

bool expr_uses_self(const Expr *expr) {
  return expr->uses_self;
}

bool expr_constant(const Expr *expr, Value *out) {
  if (expr->is_constant) *out = expr->constant;
  return expr->is_constant;
}
