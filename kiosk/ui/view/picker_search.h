/* picker_search: which labels a visitor means by a few letters. Case, accents and marks do not matter, nor does it whether ø, æ and å are
 * written as o, ae and a or aa: not every keyboard has them. */
#ifndef PICKER_SEARCH_H
#define PICKER_SEARCH_H

#include "base.h"

typedef enum SearchHit {                  /* the best first */
                         SEARCH_WHOLE,    /* it is the label */
                         SEARCH_AT_START, /* the label begins with it */
                         SEARCH_AT_WORDS, /* each of its words begins one of the label's */
                         SEARCH_INSIDE,   /* each stands somewhere */
                         SEARCH_MISS,
} SearchHit;

typedef struct Search Search;

Search *search_new(Arena *arena, Str query);
bool search_is_empty(const Search *search); /* nothing to look for: everything is meant */
SearchHit search_hit(Search *search, Str label);

#endif
