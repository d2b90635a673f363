#include "function.h"
#include "regex.h"

typedef struct Checker {
  Compilation *c;
  Expr *expr;
  int *references;
  size_t count, capacity;
} Checker;

static void note_reference(Checker *k, int reference_ix) {
  if (k->count == k->capacity) {
    const size_t capacity = k->capacity == 0 ? 4 : k->capacity * 2;
    int *references = ARENA_ARRAY(k->c->arena, int, capacity);
    for (size_t i = 0; i < k->count; i++)
      references[i] = k->references[i];
    k->references = references;
    k->capacity = capacity;
  }
  k->references[k->count++] = reference_ix;
}

static void check_reference(Checker *k, Node *node) {
  Compilation *c = k->c;
  k->expr->is_constant = false;
  node->reference_ix = c->scope->find(c->scope->context, node->name);
  if (node->reference_ix >= 0) {
    note_reference(k, node->reference_ix);
    return;
  }
  const Str nearest = str_nearest(node->name, c->scope->names, c->scope->name_count);
  mistake(c, node->at, "expr-unknown-name", mistake_text(c, "no question is named " STR_FMT, STR_ARG(node->name)),
          nearest.len > 0 ? mistake_text(c, "did you mean ${" STR_FMT "}?", STR_ARG(nearest))
                          : STR("use the name of a question in this form"));
}

static void check_self(Checker *k, const Node *node) {
  k->expr->is_constant = false;
  k->expr->uses_self = true;
  if (k->c->scope->allow_self) return;
  mistake(k->c, node->at, "expr-self", STR(". means a question's own answer and only a constraint has one"),
          STR("write ${name} with the question's name"));
}

static void report_unknown_function(Checker *k, const Node *call) {
  Compilation *c = k->c;
  const Str nearest = function_nearest(c->diags->arena, call->function_name);
  mistake(c, call->at, "expr-unknown-function", mistake_text(c, "there is no function " STR_FMT "()", STR_ARG(call->function_name)),
          nearest.len > 0 ? mistake_text(c, "did you mean " STR_FMT "()?", STR_ARG(nearest))
                          : STR("use one of the XLSForm functions this program knows"));
}

static Str expected_arguments(Compilation *c, const Function *f) {
  const unsigned least = f->least_arguments, most = f->most_arguments;
  const char *plural = (most == ARGUMENTS_ANY ? least : most) == 1 ? "" : "s";
  if (most == ARGUMENTS_ANY) return mistake_text(c, "give it at least %u argument%s", least, plural);
  if (most == 0) return mistake_text(c, "write %s() with nothing between the parentheses", f->name);
  if (least == most) return mistake_text(c, "give it %u argument%s", least, plural);
  return mistake_text(c, "give it %u to %u arguments", least, most);
}

static void check_argument_count(Checker *k, const Node *call) {
  const Function *f = call->function;
  const bool too_many = f->most_arguments != ARGUMENTS_ANY && call->child_count > f->most_arguments;
  if (call->child_count >= f->least_arguments && !too_many) return;
  mistake(k->c, call->at, "expr-arguments",
          mistake_text(k->c, "%s() is given %zu argument%s", f->name, call->child_count, call->child_count == 1 ? "" : "s"),
          expected_arguments(k->c, f));
}

static void check_pattern(Checker *k, Node *call) {
  if (!str_is(call->function_name, "regex") || call->child_count != 2) return;
  const Node *pattern = call->first->next;
  if (pattern->kind != NODE_TEXT) return;
  const char *problem = NULL;
  call->regex = regex_compile(k->c->arena, pattern->text, &problem);
  if (call->regex) return;
  mistake(k->c, pattern->at, "expr-arguments", mistake_text(k->c, "this pattern cannot be used: %s", problem),
          STR("mend the pattern; it must match the whole answer"));
}

static void check_node(Checker *k, Node *node) {
  if (node->kind == NODE_REFERENCE) check_reference(k, node);
  if (node->kind == NODE_SELF) check_self(k, node);
  if (node->kind == NODE_CALL) {
    node->function = function_find(node->function_name);
    if (!node->function) {
      report_unknown_function(k, node);
    } else {
      check_argument_count(k, node);
      check_pattern(k, node);
      if (node->function->varies) k->expr->is_constant = false;
    }
  }
  for (Node *child = node->first; child; child = child->next)
    check_node(k, child);
}

void check(Compilation *c, Node *root, Expr *expr) {
  Checker k = {.c = c, .expr = expr};
  expr->root = root;
  expr->is_constant = true;
  check_node(&k, root);
  expr->references = k.references;
  expr->reference_count = k.count;
}
