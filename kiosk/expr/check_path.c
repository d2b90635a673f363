#include "check.h"

/* Where a path has come to while its steps are followed through the scope. */
typedef struct Walk {
  int at_ix;      /* -1: cannot be told, or is above the form */
  int named_ix;   /* the last thing that a named step came to; -1: none */
  bool is_static; /* is it a reference so far: no predicate, no *? */
  bool many;      /* has a step gone down into a repeat again? */
  ListSpot spot;  /* in a list */
} Walk;

static int parent_of(const ExprScope *scope, int ix) {
  return ix >= 0 && scope->parent ? scope->parent(scope->context, ix) : -1;
}

static bool is_repeat(const ExprScope *scope, int ix) {
  return ix >= 0 && scope->is_repeat && scope->is_repeat(scope->context, ix);
}

static int own_ix(const ExprScope *scope) {
  return scope->self ? scope->self(scope->context) : -1;
}

static void check_predicates(Checker *k, const PathStep *step, const Walk *walk) {
  const int outer_ix = k->context_ix;
  const ListSpot outer_spot = k->spot;
  const bool was_in_predicate = k->in_predicate;
  k->context_ix = walk->at_ix;
  k->spot = walk->spot;
  k->in_predicate = true;
  for (Node *predicate = step->predicates; predicate; predicate = predicate->next)
    check_node(k, predicate);
  k->context_ix = outer_ix;
  k->spot = outer_spot;
  k->in_predicate = was_in_predicate;
}

/* current()/x for current()/../x: a slip that workbooks in use have. */
static int beside_current(Checker *k, const Path *path, const PathStep *step) {
  Compilation *c = k->c;
  if (!c->scope->lenient || path->start != PATH_CURRENT || step != path->steps) return -1;
  const int ix = c->scope->find(c->scope->context, step->name);
  if (ix < 0) return -1;
  mistake_warn(c, step->at, MISTAKE_BARE_NAME, /* of one code and place only the first is kept: no error may share a warning's */
               mistake_text(c, "the question has no " STR_FMT " in it; ${" STR_FMT "} is taken to be meant", STR_ARG(step->name),
                            STR_ARG(step->name)),
               mistake_text(c, "write ${" STR_FMT "}", STR_ARG(step->name)));
  return ix;
}

/* False after a mistake. */
static bool go_down(Checker *k, const Path *path, Walk *walk, const PathStep *step) {
  const ExprScope *scope = k->c->scope;
  if (step->name.len == 0) walk->is_static = false;
  if (walk->at_ix < 0 || step->name.len == 0 || !scope->child) {
    walk->at_ix = -1;
    return true;
  }
  int child_ix = scope->child(scope->context, walk->at_ix, step->name);
  if (child_ix < 0) child_ix = beside_current(k, path, step);
  if (child_ix < 0) {
    check_report_unknown(k, step->at, step->name);
    return false;
  }
  walk->at_ix = walk->named_ix = child_ix;
  if (is_repeat(scope, child_ix)) walk->many = true;
  return true;
}

static bool go(Checker *k, const Path *path, Walk *walk, const PathStep *step) {
  if (step->axis == AXIS_PARENT) walk->at_ix = parent_of(k->c->scope, walk->at_ix);
  if (step->axis == AXIS_CHILD && !go_down(k, path, walk, step)) return false;
  walk->spot = check_list_step(k, walk->spot, step);
  if (step->predicates) {
    check_predicates(k, step, walk);
    walk->is_static = false;
  }
  return true;
}

/* The first step of /data/... is the form itself, whatever it is called; /x with the name of a question is a slip. */
static bool skip_root_name(Checker *k, const Path *path) {
  const ExprScope *scope = k->c->scope;
  const PathStep *first = path->steps;
  if (first->axis != AXIS_CHILD || first->next || first->name.len == 0 || !scope->child) return true;
  if (scope->child(scope->context, scope->root(scope->context), first->name) < 0) return true;
  mistake(k->c, first->at, MISTAKE_UNKNOWN_NAME,
          mistake_text(k->c, "/" STR_FMT " is not a path to a question", STR_ARG(first->name)),
          mistake_text(k->c, "write ${" STR_FMT "}", STR_ARG(first->name)));
  return false;
}

