/* Markdown and simple HTML in texts: what authors of XLSForms put there for a phone, as plain text for a screen that has none. */
#ifndef FORM_MARKUP_H
#define FORM_MARKUP_H

#include "base.h"

/* text without its markup: emphasis, headings, links and code as their words, list items behind "• ", <br> and blocks as line breaks,
 * entities as their characters. What only looks like markup stays (2 * 3 * 4, snake_case, <5 years), and ${name} is never touched.
 * Text without markup is returned as it is; else the result lives in the arena. */
Str markup_plain(Arena *arena, Str text);

#endif
