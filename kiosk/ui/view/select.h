/* select: how choices that are selected stand on a page: in one of the looks that the author asks for, or behind a line. */
#ifndef SELECT_H
#define SELECT_H

#include "../build.h"

void select_layout(Build *b, const Asked *asked, Flow *flow, int room_px);

#endif