static int start_of(Checker *k, const Node *node) {
  const ExprScope *scope = k->c->scope;
  const Path *path = node->path;
  switch (path->start) {
  case PATH_CONTEXT:
    return k->context_ix;
  case PATH_ROOT:
    return scope->root && path->steps->axis == AXIS_CHILD && !path->steps->predicates ? scope->root(scope->context) : -1;
  case PATH_CURRENT:
    return own_ix(scope);
  case PATH_REFERENCE:
    return scope->find(scope->context, path->id);
  case PATH_INSTANCE:
  case PATH_CALL:
    break;
  }
  return -1;
}

static ListSpot start_in_list(const Checker *k, const Path *path) {
  if (path->start == PATH_INSTANCE) return (ListSpot){LIST_DOCUMENT, path->id};
  return path->start == PATH_CONTEXT ? k->spot : (ListSpot){LIST_NONE, {NULL, 0}};
}

/* As a reference a path means what is nearest; one that climbs and then goes down into a repeat means all its instances. */
static bool is_reference(const Checker *k, const Path *path, const Walk *walk) {
  if (!walk->is_static || walk->at_ix < 0 || walk->at_ix != walk->named_ix) return false;
  if (path->start == PATH_ROOT || path->start == PATH_REFERENCE) return true;
  if (path->start == PATH_CONTEXT && k->in_predicate) return false;
  return !walk->many;
}

static void become_reference(Checker *k, Node *node, int reference_ix) {
  node->kind = NODE_REFERENCE;
  node->name = (Str){NULL, 0};
  node->reference_ix = reference_ix;
  node->plural = check_is_plural(k, reference_ix);
}

static void check_start(Checker *k, const Node *node) {
  const ExprScope *scope = k->c->scope;
  const Path *path = node->path;
  if (path->start == PATH_CALL) check_node(k, path->call);
  if (path->start == PATH_REFERENCE && path->reference_ix < 0) check_report_unknown(k, node->at, path->id);
  if (path->start == PATH_INSTANCE && scope->has_instance && !scope->has_instance(scope->context, path->id)) {
    mistake_unless_lenient(
        k->c, node->at, MISTAKE_UNKNOWN_LIST, mistake_text(k->c, "no list is named " STR_FMT, STR_ARG(path->id)),
        mistake_text(k->c, "write the name of a list of choices, or put " STR_FMT ".csv beside the form", STR_ARG(path->id)));
  }
}

/* Follows the steps as far as the scope can tell, and has the path begin there. */
static bool walk_steps(Checker *k, Path *path, Walk *walk) {
  PathStep *step = path->steps;
  if (path->start == PATH_ROOT && walk->at_ix >= 0) {
    if (!skip_root_name(k, path)) return false;
    path->reference_ix = walk->at_ix;
    path->steps = step = step->next;
  }
  for (; step; step = step->next) {
    if (!go(k, path, walk, step)) return false;
    if (path->start != PATH_ROOT || !walk->is_static || walk->at_ix < 0) continue;
    path->reference_ix = walk->at_ix; /* what comes next is walked from all of these */
    path->steps = step->next;
  }
  return true;
}

static bool is_bare_name(const Checker *k, const Path *path) {
  if (k->in_predicate || k->c->scope->in_choices || path->start != PATH_CONTEXT) return false;
  const PathStep *first = path->steps;
  if (!first || first->axis != AXIS_CHILD || first->name.len == 0 || first->predicates) return false;
  return !first->next || k->c->scope->child;
}

