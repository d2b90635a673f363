#ifndef EXPR_DIGEST_H
#define EXPR_DIGEST_H

#include "base.h"

/* Is it the name of an algorithm, or of an encoding, that digest() takes? */
bool digest_knows_algorithm(Str name);
bool digest_knows_encoding(Str name);

#endif
