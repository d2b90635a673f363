/* text: what lines of text measure and look like, from fonts and two caches. */
#ifndef TEXT_H
#define TEXT_H

#include "fonts.h"
#include "text_cache.h"
#include "width_cache.h"

typedef struct TextMaker {
  Fonts fonts;
  Arena *scratch; /* rewound, and so wiped, after each line */
  TextCache pictures;
  WidthCache widths;
} TextMaker;

/* text is zeroed memory. Failure: no-font. */
Status text_open(TextMaker *text, const char *family, Err *err);
void text_close(TextMaker *text); /* also after a failed open */
int text_width(TextMaker *text, Str line, int size_px, FontWeight weight);
/* The line's mask; borrowed until the next call. */
const TextPicture *text_picture(TextMaker *text, Str line, int size_px, FontWeight weight, bool rtl);
void text_wipe(TextMaker *text);

#endif
