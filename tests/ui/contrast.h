/* contrast: what is painted against what lies beneath it, from the drawing list alone (WCAG 2.x, 1.4.3 and 1.4.11). */
#ifndef CONTRAST_H
#define CONTRAST_H

#include "findings.h"

/* The colour at a point once the first `count` commands are painted; false where a picture lies there. */
bool contrast_beneath(const DrawList *list, size_t count, int x, int y, Colour *out);
/* Words 4.5:1, of whatever size; edges, marks and faces of buttons 3:1 against what they stand on. Nodes: those of the list. */
void contrast_check(Ui *ui, const Theme *theme, Display display, int64_t now_ms, Findings *findings);

#endif
