/* interaction: what fingers and keys are in the middle of. Begins anew with every screen and question. */
#ifndef INTERACTION_H
#define INTERACTION_H

#include "base.h"

typedef struct Interaction {
  uint64_t focus;     /* key of the focused node's id; 0: none */
  bool focus_visible; /* keys are in use: show the ring */

  bool down; /* the one pointer that counts is down */
  int64_t pointer;
  uint64_t pressed; /* key of the node under it at the press; 0: none, or it slid off */
  bool inside;      /* still over that node */
  int down_x, down_y;
  bool dragging; /* became a scroll */
  int drag_from_px;

  int64_t repeat_at_ms; /* a held key repeats then; INT64_MAX: never */
  bool repeated;

  int scroll_px, scroll_max_px, page_px;
  size_t caret; /* bytes into the answer's text */
  bool shift, digits, menu;
  bool minus; /* a number's sign was given before its first digit */

  int64_t slide_from_ms; /* motion began; INT64_MIN: none */
  int slide_sign;        /* 1: comes from the end side, -1: from the start side */
  int64_t shown_at_ms;   /* this screen or question came; INT64_MIN: before any press could be meant for another */
} Interaction;

Interaction interaction_new(void);

#endif
