/* The HTML that is found in forms: a few tags and entities. */
#ifndef FORM_MARKUP_HTML_H
#define FORM_MARKUP_HTML_H

#include "base.h"

typedef enum TagMeaning {
  TAG_NONE,  /* no tag that is known: text */
  TAG_STYLE, /* leaves no trace */
  TAG_BREAK, /* ends a line */
  TAG_BLOCK, /* begins and ends on a line of its own */
  TAG_ITEM,  /* a block behind a bullet */
  TAG_SPACE, /* parts two words */
} TagMeaning;

/* What stands at the start of s ('<' is its first character), and how many bytes of it. A closing tag of an item is a block's. */
TagMeaning markup_read_tag(Str s, size_t *len);
/* The character that the entity at the start of s ('&' is its first) stands for, and how many bytes it takes; false: it is none. */
bool markup_read_entity(Str s, uint32_t *cp, size_t *len);

#endif
