/* text_shape: where each glyph of a line stands, and where each grapheme begins and ends on the screen. What is measured, what is
 * painted and where the caret stands all come from here. */
#ifndef TEXT_SHAPE_H
#define TEXT_SHAPE_H

#include "fonts.h"
#include "text_runs.h"

typedef struct ShapedGlyph {
  int face_ix;
  uint32_t glyph;
  int32_t x, y; /* 64ths of a pixel from the line's left edge, above its baseline */
} ShapedGlyph;

typedef struct ShapedGrapheme { /* in the text's order */
  size_t from, to;              /* bytes of the text */
  int32_t lead, trail;          /* where it begins and ends, 64ths of a pixel from the left edge; lead > trail: it runs left */
} ShapedGrapheme;

typedef struct ShapedLine {
  const ShapedGlyph *glyphs;
  size_t glyph_count;
  const ShapedGrapheme *graphemes;
  size_t grapheme_count;
  int32_t width; /* 64ths of a pixel */
} ShapedLine;

/* Everything lives in the arena. */
ShapedLine text_shape(Arena *arena, Fonts *fonts, Str text, int size_px, FontWeight weight, TextDirection direction);

/* px, as TextMetrics has them */
int shaped_width(const ShapedLine *line);
int shaped_caret(const ShapedLine *line, size_t at);
size_t shaped_byte_at(const ShapedLine *line, int x_px, bool rtl);

#endif
