/* What is on the screen, as JSON lines: for scripts, for tests, and for the eyes of someone who has only a terminal. */
#ifndef DESCRIBE_H
#define DESCRIBE_H

#include "base.h"
#include "draw.h"
#include "ui.h"

void describe_screen(const Scene *scene, const Node *nodes, size_t node_count, Display display, Sink *out);

#endif