static void check_bare_name(Checker *k, Node *node) {
  Compilation *c = k->c;
  const Str name = node->path->steps->name;
  const bool is_boolean = str_is(name, "true") || str_is(name, "false");
  const bool is_question = c->scope->find(c->scope->context, name) >= 0;
  const Str what = mistake_text(c, "the bare name " STR_FMT " stands for nothing", STR_ARG(name));
  Str remedy =
      mistake_text(c, "write '" STR_FMT "' for the text or the choice, ${name} for an answer, true() for true", STR_ARG(name));
  if (is_boolean) remedy = mistake_text(c, "write " STR_FMT "()", STR_ARG(name));
  if (is_question) {
    remedy = mistake_text(c, "write ${" STR_FMT "} for the answer, or '" STR_FMT "' for the text", STR_ARG(name), STR_ARG(name));
  }
  if (c->scope->lenient) {
    mistake_warn(c, node->at, MISTAKE_BARE_NAME, what, remedy);
  } else {
    mistake(c, node->at, MISTAKE_SYNTAX, what, remedy);
  }
  node->kind = NODE_TEXT;
  node->text = STR("");
}

/* current() or ., however long: current()/. */
static bool stays(const Path *path) {
  for (const PathStep *step = path->steps; step; step = step->next) {
    if (step->axis != AXIS_SELF || step->predicates) return false;
  }
  return path->start == PATH_CURRENT || path->start == PATH_CONTEXT;
}

void check_path(Checker *k, Node *node) {
  Path *path = node->path;
  if (is_bare_name(k, path)) {
    check_bare_name(k, node);
    return;
  }
  Walk walk = {.at_ix = start_of(k, node), .named_ix = -1, .is_static = true, .spot = start_in_list(k, path)};
  if (path->start == PATH_REFERENCE) path->reference_ix = walk.named_ix = walk.at_ix;
  check_start(k, node);
  if (stays(path) && !k->in_predicate && !k->c->scope->in_choices) k->expr->uses_self = true;
  if (!walk_steps(k, path, &walk)) return;
  if (walk.named_ix >= 0) check_note_reference(k, walk.named_ix);
  if (is_reference(k, path, &walk)) become_reference(k, node, walk.at_ix);
}

static Str next_step_in_text(Str *rest) {
  size_t end = 0;
  while (end < rest->len && rest->ptr[end] != '/')
    end++;
  const Str step = {rest->ptr, end};
  const size_t beyond = end < rest->len ? end + 1 : end;
  *rest = (Str){rest->ptr + beyond, rest->len - beyond};
  return str_trim(step);
}

static bool is_reference_text(Str text) {
  return str_starts_with(text, STR("${")) && text.ptr[text.len - 1] == '}';
}

static Str referred_name(Str reference) {
  return str_trim((Str){reference.ptr + 2, reference.len - 3});
}

Str check_name_in_text(Str text) {
  text = str_trim(text);
  if (is_reference_text(text)) return referred_name(text);
  Str name = {NULL, 0};
  while (text.len > 0)
    name = next_step_in_text(&text);
  return name;
}

int check_path_in_text(const Checker *k, Str text) {
  const ExprScope *scope = k->c->scope;
  Str rest = str_trim(text);
  if (is_reference_text(rest)) return scope->find(scope->context, referred_name(rest));
  if (!scope->child) return scope->find(scope->context, rest);
  const bool from_root = str_starts_with(rest, STR("/"));
  int ix = from_root ? scope->root(scope->context) : own_ix(scope);
  if (from_root) {
    rest = (Str){rest.ptr + 1, rest.len - 1};
    next_step_in_text(&rest); /* the form's own name */
  } else if (!str_starts_with(rest, STR("."))) {
    return scope->find(scope->context, rest);
  }
  while (rest.len > 0 && ix >= 0) {
    const Str step = next_step_in_text(&rest);
    if (str_is(step, "..")) {
      ix = parent_of(scope, ix);
    } else if (!str_is(step, ".")) {
      ix = scope->child(scope->context, ix, step);
    }
  }
  return ix;
}
