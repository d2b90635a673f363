/* How the page of a preview looks: on a desk, on a phone, on paper, light or dark. */
#ifndef PREVIEW_STYLE_H
#define PREVIEW_STYLE_H

extern const char preview_style[]; /* static: the inside of a style element */

#endif
