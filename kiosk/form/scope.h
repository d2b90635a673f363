/* What the names in a form's expressions mean, asked while they are compiled. */
#ifndef FORM_SCOPE_H
#define FORM_SCOPE_H

#include "draft.h"

typedef struct ScopeContext { /* of one expression; outlives its compilation */
  Draft *draft;
  const YamlNode *node; /* the expression's */
  int self_ix;
} ScopeContext;

ExprScope scope_of(ScopeContext *context, ExpressionUse use);
/* Says that name can mean found or other as well. */
void scope_report_ambiguous(Draft *draft, const YamlNode *at, Str name, int found, int other);

#endif
