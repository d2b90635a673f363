/* header: above a question: how far it is, and quietly what helps: languages, larger letters, hiding. */
#ifndef HEADER_H
#define HEADER_H

#include "bands.h"

/* Returns the width that it takes of the content's first lines, where a low screen has no row for it; else 0. */
int header_add(Build *b, const Bands *bands, int screen_y);

#endif
