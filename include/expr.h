/* expr: the XLSForm expression language: a subset of XPath 1.0 with ODK's functions.
 * https://getodk.github.io/xforms-spec/#xpath-functions ; where engines differ, JavaRosa's reading.
 *
 * Four passes, a file each: lex, parse, check (names, arity, types), eval. Knows no form: names are resolved by a scope,
 * values come from a host. An Expr is immutable and lives in the arena it was compiled in. A path whose steps the scope can tell
 * (../x, /data/g/x) is a reference like ${x}; others, and those with predicates, are walked through the host's tree. */
#ifndef EXPR_H
#define EXPR_H

#include "base.h"

typedef struct Expr Expr;

typedef enum ExprColumn { EXPR_COLUMN_THERE, EXPR_COLUMN_MISSING, EXPR_TABLE_MISSING } ExprColumn;

/* What the names in an expression mean, asked at compile time. A reference is whatever the scope numbers: a question, a group, a
 * repeat, the form itself. */
typedef struct ExprScope {
  void *context;
  int (*find)(void *context, Str name); /* ${name}: a reference index >= 0, or -1 when there is no such name */
  const Str *names;                     /* all names, for suggestions */
  size_t name_count;
  bool allow_self; /* does '.' mean an answer here (constraint, calculation)? */
  /* Steps of a path through the form, each a reference index or -1; all NULL: paths are walked at evaluation only. */
  int (*self)(void *context);                     /* whose expression it is */
  int (*root)(void *context);                     /* the form itself: /data */
  int (*parent)(void *context, int reference_ix); /* .. */
  int (*child)(void *context, int reference_ix, Str name);
  bool (*is_repeat)(void *context, int reference_ix);
  bool in_choices; /* a choice_filter: bare names are columns of the choice that is looked at, and '.' is that choice */
  bool (*has_instance)(void *context, Str id); /* is there a list for instance('id')? NULL: all are taken to be there */
  /* What pulldata('table', 'column', 'key column', key) may ask for. is_key: the column's cells are looked for. NULL: all is there. */
  ExprColumn (*column)(void *context, Str table, Str column, bool is_key);
  /* What the items of instance('id') hold, or, id empty, the choices that an expression in_choices looks at. NULL, as a function or as
   * what it gives: that cannot be told, and every name is taken to be there. Borrowed. */
  const Str *(*fields)(void *context, Str id, size_t *count);
  bool lenient; /* a workbook that other programs take: a bare name is empty, with a warning; no list or no date is a warning */
} ExprScope;

/* Where an expression's text stands, for places of its mistakes. */
typedef struct ExprSource {
  Str text;
  Place place;        /* of the first character */
  bool columns_exact; /* false for a folded scalar: then every mistake is placed at its start and quotes the spot */
  Str line_text;
} ExprSource;

/* Compiles. On mistakes adds them to diags (codes expr-*) and returns NULL; warnings alone do not hinder it. The result borrows
 * source.text. */
const Expr *expr_compile(Arena *arena, const ExprSource *source, const ExprScope *scope, Diags *diags);

/* A node of the document that paths walk through: the host's own numbering. */
typedef struct ExprNode {
  int32_t tree, ix; /* which document (the answers, a list), and what of it */
} ExprNode;

typedef struct ExprNodes {
  const ExprNode *items; /* borrowed, or in the arena that was handed in; in document order */
  size_t count;
} ExprNodes;

/* How paths walk; the functions are handed only nodes that they or the host gave. What is not relevant is left out everywhere. */
typedef struct ExprTree {
  ExprNodes (*children)(void *context, ExprNode node, Arena *arena);
  bool (*parent)(void *context, ExprNode node, ExprNode *out); /* false: node is a document */
  Str (*name)(void *context, ExprNode node);
  Value (*value)(void *context, ExprNode node); /* VALUE_EMPTY for one that holds others */
  int (*position)(void *context,
                  ExprNode node); /* from 1, among its siblings of the same name: the number of a repeat's instance */
  /* What a reference means as seen from a node: the nearest one, or, across a repeat, all its instances. A repeat itself is all its
   * instances in the nearest of what is around it, also when the node stands in one of them; the form is its one node. */
  ExprNodes (*reference)(void *context, int reference_ix, ExprNode from, Arena *arena);
  /* All that a reference can mean beneath a node, such as an instance of a repeat. */
  ExprNodes (*beneath)(void *context, int reference_ix, ExprNode ancestor, Arena *arena);
  bool (*root)(void *context, ExprNode *out);             /* the document of the answers: '/' */
  bool (*instance)(void *context, Str id, ExprNode *out); /* the document of instance('id'): root/item/... */
} ExprTree;

