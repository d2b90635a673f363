/* What is on the screen, as JSON lines: for scripts, for tests, and for the eyes of someone who has only a terminal. */
#ifndef DESCRIBE_H
#define DESCRIBE_H

#include "base.h"
#include "draw.h"
#include "ui.h"

/* scene is what ui was last shown. */
void describe_screen(Ui *ui, const Scene *scene, Display display, Sink *out);

#endif
