/* What the labels in a script mean: they resolve through what is drawn. */
#ifndef PLAY_FIND_H
#define PLAY_FIND_H

#include "base.h"
#include "ui.h"

/* The part of a node that can be seen; empty when none can. */
Rect play_visible(const Node *node);
/* The node a label means: its label or value exactly, first among those that take input, then among all; else, unless
 * such a one is out of sight, the only one that takes input and has it in its label without regard to ASCII case. NULL with a message when there is none or it cannot be tapped. */
const Node *play_find(const Node *nodes, size_t count, Str label, Err *err);
/* Does a visible label or value contain the text? */
bool play_shows(const Node *nodes, size_t count, Str text);

#endif
