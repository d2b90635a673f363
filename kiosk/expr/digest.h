#ifndef EXPR_DIGEST_H
#define EXPR_DIGEST_H

#include "base.h"

/* Is it the name of an algorithm, or of an encoding, that digest() takes? */
bool digest_knows_algorithm(Str name);
bool digest_knows_encoding(Str name);
/* The number that a text is as randomize()'s seed: the first eight bytes of its SHA-256, as ODK's programs have it. */
int64_t digest_of_seed(Str text);

#endif
