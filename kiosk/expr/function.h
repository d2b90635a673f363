/* The functions an expression may call. A file per family; each hands its table to function.c. */
#ifndef EXPR_FUNCTION_H
#define EXPR_FUNCTION_H

#include "ast.h"

typedef struct Evaluation {
  const ExprHost *host; /* NULL while a constant is worked out */
  Arena *arena;
  size_t *visits_left; /* of nodes, see may_visit */
  bool in_predicate;   /* then: */
  ExprNode node;       /* '.' */
  size_t position, size;
} Evaluation;

enum { ARGUMENTS_ANY = 255 };

struct Function {
  const char *name;
  unsigned char least_arguments, most_arguments; /* ARGUMENTS_ANY: no limit */
  unsigned char node_arguments;                  /* bit by bit: which of the arguments must be answers, not values */
  bool about_self;                               /* without an argument it is about '.' */
  bool varies;                                   /* may give another value for the same arguments */
  bool gives_number;                             /* or nothing, whatever its arguments are */
  unsigned char gives_arguments;                 /* bit by bit: which arguments it may give as they are; 255: all */
  bool of_each;                                  /* the last argument is worked out for each node of the one before */
  bool not_yet;                                  /* known from other programs, and always empty in this one */
  Value (*call)(const Evaluation *e, const Node *call);
  ExprNodes (*nodes)(const Evaluation *e,
                     const Node *call); /* of a function that gives nodes; needs a tree. NULL: it gives a value */
  double (*math)(double x);             /* for the functions that are nothing but one of the C library's */
};

typedef struct FunctionFamily {
  const Function *functions;
  size_t count;
} FunctionFamily;

extern const FunctionFamily functions_among, functions_date, functions_digest, functions_form, functions_list, functions_logic,
    functions_math, functions_nodes, functions_not_yet, functions_randomize, functions_select, functions_text;

const Function *function_find(Str name);             /* NULL: there is none */
const Function *function_find_in_any_case(Str name); /* the same, also for TRUE and Selected */
Str function_nearest(Arena *arena, Str wanted);      /* empty: none is near */

/* What pulldata() calls a table by: without the ending of a file. */
Str table_name(Str written);

/* For the functions: their arguments, evaluated on demand, in the type they want. */
Value eval_node(const Evaluation *e, const Node *node);
bool eval_boolean(const Evaluation *e, const Node *node);
bool argument_given(const Node *call, size_t ix);
const Node *argument_node(const Node *call, size_t ix);
Value argument(const Evaluation *e, const Node *call, size_t ix);
Str argument_str(const Evaluation *e, const Node *call, size_t ix);
double argument_number(const Evaluation *e, const Node *call, size_t ix);
bool argument_boolean(const Evaluation *e, const Node *call, size_t ix);

/* Where an argument may be several answers. */
typedef enum ValuesOrigin {
  VALUES_OF_ONE,       /* a value, or the one answer a reference means */
  VALUES_OF_REFERENCE, /* all that a reference means */
  VALUES_OF_PATH,      /* all that a path comes to */
  VALUES_OF_STAR       /* the same, and it ends in * */
} ValuesOrigin;

typedef struct Values {
  ValuesOrigin origin;
  Value one;          /* when count is 1 */
  const Value *items; /* when count is more */
  size_t count;
} Values;

/* Counts a visit to a node; false: there have been so many that nothing more is looked at. */
bool may_visit(const Evaluation *e);
/* All that a reference means beneath an ancestor, or, when that is NULL, as seen from where the expression stands. Needs a tree. */
ExprNodes referred_nodes(const Evaluation *e, int reference_ix, const ExprNode *ancestor);

bool gives_nodes(const Node *node);
/* Needs gives_nodes. Nothing when there is no tree. */
ExprNodes eval_nodes(const Evaluation *e, const Node *node);
Values eval_values(const Evaluation *e, const Node *node);
Value values_at(const Values *values, size_t ix);

#endif
