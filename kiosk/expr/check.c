#include "check.h"

void check_note_reference(Checker *k, int reference_ix) {
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

static bool stands_in(const ExprScope *scope, int ix, int ancestor_ix) {
  while (ix >= 0 && ix != ancestor_ix)
    ix = scope->parent(scope->context, ix);
  return ix >= 0;
}

bool check_is_plural(const Checker *k, int reference_ix) {
  const ExprScope *scope = k->c->scope;
  if (!scope->parent || !scope->is_repeat) return true;
  if (scope->is_repeat(scope->context, reference_ix)) return true;
  const int self_ix = scope->self ? scope->self(scope->context) : -1;
  for (int ix = scope->parent(scope->context, reference_ix); ix >= 0; ix = scope->parent(scope->context, ix)) {
    if (scope->is_repeat(scope->context, ix) && !stands_in(scope, self_ix, ix)) return true;
  }
  return false;
}

void check_report_unknown(Checker *k, size_t at, Str name) {
  Compilation *c = k->c;
  const Str nearest = str_nearest(name, c->scope->names, c->scope->name_count);
  mistake(c, at, MISTAKE_UNKNOWN_NAME, mistake_text(c, "no question is named " STR_FMT, STR_ARG(name)),
          nearest.len > 0 ? mistake_text(c, "did you mean ${" STR_FMT "}?", STR_ARG(nearest))
                          : STR("use the name of a question in this form"));
}

/* ${last-saved#x} is what the visitor before answered, elsewhere. A kiosk keeps nothing of one visitor for the next. */
static bool check_last_saved(Checker *k, Node *node) {
  Compilation *c = k->c;
  const Str prefix = STR("last-saved#");
  if (!str_starts_with(node->name, prefix)) return false;
  const Str name = {node->name.ptr + prefix.len, node->name.len - prefix.len};
  if (c->scope->find(c->scope->context, name) < 0) {
    check_report_unknown(k, node->at, name);
  } else {
    mistake_warn(c, node->at, MISTAKE_NOT_YET, STR("a kiosk keeps no answer for the next visitor: this is empty"),
                 STR("do without it, or be sure that the form can be answered when it is empty"));
  }
  node->kind = NODE_TEXT;
  node->text = STR("");
  return true;
}

static void check_reference(Checker *k, Node *node) {
  if (check_last_saved(k, node)) return;
  node->reference_ix = k->c->scope->find(k->c->scope->context, node->name);
  if (node->reference_ix < 0) {
    check_report_unknown(k, node->at, node->name);
    return;
  }
  node->plural = check_is_plural(k, node->reference_ix);
  check_note_reference(k, node->reference_ix);
}

static void check_self(Checker *k, const Node *node) {
  if (k->in_predicate || k->c->scope->in_choices) return; /* what is looked at */
  k->expr->uses_self = true;
  if (k->c->scope->allow_self) return;
  mistake(k->c, node->at, MISTAKE_SELF, STR(". means a question's own answer and only a constraint has one"),
          STR("write ${name} with the question's name"));
}

static void report_unknown_function(Checker *k, const Node *call) {
  Compilation *c = k->c;
  const Str nearest = function_nearest(c->diags->arena, call->function_name);
  mistake(c, call->at, MISTAKE_UNKNOWN_FUNCTION,
          mistake_text(c, "there is no function " STR_FMT "()", STR_ARG(call->function_name)),
          nearest.len > 0 ? mistake_text(c, "did you mean " STR_FMT "()?", STR_ARG(nearest))
                          : STR("use one of the XLSForm functions this program knows"));
}

/* TRUE() and Selected(...) stand in workbooks whose authors were understood elsewhere. */
static const Function *find_function(Checker *k, Node *call) {
  const Function *function = function_find(call->function_name);
  if (function || !k->c->scope->lenient) return function;
  function = function_find_in_any_case(call->function_name);
  if (!function) return NULL;
  mistake_warn(k->c, call->at, MISTAKE_LETTER_CASE,
               mistake_text(k->c, STR_FMT "() is taken for %s()", STR_ARG(call->function_name), function->name),
               mistake_text(k->c, "write %s(), as other programs want it", function->name));
  call->function_name = str_from(function->name);
  return function;
}

static bool check_children(Checker *k, Node *node) {
  bool constant = true;
  for (Node *child = node->first; child; child = child->next)
    constant = check_node(k, child) && constant;
  return constant;
}

/* number() is number(.) where there is a '.'. */
static void add_self(const Checker *k, Node *call) {
  if (!call->function->about_self || call->child_count > 0 || (!k->in_predicate && !k->c->scope->allow_self)) return;
  Node *self = ARENA_NEW(k->c->arena, Node);
  self->kind = NODE_SELF;
  self->at = call->at;
  call->first = self;
  call->child_count = 1;
}

static bool check_function(Checker *k, Node *call) {
  call->function = find_function(k, call);
  call->question_ix = -1;
  if (call->function) {
    add_self(k, call);
  } else {
    report_unknown_function(k, call);
  }
  const bool constant = check_children(k, call);
  if (!call->function) return false;
  check_call(k, call);
  return constant && !call->function->varies;
}

/* Is it true, or false, whatever else the and or or joins? */
static bool decides(const Checker *k, Operator op, const Node *operand) {
  if (k->c->failed || k->unreached || (op != OP_AND && op != OP_OR)) return false;
  return expr_to_boolean(eval_node(&(Evaluation){.arena = k->c->arena}, operand)) == (op == OP_OR);
}

static bool check_chain(Checker *k, Node *chain) {
  const bool unreached = k->unreached;
  const Operator op = chain->first->next->op;
  bool constant = true, decided = false;
  for (Node *operand = chain->first; operand; operand = operand->next) {
    const bool operand_constant = check_node(k, operand);
    if (decided) continue;
    constant = constant && operand_constant;
    decided = operand_constant && decides(k, op, operand);
    if (decided) k->unreached = true;
  }
  k->unreached = unreached;
  return constant; /* of those that are looked at */
}

bool check_node(Checker *k, Node *node) {
  switch (node->kind) {
  case NODE_REFERENCE:
    check_reference(k, node);
    return false;
  case NODE_SELF:
    check_self(k, node);
    return false;
  case NODE_PATH:
    check_path(k, node);
    return node->kind == NODE_TEXT; /* a bare name that is empty */
  case NODE_CALL:
    return check_function(k, node);
  case NODE_CHAIN:
    return check_chain(k, node);
  default:
    return check_children(k, node);
  }
}

void check(Compilation *c, Node *root, Expr *expr) {
  const ExprScope *scope = c->scope;
  Checker k = {.c = c, .expr = expr, .context_ix = -1};
  if (scope->in_choices)
    k.spot.level = LIST_ITEM;
  else if (scope->self)
    k.context_ix = scope->self(scope->context);
  expr->root = root;
  expr->is_constant = check_node(&k, root);
  expr->references = k.references;
  expr->reference_count = k.count;
}
