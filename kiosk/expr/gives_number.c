#include "function.h"

enum { ARGUMENTS_TOLD = 8 }; /* bits of gives_arguments */

typedef struct Search {
  bool (*of_reference)(void *context, int reference_ix);
  void *context;
} Search;

static bool of_node(const Search *search, const Node *node);

static bool of_call(const Search *search, const Node *call) {
  const Function *function = call->function;
  if (function->gives_number || function->gives_arguments == 0) return function->gives_number;
  size_t ix = 0;
  for (const Node *argument = call->first; argument; argument = argument->next, ix++) {
    const bool given = ix >= ARGUMENTS_TOLD || (function->gives_arguments >> ix & 1) != 0;
    if (given && !of_node(search, argument)) return false;
  }
  return true;
}

/* No deeper than the parser lets expressions nest. */
static bool of_node(const Search *search, const Node *node) {
  switch (node->kind) {
  case NODE_NUMBER:
  case NODE_NEGATE:
    return true;
  case NODE_TEXT:
    return node->text.len == 0;
  case NODE_REFERENCE:
    return search->of_reference(search->context, node->reference_ix);
  case NODE_CHAIN:
    return node->first->next->op >= OP_ADD;
  case NODE_CALL:
    return of_call(search, node);
  default:
    return false;
  }
}

bool expr_gives_number(const Expr *expr, bool (*of_reference)(void *context, int reference_ix), void *context) {
  return of_node(&(Search){of_reference, context}, expr->root);
}
