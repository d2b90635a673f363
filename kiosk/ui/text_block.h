/* text_block: a text broken into lines that fit a width. Breaks by Unicode's rules (UAX 14); a word wider than the width is
 * broken between graphemes, so nothing ever overflows. */
#ifndef TEXT_BLOCK_H
#define TEXT_BLOCK_H

#include "draw.h"
#include "text_letters.h"

typedef struct TextLine {
  Str text; /* borrowed from the text that was broken; without the spaces at its end */
  int width_px;
  bool rtl; /* as the paragraph runs of which it is a line */
} TextLine;

typedef struct TextBlock {
  const TextLine *lines;
  size_t count; /* at least 1 */
  int size_px;
  FontWeight weight;
  int line_px; /* height of a line */
  int width_px, height_px;
} TextBlock;

TextBlock text_block(Arena *arena, const TextMetrics *metrics, Str text, int width_px, int size_px, FontWeight weight);
/* The same in as many lines, but each about as long: no word is left alone in the last. For headings. */
TextBlock text_block_balanced(Arena *arena, const TextMetrics *metrics, Str text, int width_px, int size_px, FontWeight weight);
/* Height of a line: of one that runs leftwards, with the room that its letters need below. */
int text_block_line(const TextMetrics *metrics, int size_px, FontWeight weight, bool rtl);
/* Would every word fit without being broken inside? */
bool text_words_fit(Arena *arena, const TextMetrics *metrics, Str text, int width_px, int size_px, FontWeight weight);

#endif
