/* closing: what the screens that end a visit share: the organisation's mark above, languages and Done below. */
#ifndef CLOSING_H
#define CLOSING_H

#include "../build.h"

/* The room for what the screen says, and the row below it. False: the list of languages stands there instead, and nothing is to be added. */
bool closing_begin(Build *b, Rect *area, Rect *footer);
void closing_end(Build *b, Rect footer);

#endif
