/* rules: what must hold for the nodes of any screen. */
#ifndef RULES_H
#define RULES_H

#include "findings.h"

/* Does it stand on top of, or behind, others by design: a fade at a window's edge, the first screen's button, a drawing? */
bool rules_is_backdrop(const Node *node, Display display);
/* Nothing leaves the screen, overlaps, is cut, too small or without words. */
void rules_check_nodes(Ui *ui, Display display, int64_t now_ms, Findings *findings);
/* Every node can be brought into sight by scrolling. It is at its top afterwards. */
void rules_check_scrolling(Ui *ui, int64_t now_ms, Findings *findings);
/* Tab comes to every input but the on-screen keyboard's keys, to each of them once. */
void rules_check_focus(Ui *ui, int64_t now_ms, Findings *findings);

#endif
