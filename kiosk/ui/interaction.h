/* interaction: what fingers and keys are in the middle of. Begins anew with every screen and question. */
#ifndef INTERACTION_H
#define INTERACTION_H

#include "base.h"
#include "draw.h"

enum { RANKED_MAX = 100 }; /* choices that can be put in order by hand */

/* Which letters the on-screen keyboard types; SHIFT_AUTO: capitals at the beginning of a sentence. */
typedef enum ShiftState { SHIFT_AUTO, SHIFT_OFF, SHIFT_ON, SHIFT_LOCK } ShiftState;

/* Do the letters of the on-screen keyboard stand on the screen while a field could be typed into? KEYS_FITTING: where there is room above
 * them for the field and its question, or for some of a list. */
typedef enum KeysUse { KEYS_FITTING, KEYS_WANTED, KEYS_AWAY } KeysUse;

/* What lies over a screen: the languages; all that helps, where the header has no room for it; the way to go on on a phone. */
typedef enum MenuKind { MENU_LANGUAGES, MENU_WHOLE, MENU_CONTINUE } MenuKind;

enum { PIN_DIGITS_MAX = 12 };
enum { STROKE_POINTS_MAX = 4096 }; /* of a stroke while it is drawn */

typedef struct StrokePoint {
  int16_t x, y; /* units of the paper, see sketch.h */
} StrokePoint;

typedef struct Interaction {
  uint64_t focus;     /* key of the focused node's id; 0: none */
  bool focus_visible; /* keys are in use: show the ring */

  bool down;     /* the one pointer that counts is down */
  bool inside;   /* still over the node that it went down on */
  bool dragging; /* became a scroll */
  bool drawing;  /* strokes, from the first touch on */
  bool repeated; /* what is held was done already */
  int64_t pointer;
  uint64_t pressed; /* key of the node under it at the press; 0: none, or it slid off */
  int down_x, down_y;
  int64_t down_at_ms;
  int64_t repeat_at_ms; /* a held key repeats then; INT64_MAX: never */
  int drag_from_px;

  int scroll_px, scroll_max_px;
  int page_px;       /* a page of a list that is only laid out where it is seen; 0: to what is laid out */
  Rect window;       /* what of the screen the scrolled content shows in */
  size_t caret;      /* bytes into the answer's text */
  size_t field_line; /* the first line that stands in a field of more than it shows */
  int caret_goal_px; /* where up and down aim at, from the left edge of the words, as long as the caret is at caret_goal; -1: nowhere */
  size_t caret_goal;  /* bytes */
  bool digits, latin; /* the on-screen keyboard: its layer of signs; the letters that are not the field's own */
  bool minus;         /* a number's sign was given before its first digit */
  bool menu;          /* lies over the screen: */
  MenuKind menu_kind;
  ShiftState shift;
  KeysUse keys;
  int64_t shift_at_ms;   /* when shift was pressed last; INT64_MIN: other keys were since */
  uint64_t accents_of;   /* the key whose row of accents is open; 0: none */
  int64_t menu_until_ms; /* the menu shuts by itself then; INT64_MAX: never */

  int active_cell;    /* whose field is typed into; -1: none's */
  int reveal_cell;    /* to be brought into sight by the next layout; -1: none */
  int focus_cell;     /* to be given the focus by it, at its first answer; -1: none */
  int guidance_cell;  /* whose longer explanation is unfolded; -1: none's */
  int slide_ix;       /* where a finger on a slider points to; -1: there is none */
  int meant_language; /* of whoever pressed last, where languages take turns */
  bool asked_next;    /* Next was pressed, and nothing has moved since */
  bool went_back;
  bool hidden;     /* the screen is blank until it is touched */
  bool space_used; /* the space bar did something else than type: the character that comes of it means nothing */

  int half_done_cell; /* Next was pressed on an answer that is half given; -1: no */

  int ranked_cell; /* whose choices are being put in order; -1: nobody's */
  int ranked[RANKED_MAX];
  size_t ranked_count;

  int64_t staff_at_ms;  /* a finger that is held still opens the staff screen then; INT64_MAX: no such finger is down */
  int64_t staff_key_ms; /* since when the keys for it are held; INT64_MIN: they are not */
  size_t pin_len;
  char pin[PIN_DIGITS_MAX]; /* of staff; never shown, and told to nobody but the app */
  bool asks_quit;           /* whether staff mean it is asked */

  char typed[32]; /* a number as it was typed: "3," is not yet "3,5" */
  size_t typed_len;
  int part;        /* of a date, that digits are typed into; -1: the first */
  int part_number; /* those typed so far */
  int part_digits; /* and how many */

  int stroke_cell; /* whose paper is drawn on; -1: nobody's */
  StrokePoint stroke[STROKE_POINTS_MAX];
  size_t stroke_count;

  int sheet_cell; /* whose sheet (a picker's list, a month) lies over the page; -1: nobody's */
  int under_px;   /* how far the page is scrolled that a sheet or the menu lies over */
  uint64_t under_focus;
  char query[64]; /* what is searched for in a picker */
  size_t query_len;
  int sheet_month;    /* shown by a month sheet: year * 12 + month - 1 */
  char composing[64]; /* being composed on a physical keyboard, and not yet typed */
  size_t composing_len;
  int64_t slide_from_ms; /* motion began; INT64_MIN: none */
  int slide_sign;        /* 1: comes from the end side, -1: from the start side */
  int64_t
      shown_at_ms; /* this screen or question came, or its keys came or went; INT64_MIN: before any press could be meant for another */
} Interaction;

Interaction interaction_new(void);
/* The pointer presses nothing any more. */
void interaction_let_go(Interaction *state);
/* The digits of a PIN are forgotten. */
void interaction_end_pin(Interaction *state);
/* What was being drawn is forgotten, or what was being composed. */
void interaction_end_stroke(Interaction *state);
void interaction_end_composing(Interaction *state);
/* A cell's sheet over the page, at its beginning; and away again: the page is where it was, and what was searched for is forgotten. */
void interaction_open_sheet(Interaction *state, int cell);
void interaction_shut_sheet(Interaction *state);
/* The same with the menu, or from one kind of it to another; what is typed into stays in sight, however large the letters became. */
void interaction_open_menu(Interaction *state, MenuKind kind);
void interaction_shut_menu(Interaction *state);
/* Whether staff mean to quit is asked over how things stand; and away again. */
void interaction_ask_quit(Interaction *state, bool asks);
/* Goes on after a while elsewhere: nothing is pressed, and nothing hidden. */
void interaction_resume(Interaction *state, int64_t now_ms);

#endif
