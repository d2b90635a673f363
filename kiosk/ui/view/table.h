/* table: questions that are asked of one list of choices, as rows of a grid whose columns are the choices. */
#ifndef TABLE_H
#define TABLE_H

#include "../build.h"

/* How many of the cells, which follow each other on a page, are rows of the first one's table; 0: it is in none. */
size_t table_row_count(const Scene *scene, const int *cells, size_t count);
/* The rows as a grid, below what the flow has; room_px is the widest that it may be, in the middle of the screen. False, and nothing, where
 * its words would not be as easy to read as those of questions one by one: then it is asked so. */
bool table_layout(Build *b, const int *cells, size_t count, Flow *flow, int room_px);

#endif
