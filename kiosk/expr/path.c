#include "path.h"

#include <math.h>

/* A collection that grows. */
typedef struct Found {
  Arena *arena;
  ExprNode *items;
  size_t count, capacity;
} Found;

static const ExprNodes nothing = {NULL, 0};

static void add(Found *found, ExprNode node) {
  if (found->count == found->capacity) {
    const size_t capacity = found->capacity == 0 ? 4 : found->capacity * 2;
    ExprNode *items = ARENA_ARRAY(found->arena, ExprNode, capacity);
    for (size_t i = 0; i < found->count; i++)
      items[i] = found->items[i];
    found->items = items;
    found->capacity = capacity;
  }
  found->items[found->count++] = node;
}

static ExprNodes found_nodes(const Found *found) {
  return (ExprNodes){found->items, found->count};
}

/* A number says which one, anything else whether. */
static bool is_chosen(const Evaluation *e, const Node *predicate) {
  if (gives_nodes(predicate)) return eval_boolean(e, predicate);
  const Value v = eval_node(e, predicate);
  return v.kind == VALUE_NUMBER ? v.number == (double)e->position : expr_to_boolean(v);
}

static ExprNodes filter(const Evaluation *e, ExprNodes nodes, const Node *predicate) {
  Found found = {.arena = e->arena};
  Evaluation inner = *e;
  inner.in_predicate = true;
  inner.size = nodes.count;
  for (size_t i = 0; i < nodes.count && may_visit(e); i++) {
    inner.node = nodes.items[i];
    inner.position = i + 1;
    if (is_chosen(&inner, predicate)) add(&found, nodes.items[i]);
  }
  return found_nodes(&found);
}

static bool has_name(const Evaluation *e, const PathStep *step, ExprNode node) {
  const ExprHost *host = e->host;
  return step->name.len == 0 || str_equal(host->tree->name(host->context, node), step->name);
}

static void add_children(const Evaluation *e, const PathStep *step, ExprNode node, Found *found) {
  const ExprHost *host = e->host;
  const ExprNodes children = host->tree->children(host->context, node, e->arena);
  for (size_t i = 0; i < children.count && may_visit(e); i++) {
    if (has_name(e, step, children.items[i])) add(found, children.items[i]);
  }
}

/* Several of one parent climb to it one after the other: document order keeps them together. */
static void add_parent(const Evaluation *e, const PathStep *step, ExprNode node, Found *found) {
  const ExprHost *host = e->host;
  ExprNode parent;
  if (!host->tree->parent(host->context, node, &parent) || !has_name(e, step, parent)) return;
  const ExprNode *last = found->count > 0 ? &found->items[found->count - 1] : NULL;
  if (!last || last->tree != parent.tree || last->ix != parent.ix) add(found, parent);
}

static ExprNodes filter_all(const Evaluation *e, const PathStep *step, ExprNodes nodes) {
  for (const Node *predicate = step->predicates; predicate; predicate = predicate->next)
    nodes = filter(e, nodes, predicate);
  return nodes;
}

/* Positions in a predicate are counted among what the step comes to from one node. */
static void take_step_from(const Evaluation *e, const PathStep *step, ExprNode node, Found *found) {
  if (step->axis == AXIS_CHILD && !step->predicates) {
    add_children(e, step, node, found);
  } else if (step->axis == AXIS_CHILD) {
    Found children = {.arena = e->arena};
    add_children(e, step, node, &children);
    const ExprNodes chosen = filter_all(e, step, found_nodes(&children));
    for (size_t i = 0; i < chosen.count; i++)
      add(found, chosen.items[i]);
  } else if (step->axis == AXIS_PARENT) {
    add_parent(e, step, node, found);
  } else if (has_name(e, step, node)) {
    add(found, node);
  }
}

static ExprNodes take_step(const Evaluation *e, const PathStep *step, ExprNodes from) {
  if (step->axis == AXIS_FILTER) return filter_all(e, step, from);
  Found found = {.arena = e->arena};
  for (size_t i = 0; i < from.count && may_visit(e); i++)
    take_step_from(e, step, from.items[i], &found);
  if (step->axis == AXIS_CHILD) return found_nodes(&found);
  return filter_all(e, step, found_nodes(&found));
}

static ExprNodes one(const Evaluation *e, ExprNode node) {
  ExprNode *item = ARENA_NEW(e->arena, ExprNode);
  *item = node;
  return (ExprNodes){item, 1};
}

static ExprNodes start(const Evaluation *e, const Path *path) {
  const ExprHost *host = e->host;
  ExprNode node;
  if (path->reference_ix >= 0) return referred_nodes(e, path->reference_ix, NULL);
  switch (path->start) {
  case PATH_CONTEXT:
    return one(e, e->in_predicate ? e->node : host->node);
  case PATH_CURRENT:
    return one(e, host->current);
  case PATH_ROOT:
    return host->tree->root(host->context, &node) ? one(e, node) : nothing;
  case PATH_INSTANCE:
    return host->tree->instance(host->context, path->id, &node) ? one(e, node) : nothing;
  case PATH_CALL:
    return eval_nodes(e, path->call);
  case PATH_REFERENCE:
    break;
  }
  return nothing;
}

ExprNodes path_nodes(const Evaluation *e, const Path *path) {
  if (!e->host->tree) return nothing;
  ExprNodes nodes = start(e, path);
  for (const PathStep *step = path->steps; step && nodes.count > 0; step = step->next)
    nodes = take_step(e, step, nodes);
  return nodes;
}

bool path_ends_in_star(const Path *path) {
  const PathStep *last = path->steps;
  while (last && last->next)
    last = last->next;
  return last && last->axis == AXIS_CHILD && last->name.len == 0;
}
