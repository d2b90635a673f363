/* picture: rows of a picture of what was on the screen, as they may be left in memory. */
#ifndef PICTURE_H
#define PICTURE_H

#include "search.h"

/* "FILE.png,x,y,w,h": rows of that part of it, as pixels (blue, green, red, 255) or as how much of each pixel is ink, for a text of one
 * colour on another. False: the file cannot be read, or nothing is written there. */
bool picture_search(const Regions *regions, const char *part, Found *found);

#endif
