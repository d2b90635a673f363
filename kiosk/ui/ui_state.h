/* ui_state: what a Ui holds, for ui.c and its inputs. */
#ifndef UI_STATE_H
#define UI_STATE_H

#include "build.h"
#include "gesture.h"
#include "motion.h"
#include "turn.h"

struct Ui {
  Arena *own;     /* this record */
  Arena *frame;   /* nodes and picture; rewound before each */
  Arena *scratch; /* values of actions; rewound before each input */
  UiSetup setup;
  Sizes sizes;
  TextSize text_size; /* the visitor's */
  Scene scene;        /* as given */
  Scene shown;        /* the same in the language that is shown */
  Turn turn;          /* of languages, where nobody has begun yet */
  int serial;         /* of the page shown */
  bool staff_open;    /* how things stand was shown, not the PIN pad */
  int gone_to;        /* from a review, the cell that is being changed; -1: none */
  int place;          /* in the form, of its first question; -1: no page is shown */
  int64_t now_ms;     /* when it was last shown, drawn or touched */
  Interaction state;
  Interaction behind;              /* while it is asked whether anybody is there: of the page that this is asked over, */
  int behind_place, behind_serial; /* and which that is; place -1: none */
  Build build;
  DrawList list;
  bool current;  /* build and list are of the scene and state as they are */
  Motion motion; /* of the picture last drawn */
};

/* Lays out and paints anew if anything changed. */
void ui_refresh(Ui *ui, int64_t now_ms);

/* The node with that key; NULL: none. */
const Node *focus_find(const Ui *ui, uint64_t key);
/* Moves the focus in the order of the nodes (keys of the on-screen keyboard are passed over). */
void focus_step(Ui *ui, bool backwards);
/* Moves the focus to the nearest node in a direction: dx, dy of -1, 0, 1. */
void focus_move(Ui *ui, int dx, int dy);
/* Scrolls by as much as brings the focused node into its window. */
void focus_reveal(Ui *ui);

/* What answers a question is in use: characters go into the answer, if it takes any, and its keyboard comes; others go. */
void ui_use(Ui *ui, const Act *act);
/* The letters come, wherever there is room, because they are meant. */
void ui_bring_keys(Ui *ui);
/* They go, and what is asked is seen; among other questions, the one after. */
void ui_put_keys_away(Ui *ui);

#endif
