#ifndef EXPR_OPERATE_H
#define EXPR_OPERATE_H

#include "function.h"

/* What + - * div mod make of two values. */
Value operate(Operator op, Value a, Value b);
/* What = != < <= > >= say of two operands. */
bool compare(const Evaluation *e, Operator op, const Values *a, const Values *b);

#endif
