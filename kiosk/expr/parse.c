#include "lex.h"

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

typedef struct Parser {
  Compilation *c;
  Token token; /* the one to be looked at next */
  int depth;
} Parser;

static void advance(Parser *p, bool operator_may_follow) {
  p->token = lex(p->c, p->token.end, operator_may_follow);
}

static Node *fail(Parser *p, size_t at, Str what, Str remedy) {
  if (p->token.kind != TOKEN_WRONG) mistake(p->c, at, "expr-syntax", what, remedy); /* else it has been said */
  return NULL;
}

static Node *node_new(Parser *p, NodeKind kind, size_t at) {
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

/* An expression inside something: parentheses, a call, a minus. */
static Node *parse_inner(Parser *p) {
  if (p->depth == DEPTH_MAX) {
    mistake(p->c, p->token.at, "expr-too-deep", mistake_text(p->c, "parentheses are nested more than %d deep", DEPTH_MAX),
            STR("split the expression into several calculate questions"));
    return NULL;
  }
  p->depth++;
  Node *node = parse_rank(p, RANK_OR);
  p->depth--;
  return node;
}

static Node *fail_unclosed(Parser *p, size_t open_at) {
  if (p->token.kind == TOKEN_END) return fail(p, open_at, STR("this parenthesis is never closed"), STR("add the missing )"));
  return fail(p, p->token.at, STR("an operator, a comma or ) is missing here"), STR("write one, such as and, or, = or +"));
}

static Node *parse_parentheses(Parser *p) {
  const size_t open_at = p->token.at;
  advance(p, false);
  if (p->token.kind == TOKEN_CLOSE)
    return fail(p, open_at, STR("there is nothing between ( and )"), STR("remove both, or write a value"));
  Node *node = parse_inner(p);
  if (!node) return NULL;
  if (p->token.kind != TOKEN_CLOSE) return fail_unclosed(p, open_at);
  advance(p, true);
  return node;
}

static Node *parse_arguments(Parser *p, Node *call, size_t open_at) {
  Node **tail = &call->first;
  advance(p, false);
  if (p->token.kind == TOKEN_CLOSE) return call;
  for (;;) {
    Node *argument = parse_inner(p);
    if (!argument) return NULL;
    tail = append(call, tail, argument);
    if (p->token.kind == TOKEN_CLOSE) return call;
    if (p->token.kind != TOKEN_COMMA) return fail_unclosed(p, open_at);
    advance(p, false);
  }
}

static Node *fail_bare_name(Parser *p, Token name) {
  Compilation *c = p->c;
  Str remedy = STR("write ${name} for an answer, 'text' for a text, true() for true");
  if (str_is(name.text, "true") || str_is(name.text, "false")) {
    remedy = mistake_text(c, "write " STR_FMT "()", STR_ARG(name.text));
  } else if (c->scope->find(c->scope->context, name.text) >= 0) {
    remedy = mistake_text(c, "write ${" STR_FMT "} for the answer, or '" STR_FMT "' for the text", STR_ARG(name.text),
                          STR_ARG(name.text));
  }
  return fail(p, name.at, mistake_text(c, "the bare name " STR_FMT " stands for nothing", STR_ARG(name.text)), remedy);
}

static Node *parse_call(Parser *p) {
  const Token name = p->token;
  advance(p, true);
  if (p->token.kind == TOKEN_WRONG) return NULL;
  if (p->token.kind != TOKEN_OPEN) return fail_bare_name(p, name);
  Node *call = node_new(p, NODE_CALL, name.at);
  call->function_name = name.text;
  if (!parse_arguments(p, call, p->token.at)) return NULL;
  advance(p, true);
  return call;
}

static Node *parse_number(Parser *p) {
  Node *node = node_new(p, NODE_NUMBER, p->token.at);
  if (!str_to_double(p->token.text, &node->number)) {
    return fail(p, p->token.at, STR("this number has too many digits"), STR("shorten it"));
  }
  advance(p, true);
  return node;
}

static Node *parse_name_of(Parser *p, NodeKind kind) {
  Node *node = node_new(p, kind, p->token.at);
  if (kind == NODE_TEXT) node->text = p->token.text;
  if (kind == NODE_REFERENCE) node->name = p->token.text;
  advance(p, true);
  return node;
}

static Node *fail_no_value(Parser *p) {
  const Token *t = &p->token;
  if (t->kind == TOKEN_END) {
    return fail(p, t->at, STR("the expression ends where a value is expected"),
                STR("write the value, or remove what stands before it"));
  }
  return fail(p, t->at, mistake_text(p->c, "a value is missing before " STR_FMT, STR_ARG(t->text)),
              STR("write it, or remove the sign"));
}

static Node *parse_primary(Parser *p) {
  switch (p->token.kind) {
  case TOKEN_NUMBER:
    return parse_number(p);
  case TOKEN_TEXT:
    return parse_name_of(p, NODE_TEXT);
  case TOKEN_REFERENCE:
    return parse_name_of(p, NODE_REFERENCE);
  case TOKEN_SELF:
    return parse_name_of(p, NODE_SELF);
  case TOKEN_NAME:
    return parse_call(p);
  case TOKEN_OPEN:
    return parse_parentheses(p);
  case TOKEN_END:
  case TOKEN_OPERATOR:
  case TOKEN_CLOSE:
  case TOKEN_COMMA:
  case TOKEN_WRONG:
    break;
  }
  return fail_no_value(p);
}

/* However many minus signs there are, they make one node: they are no nesting. */
static Node *parse_negation(Parser *p) {
  if (p->token.kind != TOKEN_OPERATOR || p->token.op != OP_SUBTRACT) return parse_primary(p);
  Node *negation = node_new(p, NODE_NEGATE, p->token.at);
  for (; p->token.kind == TOKEN_OPERATOR && p->token.op == OP_SUBTRACT; advance(p, false))
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
  Node *chain = node_new(p, NODE_CHAIN, first->at);
  Node **tail = append(chain, &chain->first, first);
  while (p->token.kind == TOKEN_OPERATOR && ranks[p->token.op] == rank) {
    const Operator op = p->token.op;
    advance(p, false);
    Node *operand = parse_rank(p, rank + 1);
    if (!operand) return NULL;
    operand->op = op;
    tail = append(chain, tail, operand);
  }
  return chain;
}

static Node *fail_rest(Parser *p) {
  const Token *t = &p->token;
  if (t->kind == TOKEN_CLOSE) return fail(p, t->at, STR("this ) closes nothing"), STR("remove it, or add the ( it belongs to"));
  if (t->kind == TOKEN_COMMA) {
    return fail(p, t->at, STR("a comma stands outside a function"), STR("write numbers with a point, as in 1.5"));
  }
  if (t->kind == TOKEN_NAME && str_edit_distance(t->text, STR("and"), 0) == 0) {
    return fail(p, t->at, mistake_text(p->c, STR_FMT " is no operator", STR_ARG(t->text)), STR("write and in lower case"));
  }
  if (t->kind == TOKEN_NAME && str_edit_distance(t->text, STR("or"), 0) == 0) {
    return fail(p, t->at, mistake_text(p->c, STR_FMT " is no operator", STR_ARG(t->text)), STR("write or in lower case"));
  }
  return fail(p, t->at, STR("an operator is missing here"), STR("write one, such as and, or, = or +"));
}

Node *parse(Compilation *c) {
  if (c->source->text.len > LENGTH_MAX_BYTES) {
    mistake(c, 0, "expr-too-long", mistake_text(c, "the expression is longer than %d bytes", LENGTH_MAX_BYTES),
            STR("split it into several calculate questions"));
    return NULL;
  }
  Parser p = {.c = c};
  advance(&p, false);
  if (p.token.kind == TOKEN_END) return fail(&p, 0, STR("the expression is empty"), STR("write one, or leave the setting out"));
  Node *root = parse_rank(&p, RANK_OR);
  if (!root) return NULL;
  return p.token.kind == TOKEN_END ? root : fail_rest(&p);
}
