/* text: what lines of text measure and look like, from fonts and three caches. */
#ifndef TEXT_H
#define TEXT_H

#include "fonts.h"
#include "picture_cache.h"
#include "width_cache.h"

enum { TEXT_LINES_BYTES = 12 << 20, TEXT_GLYPHS_BYTES = 3 << 20 };

typedef struct TextMaker {
  Fonts fonts;
  Arena *scratch; /* rewound, and so wiped, after each line */
  PictureCache lines, glyphs;
  WidthCache widths;
} TextMaker;

/* text is zeroed memory. Failure: no-font. */
Status text_open(TextMaker *text, const char *family, Err *err);
void text_close(TextMaker *text); /* also after a failed open */
int text_width(TextMaker *text, Str line, int size_px, FontWeight weight);
int text_caret(TextMaker *text, Str line, size_t at, int size_px, FontWeight weight, bool rtl);
size_t text_byte_at(TextMaker *text, Str line, int x_px, int size_px, FontWeight weight, bool rtl);
/* The line's picture, relative to the top left of its line box; borrowed until the next call. */
const Picture *text_picture(TextMaker *text, Str line, int size_px, FontWeight weight, bool rtl);
void text_wipe(TextMaker *text);

#endif
