#include "parse.h"

static bool is_star(Token t) {
  return t.kind == TOKEN_OPERATOR && t.op == OP_MULTIPLY;
}

bool path_begins(const Parser *p) {
  const TokenKind kind = p->token.kind;
  return kind == TOKEN_REFERENCE || kind == TOKEN_SELF || kind == TOKEN_PARENT || kind == TOKEN_SLASH || is_star(p->token);
}

static PathStep *step_new(Parser *p, Axis axis, Str name, size_t at) {
  PathStep *step = ARENA_NEW(p->c->arena, PathStep);
  step->axis = axis;
  step->name = name;
  step->at = at;
  return step;
}

static Node *path_new(Parser *p, PathStart start, size_t at) {
  Node *node = parser_node(p, NODE_PATH, at);
  node->path = ARENA_NEW(p->c->arena, Path);
  node->path->start = start;
  node->path->reference_ix = -1;
  return node;
}

static bool parse_predicates(Parser *p, PathStep *step) {
  Node **tail = &step->predicates;
  while (p->token.kind == TOKEN_BRACKET_OPEN) {
    const size_t open_at = p->token.at;
    parser_advance(p, false);
    if (p->token.kind == TOKEN_BRACKET_CLOSE) {
      parser_fail(p, open_at, STR("there is nothing between [ and ]"), STR("remove both, or write a condition or a number"));
      return false;
    }
    Node *predicate = parse_inner(p);
    if (!predicate) return false;
    if (p->token.kind != TOKEN_BRACKET_CLOSE) {
      const bool at_end = p->token.kind == TOKEN_END;
      parser_fail(p, at_end ? open_at : p->token.at, at_end ? STR("this [ is never closed") : STR("a ] is missing here"),
                  STR("add the missing ]"));
      return false;
    }
    *tail = predicate;
    tail = &predicate->next;
    parser_advance(p, true);
  }
  return true;
}

static bool axis_of(Str name, Axis *axis) {
  static const struct {
    Str name;
    Axis axis;
  } axes[] = {{STR_INIT("child"), AXIS_CHILD}, {STR_INIT("parent"), AXIS_PARENT}, {STR_INIT("self"), AXIS_SELF}};
  for (size_t i = 0; i < COUNT_OF(axes); i++) {
    if (!str_equal(name, axes[i].name)) continue;
    *axis = axes[i].axis;
    return true;
  }
  return false;
}

static PathStep *fail_step(Parser *p, Str what, Str remedy) {
  parser_fail(p, p->token.at, what, remedy);
  return NULL;
}

/* node() is any step, and no other function is one. */
static PathStep *parse_node_test(Parser *p, Axis axis, Token name) {
  if (!str_is(name.text, "node")) return fail_step(p, STR("a function is no step of a path"), STR("write the path with names"));
  parser_advance(p, false);
  if (p->token.kind != TOKEN_CLOSE) return fail_step(p, STR("node() takes nothing"), STR("write *"));
  parser_advance(p, true);
  PathStep *step = step_new(p, axis, (Str){NULL, 0}, name.at);
  return parse_predicates(p, step) ? step : NULL;
}

/* A step of which the name, or *, was the token before. */
static PathStep *parse_step_behind(Parser *p, Axis axis, Token name) {
  if (p->token.kind == TOKEN_OPEN && name.kind == TOKEN_NAME) return parse_node_test(p, axis, name);
  PathStep *step = step_new(p, axis, is_star(name) ? (Str){NULL, 0} : name.text, name.at);
  return parse_predicates(p, step) ? step : NULL;
}

static PathStep *parse_axis_step(Parser *p, Token axis_name) {
  Axis axis;
  if (!axis_of(axis_name.text, &axis)) {
    parser_fail(p, axis_name.at, mistake_text(p->c, STR_FMT ":: is not understood", STR_ARG(axis_name.text)),
                STR("write the path with names, . and .."));
    return NULL;
  }
  parser_advance(p, false);
  const Token name = p->token;
  if (name.kind != TOKEN_NAME && !is_star(name)) return fail_step(p, STR("a name is missing behind ::"), STR("write it"));
  parser_advance(p, true);
  return parse_step_behind(p, axis, name);
}

static PathStep *parse_named_step(Parser *p, Token name) {
  return p->token.kind == TOKEN_AXIS ? parse_axis_step(p, name) : parse_step_behind(p, AXIS_CHILD, name);
}

