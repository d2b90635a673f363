#include "ast.h"
#include "regex.h"

/* Whichever of the patterns beneath node the countdown ends at, which is told how many there are. */
static const Regex *find_pattern(const Node *node, size_t *countdown) {
  if (node->kind == NODE_CALL && node->regex && (*countdown)-- == 0) return node->regex;
  for (const Node *child = node->first; child; child = child->next) {
    const Regex *found = find_pattern(child, countdown);
    if (found) return found;
  }
  return NULL;
}

bool expr_draw_match(const Expr *expr, const Random *random, Arena *arena, Str *out) {
  size_t countdown = SIZE_MAX;
  find_pattern(expr->root, &countdown);
  if (countdown == SIZE_MAX) return false;
  countdown = random_below(random, (uint32_t)(SIZE_MAX - countdown));
  *out = regex_draw(find_pattern(expr->root, &countdown), random, arena);
  return true;
}
