#ifndef EXPR_LEX_H
#define EXPR_LEX_H

#include "ast.h"

typedef enum TokenKind {
  TOKEN_END,
  TOKEN_NUMBER,    /* .text: its digits */
  TOKEN_TEXT,      /* .text: without the quotes */
  TOKEN_REFERENCE, /* .text: the name between the braces */
  TOKEN_NAME,
  TOKEN_SELF,     /* . */
  TOKEN_PARENT,   /* .. */
  TOKEN_SLASH,    /* / */
  TOKEN_AXIS,     /* :: */
  TOKEN_OPERATOR, /* .op; a * that no operator may follow is a step of a path */
  TOKEN_OPEN,
  TOKEN_CLOSE,
  TOKEN_BRACKET_OPEN,
  TOKEN_BRACKET_CLOSE,
  TOKEN_COMMA,
  TOKEN_WRONG /* has been reported */
} TokenKind;

typedef struct Token {
  TokenKind kind;
  size_t at, end; /* bytes of the source text */
  Str text;
  Operator op;
} Token;

/* The token at or after the byte at. Whether an operator may stand there decides what "and", "div" and "*" mean. */
Token lex(Compilation *c, size_t at, bool operator_may_follow);

#endif
