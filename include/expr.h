/* expr: the XLSForm expression language: a subset of XPath 1.0 with ODK's functions.
 * https://getodk.github.io/xforms-spec/#xpath-functions ; where engines differ, JavaRosa's reading.
 *
 * Four passes, a file each: lex, parse, check (names, arity, types), eval. Knows no form: names are resolved by a scope,
 * values come from a host. An Expr is immutable and lives in the arena it was compiled in. */
#ifndef EXPR_H
#define EXPR_H

#include "base.h"

typedef struct Expr Expr;

/* What the names in ${name} mean, asked at compile time. */
typedef struct ExprScope {
  void *context;
  int (*find)(void *context, Str name); /* a reference index >= 0, or -1 when there is no such name */
  const Str *names;                     /* all names, for suggestions */
  size_t name_count;
  bool allow_self; /* is '.' allowed (constraint)? */
} ExprScope;

/* Where an expression's text stands, for places of its mistakes. */
typedef struct ExprSource {
  Str text;
  Place place;        /* of the first character */
  bool columns_exact; /* false for a folded scalar: then every mistake is placed at its start and quotes the spot */
  Str line_text;
} ExprSource;

/* Compiles. On mistakes adds them to diags (codes expr-*) and returns NULL. The result borrows source.text. */
const Expr *expr_compile(Arena *arena, const ExprSource *source, const ExprScope *scope, Diags *diags);

/* What an expression reads while it is evaluated. */
typedef struct ExprHost {
  void *context;
  Value (*reference)(void *context, int reference_ix); /* VALUE_EMPTY when unanswered or not relevant */
  Value (*self)(void *context);                        /* the value of '.' */
  int64_t wall_ms;                                     /* now, in ms since 1970-01-01T00:00Z, for today() and now() */
  const Random *random;
} ExprHost;

/* Evaluates; never fails: a value that cannot be had is empty or NaN. Text in the result may live in the arena or be
 * borrowed from the expression or the host. */
Value expr_eval(const Expr *expr, const ExprHost *host, Arena *arena);
bool expr_eval_boolean(const Expr *expr, const ExprHost *host, Arena *arena); /* the result as XPath's boolean() */

/* XPath conversions (also of dates: days since 1970-01-01). */
double expr_to_number(Value v);
bool expr_to_boolean(Value v);

/* Calls visit for each reference in the expression, in order of appearance, with repetitions. */
void expr_each_reference(const Expr *expr, void (*visit)(void *context, int reference_ix), void *context);
/* Calls visit for each text that a reference is held against: ${a} = 'x', 'x' != ${a}, selected(${a}, 'x'). */
void expr_each_comparison(const Expr *expr, void (*visit)(void *context, int reference_ix, Str text), void *context);
bool expr_uses_self(const Expr *expr);
/* A constant expression's value, or false. Used to find conditions that never change. */
bool expr_constant(const Expr *expr, Value *out);

#endif
