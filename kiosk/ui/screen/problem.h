/* problem: what is wrong with an answer, in words. On wide screens between Back and Next or right above them, where it fits: beside the
 * finger that asked for more, and where it moves nothing; else above the answers. */
#ifndef PROBLEM_H
#define PROBLEM_H

#include "bands.h"

/* Is there anything to say of the cell's answer? */
bool problem_is_shown(const Build *b, int cell);
/* free_above_px: empty height at the end of the content that the words may take too. */
bool problem_fits_below(Build *b, const Asked *asked, const Bands *bands, int free_above_px);
void problem_add_below(Build *b, const Asked *asked, const Bands *bands, int free_above_px);
/* Below what the flow has. */
void problem_add_above(Build *b, const Asked *asked, Flow *flow);

#endif