static PathStep *parse_step(Parser *p) {
  const Token t = p->token;
  if (t.kind != TOKEN_SELF && t.kind != TOKEN_PARENT && t.kind != TOKEN_NAME && !is_star(t)) {
    return fail_step(p, STR("a step of the path is missing here"), STR("write a name behind /, or write div to divide"));
  }
  parser_advance(p, true);
  if (t.kind == TOKEN_SELF) return step_new(p, AXIS_SELF, (Str){NULL, 0}, t.at);
  if (t.kind == TOKEN_PARENT) return step_new(p, AXIS_PARENT, (Str){NULL, 0}, t.at);
  return parse_named_step(p, t);
}

/* The steps that follow, each behind a slash. */
static Node *parse_steps(Parser *p, Node *node, PathStep *first) {
  PathStep **tail = &node->path->steps;
  for (PathStep *step = first;; step = parse_step(p)) {
    if (!step && (step != first || p->c->failed)) return NULL;
    if (step) {
      *tail = step;
      tail = &step->next;
    }
    if (p->token.kind != TOKEN_SLASH) return node;
    parser_advance(p, false);
  }
}

static Node *parse_from_root(Parser *p, size_t at) {
  PathStep *step = parse_step(p);
  return step ? parse_steps(p, path_new(p, PATH_ROOT, at), step) : NULL;
}

/* Behind what is nodes already: predicates that choose among them, and steps. */
static Node *parse_from_nodes(Parser *p, Node *node) {
  PathStep *filter = NULL;
  if (p->token.kind == TOKEN_BRACKET_OPEN) {
    filter = step_new(p, AXIS_FILTER, (Str){NULL, 0}, p->token.at);
    if (!parse_predicates(p, filter)) return NULL;
  }
  return parse_steps(p, node, filter);
}

Node *parse_path_from_nodes(Parser *p, Node *call) {
  Node *node = path_new(p, PATH_CALL, call->at);
  node->path->call = call;
  return parse_from_nodes(p, node);
}

static Node *parse_from_reference(Parser *p, Token reference) {
  if (p->token.kind != TOKEN_SLASH && p->token.kind != TOKEN_BRACKET_OPEN) {
    Node *node = parser_node(p, NODE_REFERENCE, reference.at);
    node->name = reference.text;
    return node;
  }
  Node *node = path_new(p, PATH_REFERENCE, reference.at);
  node->path->id = reference.text;
  return parse_from_nodes(p, node);
}

static Node *parse_from_self(Parser *p, size_t at) {
  if (p->token.kind != TOKEN_SLASH) return parser_node(p, NODE_SELF, at);
  return parse_steps(p, path_new(p, PATH_CONTEXT, at), NULL);
}

Node *parse_path_from_name(Parser *p, Token name) {
  PathStep *step = parse_named_step(p, name);
  return step ? parse_steps(p, path_new(p, PATH_CONTEXT, name.at), step) : NULL;
}

Node *parse_path_from_call(Parser *p, const Node *call) {
  const bool is_current = str_is(call->function_name, "current");
  Node *node = path_new(p, is_current ? PATH_CURRENT : PATH_INSTANCE, call->at);
  if (is_current && call->child_count > 0) {
    return parser_fail(p, call->at, STR("current() is given an argument"),
                       STR("write current() with nothing between the parentheses"));
  }
  if (!is_current) {
    if (call->child_count != 1 || call->first->kind != NODE_TEXT) {
      return parser_fail(p, call->at, STR("instance() names no list"), STR("write its name in quotes, as in instance('list')"));
    }
    node->path->id = str_trim(call->first->text);
  }
  return parse_steps(p, node, NULL);
}

Node *parse_path(Parser *p) {
  const Token t = p->token;
  if (t.kind == TOKEN_SLASH) {
    parser_advance(p, false);
    return parse_from_root(p, t.at);
  }
  parser_advance(p, true);
  if (t.kind == TOKEN_REFERENCE) return parse_from_reference(p, t);
  if (t.kind == TOKEN_SELF) return parse_from_self(p, t.at);
  if (is_star(t)) return parse_path_from_name(p, t);
  PathStep *step = step_new(p, AXIS_PARENT, (Str){NULL, 0}, t.at);
  return parse_steps(p, path_new(p, PATH_CONTEXT, t.at), step);
}
