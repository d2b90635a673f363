/* rich_text: the text of a shared or inline string: its runs joined, without pronunciation guides (ECMA-376 part 1, 18.4). */
#ifndef RICH_TEXT_H
#define RICH_TEXT_H

#include "base.h"

enum { CELL_TEXT_BYTES_MAX = 128 * 1024 };

typedef struct RichText {
  Buffer buffer;
  bool too_long; /* what is beyond the limit was dropped */
  bool in_text;
  int guides; /* how many <rPh> are open */
} RichText;

RichText rich_text_new(Arena *arena); /* for any number of strings, one after the other */
void rich_text_clear(RichText *text);
void rich_text_start(RichText *text, const char *element);
void rich_text_end(RichText *text, const char *element);
void rich_text_add(RichText *text, Str words); /* heeded inside <t> only */
/* Adds to a cell's text whatever the element. */
void rich_text_append(RichText *text, Str words);
/* A copy in the arena with the escapes _xHHHH_ decoded (ST_Xstring, 22.9.2.19). */
Str rich_text_dup(const RichText *text, Arena *arena);
Str xstring_dup(Arena *arena, Str escaped);

#endif
