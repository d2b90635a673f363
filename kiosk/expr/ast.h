/* The tree that the passes hand on, and what they share while an expression is compiled. */
#ifndef EXPR_AST_H
#define EXPR_AST_H

#include "base.h"
#include "expr.h"

typedef struct Function Function;
typedef struct Regex Regex;
typedef struct Node Node;

typedef enum NodeKind {
  NODE_NUMBER,    /* .number */
  NODE_TEXT,      /* .text, without its quotes */
  NODE_REFERENCE, /* .name, and from check on .reference_ix */
  NODE_SELF,      /* . */
  NODE_NEGATE,    /* one child; .odd: is an odd number of minus signs before it? */
  NODE_CHAIN,     /* operands joined by operators of one rank, worked off from left to right */
  NODE_CALL,      /* .name, and from check on .function; the children are its arguments */
  NODE_KIND_COUNT
} NodeKind;

typedef enum Operator {
  OP_NONE,
  OP_OR,
  OP_AND,
  OP_EQUAL,
  OP_UNEQUAL,
  OP_LESS,
  OP_LESS_EQUAL,
  OP_GREATER,
  OP_GREATER_EQUAL,
  OP_ADD,
  OP_SUBTRACT,
  OP_MULTIPLY,
  OP_DIVIDE,
  OP_MODULO,
  OP_COUNT
} Operator;

struct Node {
  NodeKind kind;
  Operator op;        /* in a chain: joins this operand to what stands before it; the first has OP_NONE */
  size_t at;          /* where it begins in the source text, in bytes */
  Node *first, *next; /* first child, next sibling */
  size_t child_count;
  union {
    double number;
    Str text;
    bool odd;
    struct {
      Str name;
      int reference_ix;
    };
    struct {
      Str function_name;
      const Function *function;
      const Regex *regex; /* of a call whose pattern is a literal: compiled once */
    };
  };
};

struct Expr {
  const Node *root;
  const int *references; /* in order of appearance, with repetitions */
  size_t reference_count;
  bool uses_self;
  bool is_constant; /* then .constant holds its value */
  Value constant;
};

typedef struct Compilation { /* lives while one expression is compiled */
  Arena *arena;
  const ExprSource *source;
  const ExprScope *scope;
  Diags *diags;
  bool failed;
} Compilation;

/* Reports a mistake at a byte of the source text; the what and remedy are copied. */
void mistake(Compilation *c, size_t at, const char *code, Str what, Str remedy);
/* For formatted messages: text that lasts as long as the messages. */
Str mistake_text(Compilation *c, const char *format, ...) BASE_PRINTF(2, 3);

/* The tree of the source text, or NULL after a mistake. */
Node *parse(Compilation *c);
/* Resolves the names under root and notes in expr what it uses. Reports every mistake it finds. */
void check(Compilation *c, Node *root, Expr *expr);

#endif
