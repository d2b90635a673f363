/* What the parts of the check share. */
#ifndef EXPR_CHECK_H
#define EXPR_CHECK_H

#include "function.h"

typedef struct Checker {
  Compilation *c;
  Expr *expr;
  int *references;
  size_t count, capacity;
  int context_ix;    /* what '.' is here, as a reference; -1: that cannot be told */
  bool in_predicate; /* between [ and ] */
  bool unreached;    /* behind an operand that decides already: never evaluated */
} Checker;

/* Checks node and all under it. Is it a constant? */
bool check_node(Checker *k, Node *node);
void check_note_reference(Checker *k, int reference_ix);
/* May what reference_ix means be several nodes, seen from where the expression stands? */
bool check_is_plural(const Checker *k, int reference_ix);
void check_report_unknown(Checker *k, size_t at, Str name);

/* Makes a reference of a path that the scope can tell. */
void check_path(Checker *k, Node *node);
/* The question that a text such as '${x}', '/data/x' or '../x' means, or -1. */
int check_path_in_text(const Checker *k, Str text);
/* The name that such a text ends in. */
Str check_name_in_text(Str text);
/* What is particular to a function; its arguments have been checked. */
void check_call(Checker *k, Node *call);

#endif
