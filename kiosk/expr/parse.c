#include "parse.h"

#include "convert.h"
#include "function.h"

enum { DEPTH_MAX = 200, LENGTH_MAX_BYTES = 64 * 1024 };

/* From the loosest binding to the tightest. */
enum { RANK_OR, RANK_AND, RANK_EQUALITY, RANK_ORDER, RANK_SUM, RANK_PRODUCT, RANK_COUNT };

static const int ranks[OP_COUNT] = {[OP_NONE] = -1,
                                    [OP_OR] = RANK_OR,
                                    [OP_AND] = RANK_AND,
                                    [OP_EQUAL] = RANK_EQUALITY,
                                    [OP_UNEQUAL] = RANK_EQUALITY,
                                    [OP_LESS] = RANK_ORDER,
                                    [OP_LESS_EQUAL] = RANK_ORDER,
                                    [OP_GREATER] = RANK_ORDER,
                                    [OP_GREATER_EQUAL] = RANK_ORDER,
                                    [OP_ADD] = RANK_SUM,
                                    [OP_SUBTRACT] = RANK_SUM,
                                    [OP_MULTIPLY] = RANK_PRODUCT,
                                    [OP_DIVIDE] = RANK_PRODUCT,
                                    [OP_MODULO] = RANK_PRODUCT};

void parser_advance(Parser *p, bool operator_may_follow) {
  p->token = lex(p->c, p->token.end, operator_may_follow);
}

Node *parser_fail(Parser *p, size_t at, Str what, Str remedy) {
  if (p->token.kind != TOKEN_WRONG) mistake(p->c, at, MISTAKE_SYNTAX, what, remedy);
  return NULL;
}

Node *parser_node(Parser *p, NodeKind kind, size_t at) {
  Node *node = ARENA_NEW(p->c->arena, Node);
  node->kind = kind;
  node->at = at;
  return node;
}

/* Children are added through the tail of their list: the address of the next link to be set. */
static Node **append(Node *parent, Node **tail, Node *child) {
  *tail = child;
  parent->child_count++;
  return &child->next;
}

static Node *parse_rank(Parser *p, int rank);

Node *parse_inner(Parser *p) {
  if (p->depth == DEPTH_MAX) {
    mistake(p->c, p->token.at, MISTAKE_TOO_DEEP, mistake_text(p->c, "parentheses are nested more than %d deep", DEPTH_MAX),
            STR("split the expression into several calculate questions"));
    return NULL;
  }
  p->depth++;
  Node *node = parse_rank(p, RANK_OR);
  p->depth--;
  return node;
}

static bool is_word(const Token *t, Str word) {
  return t->kind == TOKEN_NAME && str_edit_distance(t->text, word, 0) == 0;
}

/* Reports what stands where an operator should, if it says what its author had in mind. */
static bool fail_at_known(Parser *p) {
  const Token *t = &p->token;
  Str what = mistake_text(p->c, STR_FMT " is no operator", STR_ARG(t->text)), remedy;
  if (t->kind == TOKEN_SLASH) {
    remedy = STR("write div to divide; a path begins with a name, .. or /data");
  } else if (t->kind == TOKEN_BRACKET_OPEN) {
    what = STR("this [ stands behind no step of a path");
    remedy = STR("write ( and ) to say what is worked out first");
  } else if (t->kind == TOKEN_BRACKET_CLOSE) {
    what = STR("this ] closes nothing");
    remedy = STR("remove it, or add the [ it belongs to");
  } else if (is_word(t, STR("and")) || is_word(t, STR("or"))) {
    remedy = is_word(t, STR("or")) ? STR("write or in lower case") : STR("write and in lower case");
  } else {
    return false;
  }
  parser_fail(p, t->at, what, remedy);
  return true;
}

static Node *fail_unclosed(Parser *p, size_t open_at) {
  if (fail_at_known(p)) return NULL;
  if (p->token.kind == TOKEN_END) return parser_fail(p, open_at, STR("this parenthesis is never closed"), STR("add the missing )"));
  return parser_fail(p, p->token.at, STR("an operator, a comma or ) is missing here"), STR("write one, such as and, or, = or +"));
}

static Node *parse_parentheses(Parser *p) {
  const size_t open_at = p->token.at;
  parser_advance(p, false);
  if (p->token.kind == TOKEN_CLOSE)
    return parser_fail(p, open_at, STR("there is nothing between ( and )"), STR("remove both, or write a value"));
  Node *node = parse_inner(p);
  if (!node) return NULL;
  if (p->token.kind != TOKEN_CLOSE) return fail_unclosed(p, open_at);
  parser_advance(p, true);
  return node;
}

static Node *parse_arguments(Parser *p, Node *call, size_t open_at) {
  Node **tail = &call->first;
  parser_advance(p, false);
  if (p->token.kind == TOKEN_CLOSE) return call;
  for (;;) {
    Node *argument = parse_inner(p);
    if (!argument) return NULL;
    tail = append(call, tail, argument);
    if (p->token.kind == TOKEN_CLOSE) return call;
    if (p->token.kind != TOKEN_COMMA) return fail_unclosed(p, open_at);
    parser_advance(p, false);
  }
}

