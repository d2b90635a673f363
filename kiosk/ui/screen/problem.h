/* problem: what is wrong with an answer, in words. Between Back and Next where it fits: beside the finger that asked for more, and
 * where it moves nothing; else above the answers. */
#ifndef PROBLEM_H
#define PROBLEM_H

#include "../build.h"

/* Is there anything to say of the cell's answer? */
bool problem_is_shown(const Build *b, int cell);
/* free_above_px: empty height above the band that the words may take too. */
bool problem_fits_between(Build *b, const Asked *asked, Rect between, int free_above_px);
void problem_add_between(Build *b, const Asked *asked, Rect between);
/* Below what the flow has. */
void problem_add_above(Build *b, const Asked *asked, Flow *flow);

#endif
