/* The functions an expression may call. A file per family; each hands its table to function.c. */
#ifndef EXPR_FUNCTION_H
#define EXPR_FUNCTION_H

#include "ast.h"

typedef struct Evaluation {
  const ExprHost *host; /* NULL while a constant is worked out */
  Arena *arena;
} Evaluation;

enum { ARGUMENTS_ANY = 255 };

struct Function {
  const char *name;
  unsigned char least_arguments, most_arguments; /* ARGUMENTS_ANY: no limit */
  bool varies;                                   /* may give another value for the same arguments */
  Value (*call)(const Evaluation *e, const Node *call);
  double (*math)(double x); /* for the functions that are nothing but one of the C library's */
};

typedef struct FunctionFamily {
  const Function *functions;
  size_t count;
} FunctionFamily;

extern const FunctionFamily functions_logic, functions_math, functions_select, functions_text, functions_time;

const Function *function_find(Str name);        /* NULL: there is none */
Str function_nearest(Arena *arena, Str wanted); /* empty: none is near */

/* For the functions: their arguments, evaluated on demand, in the type they want. */
Value eval_node(const Evaluation *e, const Node *node);
bool argument_given(const Node *call, size_t ix);
Value argument(const Evaluation *e, const Node *call, size_t ix);
Str argument_str(const Evaluation *e, const Node *call, size_t ix);
double argument_number(const Evaluation *e, const Node *call, size_t ix);
bool argument_boolean(const Evaluation *e, const Node *call, size_t ix);

#endif