static Node *parse_call(Parser *p, Token name) {
  Node *call = parser_node(p, NODE_CALL, name.at);
  call->function_name = name.text;
  if (!parse_arguments(p, call, p->token.at)) return NULL;
  parser_advance(p, true);
  const bool begins_path = str_is(name.text, "current") || str_is(name.text, "instance");
  const bool goes_on = p->token.kind == TOKEN_SLASH || p->token.kind == TOKEN_BRACKET_OPEN;
  const Function *function = goes_on ? function_find(name.text) : NULL;
  if (function && function->nodes) return parse_path_from_nodes(p, call);
  return begins_path ? parse_path_from_call(p, call) : call;
}

static Node *parse_name(Parser *p) {
  const Token name = p->token;
  parser_advance(p, true);
  if (p->token.kind == TOKEN_WRONG) return NULL;
  return p->token.kind == TOKEN_OPEN && !str_is(name.text, "node") ? parse_call(p, name) : parse_path_from_name(p, name);
}

static Node *parse_number(Parser *p) {
  Node *node = parser_node(p, NODE_NUMBER, p->token.at);
  if (!convert_number_literal(p->token.text, &node->number)) {
    return parser_fail(p, p->token.at, STR("this number has too many digits"), STR("shorten it"));
  }
  parser_advance(p, true);
  return node;
}

static Node *parse_text(Parser *p) {
  Node *node = parser_node(p, NODE_TEXT, p->token.at);
  node->text = p->token.text;
  parser_advance(p, true);
  return node;
}

static Node *fail_no_value(Parser *p) {
  const Token *t = &p->token;
  if (t->kind == TOKEN_END) {
    return parser_fail(p, t->at, STR("the expression ends where a value is expected"),
                       STR("write the value, or remove what stands before it"));
  }
  return parser_fail(p, t->at, mistake_text(p->c, "a value is missing before " STR_FMT, STR_ARG(t->text)),
                     STR("write it, or remove the sign"));
}

static Node *parse_primary(Parser *p) {
  if (path_begins(p)) return parse_path(p);
  switch (p->token.kind) {
  case TOKEN_NUMBER:
    return parse_number(p);
  case TOKEN_TEXT:
    return parse_text(p);
  case TOKEN_NAME:
    return parse_name(p);
  case TOKEN_OPEN:
    return parse_parentheses(p);
  default:
    return fail_no_value(p);
  }
}

/* However many minus signs there are, they make one node: they are no nesting. */
static Node *parse_negation(Parser *p) {
  if (p->token.kind != TOKEN_OPERATOR || p->token.op != OP_SUBTRACT) return parse_primary(p);
  Node *negation = parser_node(p, NODE_NEGATE, p->token.at);
  for (; p->token.kind == TOKEN_OPERATOR && p->token.op == OP_SUBTRACT; parser_advance(p, false))
    negation->odd = !negation->odd;
  Node *operand = parse_primary(p);
  if (!operand) return NULL;
  append(negation, &negation->first, operand);
  return negation;
}

/* A chain of operands and not a tree of pairs: a long one (many an "or" has hundreds) is then no deep nesting. */
static Node *parse_rank(Parser *p, int rank) {
  if (rank == RANK_COUNT) return parse_negation(p);
  Node *first = parse_rank(p, rank + 1);
  if (!first || p->token.kind != TOKEN_OPERATOR || ranks[p->token.op] != rank) return first;
  Node *chain = parser_node(p, NODE_CHAIN, first->at);
  Node **tail = append(chain, &chain->first, first);
  while (p->token.kind == TOKEN_OPERATOR && ranks[p->token.op] == rank) {
    const Operator op = p->token.op;
    parser_advance(p, false);
    Node *operand = parse_rank(p, rank + 1);
    if (!operand) return NULL;
    operand->op = op;
    tail = append(chain, tail, operand);
  }
  return chain;
}

static Node *fail_rest(Parser *p) {
  const Token *t = &p->token;
  if (t->kind == TOKEN_CLOSE)
    return parser_fail(p, t->at, STR("this ) closes nothing"), STR("remove it, or add the ( it belongs to"));
  if (t->kind == TOKEN_COMMA) {
    return parser_fail(p, t->at, STR("a comma stands outside a function"), STR("write numbers with a point, as in 1.5"));
  }
  if (fail_at_known(p)) return NULL;
  return parser_fail(p, t->at, STR("an operator is missing here"), STR("write one, such as and, or, = or +"));
}

Node *parse(Compilation *c) {
  if (c->source->text.len > LENGTH_MAX_BYTES) {
    mistake(c, 0, MISTAKE_TOO_LONG, mistake_text(c, "the expression is longer than %d bytes", LENGTH_MAX_BYTES),
            STR("split it into several calculate questions"));
    return NULL;
  }
  Parser p = {.c = c};
  parser_advance(&p, false);
  if (p.token.kind == TOKEN_END)
    return parser_fail(&p, 0, STR("the expression is empty"), STR("write one, or leave the setting out"));
  Node *root = parse_rank(&p, RANK_OR);
  if (!root) return NULL;
  return p.token.kind == TOKEN_END ? root : fail_rest(&p);
}
