/* allocations: how often this process has asked for memory, libraries and all. */
#ifndef ALLOCATIONS_H
#define ALLOCATIONS_H

#include <stddef.h>

size_t allocations(void);

#endif
