/* The page of a preview: one HTML file without scripts, its pictures beside it. */
#ifndef PREVIEW_PAGE_H
#define PREVIEW_PAGE_H

#include "preview_screen.h"

/* scratch is rewound. */
void preview_page_write(const Preview *preview, Arena *scratch, Sink *out);

#endif
