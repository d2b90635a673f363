#ifndef EXPR_OPERATE_H
#define EXPR_OPERATE_H

#include "ast.h"

/* What an operator other than and, or makes of two values. */
Value operate(Arena *arena, Operator op, Value a, Value b);

#endif
