#ifndef EXPR_PATH_H
#define EXPR_PATH_H

#include "function.h"

/* All that a path comes to, in the arena. */
ExprNodes path_nodes(const Evaluation *e, const Path *path);
/* May its last step be anything? */
bool path_ends_in_star(const Path *path);

#endif
