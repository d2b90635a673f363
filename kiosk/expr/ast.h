/* The tree that the passes hand on, and what they share while an expression is compiled. */
#ifndef EXPR_AST_H
#define EXPR_AST_H

#include "base.h"
#include "expr.h"

typedef struct Function Function;
typedef struct Regex Regex;
typedef struct Node Node;
typedef struct PathStep PathStep;
typedef struct Path Path;

typedef enum NodeKind {
  NODE_NUMBER,    /* .number */
  NODE_TEXT,      /* .text, without its quotes */
  NODE_REFERENCE, /* ${name}, and from check on each path that means the same */
  NODE_SELF,      /* . */
  NODE_PATH,      /* .path: walked while it is evaluated */
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
    Path *path;
    struct {
      Str name;
      int reference_ix;
      bool plural; /* may it mean several nodes, seen from where the expression stands? */
    };
    struct {
      Str function_name;
      const Function *function;
      const Regex *regex; /* of a call whose pattern is a literal: compiled once */
      bool any_text;      /* of a call whose pattern is for other programs only */
      int question_ix;    /* of jr:choice-name: the question whose choices are meant, or -1 */
      int levels_up;      /* of index(): from the question up to its repeat */
    };
  };
};

typedef enum PathStart {
  PATH_CONTEXT,   /* where '.' stands */
  PATH_ROOT,      /* /data/... */
  PATH_CURRENT,   /* current()/... */
  PATH_REFERENCE, /* ${id}/... or ${id}[...]; from check on all that begin with .reference_ix */
  PATH_INSTANCE,  /* instance('id')/... */
  PATH_CALL       /* randomize(...)/... or randomize(...)[...] */
} PathStart;

typedef enum Axis {
  AXIS_CHILD,
  AXIS_PARENT,
  AXIS_SELF,
  AXIS_FILTER /* no step at all: the predicates choose among what the path has come to */
} Axis;

struct PathStep {
  Axis axis;
  Str name;         /* empty: any */
  size_t at;        /* as a node's */
  Node *predicates; /* one after the other by .next; NULL: none */
  PathStep *next;
};

struct Path {
  PathStart start;
  Str id;
  int reference_ix;
  Node *call;
  PathStep *steps;
};

struct Expr {
  const Node *root;
  Str text;              /* of the source */
  const int *references; /* in order of appearance, with repetitions */
  size_t reference_count;
  bool uses_self, uses_position;
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

typedef enum MistakeCode {
  MISTAKE_ARGUMENTS,
  MISTAKE_BARE_NAME,
  MISTAKE_LETTER_CASE,
  MISTAKE_NO_DATE,
  MISTAKE_NOT_YET,
  MISTAKE_SELF,
  MISTAKE_SYNTAX,
  MISTAKE_TOO_DEEP,
  MISTAKE_TOO_LONG,
  MISTAKE_UNKNOWN_COLUMN,
  MISTAKE_UNKNOWN_FUNCTION,
  MISTAKE_UNKNOWN_LIST,
  MISTAKE_UNKNOWN_NAME,
  MISTAKE_UNKNOWN_STEP,
  MISTAKE_COUNT
} MistakeCode;

/* Reports a mistake at a byte of the source text; the what and remedy are copied. */
void mistake(Compilation *c, size_t at, MistakeCode code, Str what, Str remedy);
/* The same where the expression can be used all the same. */
void mistake_warn(Compilation *c, size_t at, MistakeCode code, Str what, Str remedy);
/* A mistake, but only a warning in a workbook: other programs take it, so the form can be asked. */
void mistake_unless_lenient(Compilation *c, size_t at, MistakeCode code, Str what, Str remedy);
/* For formatted messages: text that lasts as long as the messages. */
Str mistake_text(Compilation *c, const char *format, ...) BASE_PRINTF(2, 3);

/* The tree of the source text, or NULL after a mistake. */
Node *parse(Compilation *c);
/* Resolves the names under root and notes in expr what it uses. Reports every mistake it finds. */
void check(Compilation *c, Node *root, Expr *expr);

/* Is it a text or a number as it is written out? -5 is one too. */
bool node_literal(const Node *node, Value *out);

#endif
