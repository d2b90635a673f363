/* Everything that is made of a key is keyed BLAKE2b, told apart by a word for what it is for. */
#ifndef LINK_DERIVE_H
#define LINK_DERIVE_H

#include "link.h"

enum { DERIVED_MAX_BYTES = 64 };

/* purpose: 16 bytes at most. key NULL: of the text alone. The bytes are the first of 64, whatever is asked for. */
void derive(const LinkKey *key, Str purpose, Str text, unsigned char *out, size_t bytes);
void derive_hex(const LinkKey *key, Str purpose, Str text, char out[LINK_HASH_LEN + 1]);

#endif