/* What an expression reads while it is evaluated. Functions may be NULL where nothing is to be had. */
typedef struct ExprHost {
  void *context;
  Value (*reference)(void *context, int reference_ix); /* the first node's; VALUE_EMPTY when unanswered or not relevant */
  Value (*self)(void *context);                        /* the value of '.' */
  int64_t wall_ms;                                     /* now, in ms since 1970-01-01T00:00Z, for today() and now() */
  int64_t begun_wall_ms;                               /* when the visit began, for SurveyCTO's duration() */
  const Random *random;
  const ExprTree *tree; /* NULL: paths, counts and sums find nothing */
  ExprNode node;        /* '.' as a node */
  ExprNode current;     /* current(): the question whose expression it is; the same as node except in a choice_filter */
  Str (*choice_label)(void *context, int reference_ix, Str choice_name);         /* jr:choice-name, in the visit's language */
  Str (*itext)(void *context, Str id);                                           /* jr:itext */
  Str (*look_up)(void *context, Str table, Str column, Str key_column, Str key); /* pulldata: the first row's, or empty */
} ExprHost;

/* Evaluates; never fails: a value that cannot be had is empty or NaN. Text in the result may live in the arena or be
 * borrowed from the expression or the host. */
Value expr_eval(const Expr *expr, const ExprHost *host, Arena *arena);
bool expr_eval_boolean(const Expr *expr, const ExprHost *host, Arena *arena); /* the result as XPath's boolean() */

/* Is it a path or a reference alone, so that it may come to several nodes? Then these; nothing for other expressions. */
bool expr_gives_nodes(const Expr *expr);
ExprNodes expr_eval_nodes(const Expr *expr, const ExprHost *host, Arena *arena);

/* XPath conversions (also of dates: days since 1970-01-01). */
double expr_to_number(Value v);
bool expr_to_boolean(Value v);

/* Calls visit for each reference in the expression, paths among them, in order of appearance, with repetitions. */
void expr_each_reference(const Expr *expr, void (*visit)(void *context, int reference_ix), void *context);
/* Calls visit for each text that a reference is held against: ${a} = 'x', 'x' != ${a}, selected(${a}, 'x'). */
void expr_each_comparison(const Expr *expr, void (*visit)(void *context, int reference_ix, Str text), void *context);
/* Where an answer is held against a text or a number that is written out, or its choices are asked for. */
typedef enum ExprMeetingKind {
  EXPR_MEETS_EQUAL,  /* ${a} = 'x', 3 != ${a} */
  EXPR_MEETS_ORDER,  /* ${a} < 3 */
  EXPR_MEETS_CHOICES /* selected(${a}, 'x'), selected-at() and count-selected() */
} ExprMeetingKind;

enum { EXPR_MEETING_SELF = -1 };

typedef struct ExprMeeting {
  ExprMeetingKind kind;
  int reference_ix;     /* EXPR_MEETING_SELF: '.' */
  Value literal;        /* the text or number; VALUE_EMPTY: the empty text, or none that is written out */
  const char *function; /* of EXPR_MEETS_CHOICES */
  size_t at;            /* where it is written out, or the call: bytes of the source text, for expr_place */
} ExprMeeting;

void expr_each_meeting(const Expr *expr, void (*visit)(void *context, const ExprMeeting *meeting), void *context);

/* Between what numbers '.' must be, as far as the expression says so by comparing it with what is written out, as a whole or as a part of
 * an `and`: . > 3 and . <= 10. Infinite where it does not. */
typedef struct ExprBounds {
  double least, most;
  bool least_open, most_open; /* the bound itself is no more within */
} ExprBounds;

ExprBounds expr_bounds(const Expr *expr);
/* Calls visit for each number (-5 with its sign) and each text but the empty one that is written in the expression, in order. */
void expr_each_literal(const Expr *expr, void (*visit)(void *context, Value literal), void *context);
Str expr_text(const Expr *expr); /* as it was given to expr_compile, without white space around it; borrowed from there */
bool expr_uses_self(const Expr *expr);
bool expr_uses_position(const Expr *expr); /* position(..) or index(): of the repeat's instance it stands in */
/* Where a byte of the source text stands, as far as that can be told: else where the text begins. */
Place expr_place(const ExprSource *source, size_t at);
/* A constant expression's value, or false. Used to find conditions that never change. */
bool expr_constant(const Expr *expr, Value *out);

/* The most choices that '.' may hold, where the expression says so by count-selected(.) <= n, < n or = n, as a whole or as a part of an
 * `and`; 0: it says no such thing. */
int expr_selection_max(const Expr *expr);

/* Can it give nothing else than a number, or the empty text? of_reference says it of what a reference means. */
bool expr_gives_number(const Expr *expr, bool (*of_reference)(void *context, int reference_ix), void *context);

/* What a value is as the seed of an order: a number is cut to a whole one, a text that is no number is hashed. */
int64_t expr_seed(Value seed);
/* Puts the items into the order that randomize() gives for a seed: ODK's, so that a seed gives everywhere the same. */
void expr_randomize(int *items, size_t count, int64_t seed);

/* A text drawn by chance that one of the regex() in the expression accepts; false: there is none with its pattern written out. */
bool expr_draw_match(const Expr *expr, const Random *random, Arena *arena, Str *out);

/* Every code that this module's messages have; static. */
const char *const *expr_codes(size_t *count);

#endif
