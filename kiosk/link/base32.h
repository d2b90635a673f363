/* Crockford's base 32: eight digits for five bytes, read from paper and typed with thumbs. */
#ifndef LINK_BASE32_H
#define LINK_BASE32_H

#include "base.h"

/* What was typed, as so many digits would be written. False: there are more or fewer, or something that is none. */
bool base32_tidy(Str typed, size_t digit_count, char *out);
/* byte_count is a multiple of 5; so are the digits of 8. */
void base32_write(const unsigned char *bytes, size_t byte_count, char *out);
void base32_read(const char *tidy, unsigned char *out, size_t byte_count); /* tidy: of base32_tidy or base32_write */

#endif
