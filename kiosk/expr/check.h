/* What the parts of the check share. */
#ifndef EXPR_CHECK_H
#define EXPR_CHECK_H

#include "function.h"

typedef enum ListLevel { LIST_NONE, LIST_DOCUMENT, LIST_ROOT, LIST_ITEM, LIST_FIELD } ListLevel; /* each within the one before */

typedef struct ListSpot { /* where in a list a path has come to */
  ListLevel level;        /* LIST_NONE: in none, or that cannot be told */
  Str id;                 /* empty: the choices on offer */
} ListSpot;

typedef struct Checker {
  Compilation *c;
  Expr *expr;
  int *references;
  size_t count, capacity;
  int context_ix;    /* what '.' is here, as a reference; -1: that cannot be told */
  ListSpot spot;     /* what '.' is here, in a list */
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
/* Where a step of any axis leads to from there, in a list. Reports a name that nothing there has: the path would be empty for ever. */
ListSpot check_list_step(Checker *k, ListSpot from, const PathStep *step);
/* The question that a text such as '${x}', '/data/x' or '../x' means, or -1. */
int check_path_in_text(const Checker *k, Str text);
/* The name that such a text ends in. */
Str check_name_in_text(Str text);
/* What is particular to a function; its arguments have been checked. */
void check_call(Checker *k, Node *call);

#endif
