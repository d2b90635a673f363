/* What the parts of the parser share. */
#ifndef EXPR_PARSE_H
#define EXPR_PARSE_H

#include "lex.h"

typedef struct Parser {
  Compilation *c;
  Token token; /* the one to be looked at next */
  int depth;
} Parser;

void parser_advance(Parser *p, bool operator_may_follow);
/* Reports a mistake, unless the lexer has reported the token. Returns NULL. */
Node *parser_fail(Parser *p, size_t at, Str what, Str remedy);
Node *parser_node(Parser *p, NodeKind kind, size_t at);
/* An expression inside something: parentheses, a call, a predicate. */
Node *parse_inner(Parser *p);

/* Does a path, or '.', begin with the token? A name does when no ( follows: look there first. */
bool path_begins(const Parser *p);
/* A path, '.' or ${name}, from the token on. NULL after a mistake. */
Node *parse_path(Parser *p);
/* The path that begins with the name that was the token before. */
Node *parse_path_from_name(Parser *p, Token name);
/* The rest of a path that begins with current() or instance('id'): the token is what follows it. */
Node *parse_path_from_call(Parser *p, const Node *call);
/* The same behind a call that gives nodes, of which the token chooses some or goes on from. */
Node *parse_path_from_nodes(Parser *p, Node *call);

#endif
