/* What can befall a page of a file on a disk that fails. */
#ifndef DAMAGE_H
#define DAMAGE_H

#include "base.h"

enum { DAMAGE_PAGE_BYTES = 4096 };

/* Damages one page in one of a few ways: noise, zeros, half a write, its head, another page's content. */
void damage_page(const Random *random, char *file, size_t page_count, size_t page_ix);

#endif
