/* pages: memory straight from the system, for what may be written nowhere else. */
#ifndef PAGES_H
#define PAGES_H

#include <stddef.h>

/* Zeroed whole pages of *bytes at least, which becomes how many there are. Kept out of core files, and out of swap as far as this
 * process may (RLIMIT_MEMLOCK): beyond that they are ordinary memory, and nobody else's mapping fails for it. NULL: out of memory. */
void *pages_take(size_t *bytes);
void pages_give_back(void *pages, size_t bytes); /* wipes them, and returns them to the system */

#endif
