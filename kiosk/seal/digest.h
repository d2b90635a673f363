/* digest: BLAKE2b for one purpose each: equal bytes digested for two purposes have nothing in common. */
#ifndef DIGEST_H
#define DIGEST_H

#include "base.h"

enum { DIGEST_MAX_BYTES = 32 };

/* The first `bytes` (at most DIGEST_MAX_BYTES) of the digest of text. purpose: at most 16 bytes. */
void digest(Str purpose, Str text, unsigned char *out, size_t bytes);

#endif
