/* offer: the choices that are offered now, with their words and whether they are chosen: what every look of a list is laid out from. */
#ifndef OFFER_H
#define OFFER_H

#include "../build.h"

typedef struct Offer {
  const Choice *choice;
  int choice_ix; /* of the list */
  Str label;
  bool selected;
  int rank; /* of a rank question's chosen ones, from 1; else 0 */
} Offer;

typedef struct Offers {
  Offer *items; /* in the frame's arena */
  size_t count;
  size_t steps; /* those that are part of a scale */
  bool several; /* more than one may be chosen */
  bool full;    /* as many as may be are chosen */
  bool ranked;
} Offers;

Offers offers_of(Build *b, const Asked *asked);
/* How many choices are offered; at most `most` are counted. */
size_t offers_count(const Scene *scene, const Asked *asked, size_t most);
/* Are as many chosen as may be, so that only an exclusive choice could be added? */
bool offers_are_full(const Scene *scene, const Asked *asked);
/* How many may be chosen, in words; full: as it is said once so many are. Empty: there is no limit. */
Str offers_limit(Build *b, const Asked *asked, bool full);
/* A node for a choice, without words. */
Node *offer_node(Build *b, const Offers *offers, const Offer *offer, Rect rect, InkKind kind);

/* Which names an answer holds; fast for answers and lists of any length. */
typedef struct NameSet {
  const Str *sorted;
  size_t count;
} NameSet;

NameSet name_set_of(Arena *arena, Value answer);
bool name_set_holds(const NameSet *set, Str name);

/* The labels of the choices that an answer holds, in words. */
Str offers_words(Build *b, const Asked *asked);

#endif
