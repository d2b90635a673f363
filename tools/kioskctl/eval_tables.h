/* The tables of `eval --csv`: what pulldata(), instance() and jr:itext() find. */
#ifndef EVAL_TABLES_H
#define EVAL_TABLES_H

#include "expr.h"
#include "form.h"

typedef struct EvalTables {
  ChoiceList *lists;
  size_t count;
} EvalTables;

/* Beside the documents numbered 0 and below: table i is document i + 1. */
bool tables_document(const EvalTables *tables, Str id, ExprNode *out);
ExprNodes tables_children(const EvalTables *tables, ExprNode node, Arena *arena);
bool tables_parent(const EvalTables *tables, ExprNode node, ExprNode *out);
Str tables_name(const EvalTables *tables, ExprNode node);
Value tables_value(const EvalTables *tables, ExprNode node);
int tables_position(const EvalTables *tables, ExprNode node);

ExprColumn tables_column(const EvalTables *tables, Str id, Str column);
Str tables_look_up(const EvalTables *tables, Str id, Str column, Str key_column, Str key);
/* The label of "TABLE-0", its first row. */
Str tables_itext(const EvalTables *tables, Str id);

#endif
