/* build: a screen while it is laid out: the node list, and what each node looks like and does.
 *
 * Screens and views are laid out as for a script that runs from left to right; build_finish mirrors the whole list for the others,
 * so no view knows about direction. Everything lives in the frame arena. */
#ifndef BUILD_H
#define BUILD_H

#include "interaction.h"
#include "size.h"
#include "text_block.h"
#include "ui.h"

typedef enum InkKind {
  INK_TEXT,     /* words only */
  INK_BUTTON,   /* a button on the surface */
  INK_PRIMARY,  /* the one main button of a screen */
  INK_QUIET,    /* a button without a face, words in the accent colour */
  INK_CHIP,     /* one of a few that exclude each other: a language */
  INK_CHOICE,   /* an answer with its mark: a disc or a box */
  INK_CELL,     /* an answer of a scale: words or a number in the middle */
  INK_FACE,     /* an answer of a scale: a face above or before its words */
  INK_CARD,     /* an answer with a picture: its mark in the corner */
  INK_PLATE,    /* a card without a mark of its own, that others stand on */
  INK_MARK,     /* an answer that is nothing but its mark: its words stand elsewhere */
  INK_STAR,     /* an answer of a scale of stars: full up to the one that is chosen */
  INK_PICK,     /* a line that opens a list: what is chosen, and an arrow */
  INK_KEY,      /* a key of the on-screen keyboard */
  INK_FIELD,    /* a text box */
  INK_DAY,      /* of a month */
  INK_SKETCH,   /* a paper for a finger to draw on */
  INK_ACCENTS,  /* the plate that a held key's row stands on */
  INK_PROGRESS, /* share of the way */
  INK_ALERT,    /* a message about a mistake */
  INK_BANNER,   /* the trial mark */
  INK_QR,       /* a code on its own light card */
  INK_HERO,     /* the first screen's button: its face */
  INK_DRAWING,  /* three speech bubbles, for the eye only */
  INK_IMAGE,    /* a picture */
  INK_PART,     /* what a stepper is set to */
  INK_SLIDER,   /* a track with its knob */
  INK_FADE,     /* an edge that content goes on behind */
  INK_REVIEWED, /* a question and its answer, to go to */
  INK_CLOCK,    /* its hands at ink.step, minutes from midnight */
  INK_FACT,     /* of how things stand: a card with words above and below the ones that count */
  INK_PIN,      /* a dot for each digit: ink.step */
  INK_CUP,      /* of coffee */
  INK_HIDDEN,   /* nothing but how to go on */
  INK_KIND_COUNT
} InkKind;

typedef enum Icon {
  ICON_NONE,
  ICON_CHECK,
  ICON_BACK,
  ICON_FORWARD,
  ICON_DOWN,
  ICON_UP,
  ICON_BACKSPACE,
  ICON_SHIFT,
  ICON_CAPITALS, /* shift, locked */
  ICON_ENTER,
  ICON_ALERT,
  ICON_PLUS,
  ICON_MINUS,
  ICON_INFO,
  ICON_CALENDAR,
  ICON_MENU,
  ICON_HIDE,      /* an eye that is crossed out */
  ICON_TEXT_SIZE, /* a small and a large A */
  ICON_PAUSE,     /* two bars */
  ICON_KEYS_AWAY, /* a keyboard, and below it the way down */
  ICON_PHONE,
  ICON_COUNT
} Icon;

typedef enum Align { ALIGN_START, ALIGN_CENTRE } Align;

/* What pressing a node does. */
typedef enum ActKind {
  ACT_NONE,
  ACT_START,    /* ix: language; -1: the one that is shown */
  ACT_FORM,     /* ix: form */
  ACT_LANGUAGE, /* ix: language */
  ACT_MENU,     /* opens or shuts what lies over the screen; ix: MenuKind */
  ACT_NEXT,
  ACT_BACK,
  ACT_STILL_HERE,
  ACT_DONE,
  ACT_SCROLL, /* ix: 1 down a page, -1 up */
  ACT_CHOICE, /* ix: choice */
  ACT_ACKNOWLEDGE,
  ACT_FIELD,
  ACT_TYPE, /* cp: a character */
  ACT_BACKSPACE,
  ACT_SHIFT, /* ix: are capitals typed now? */
  ACT_LAYER, /* letters, or digits and signs */
  ACT_KEYS_AWAY,
  ACT_LATIN, /* the language's own letters, or Latin ones */
  ACT_SIGN,  /* of a number */
  ACT_PART,  /* ix: a part of a date or time is in use */
  ACT_STEP,  /* ix: part, step: up or down */
  ACT_SLIDE, /* ix: the step that is pointed at */
  ACT_CLEAR, /* takes the answer back */
  ACT_GUIDANCE,
  ACT_ADD,
  ACT_REMOVE,
  ACT_GO,        /* cell: from a review to its page */
  ACT_HIDE,      /* blanks the screen, or shows it again */
  ACT_TEXT_SIZE, /* ix: from 1 the one meant; 0: the next one */
  ACT_SHEET,     /* opens its cell's sheet, or shuts it */
  ACT_MONTH,     /* step: the sheet's month, one on or back */
  ACT_DAY,       /* ix: a day of the sheet's month */
  ACT_SKETCH,    /* strokes go here */
  ACT_PIN,       /* cp: a digit */
  ACT_PIN_DELETE,
  ACT_PIN_OK,
  ACT_PAUSE,
  ACT_FORMS,
  ACT_ASK_QUIT, /* ix: 1 asks, 0 does not any more */
  ACT_QUIT,
  ACT_CONTINUE, /* the visit goes to the visitor's phone */
  ACT_KIND_COUNT
} ActKind;

typedef struct Act {
  ActKind kind;
  int ix, step;
  uint32_t cp;
  int cell; /* whose answer it is about; -1: none's. Set by build_act */
} Act;

struct NodeInk {
  InkKind kind;
  Act act;
  TextBlock text;  /* count 0: no words */
  Rect text_rect;  /* where the words stand, px of the screen; centred from top to bottom in it */
  TextBlock above; /* of a card: the smaller words above them */
  Rect above_rect;
  TextBlock below; /* of a fact: those below them */
  Rect below_rect;
  Align align;
  ThemeColour text_colour;
  Icon icon;
  Rect icon_rect;                /* also the face's disc, a choice's mark, the start button's face */
  int step, steps;               /* of a face: 0 is the saddest of steps */
  bool several;                  /* a choice's mark is a box */
  int rank;                      /* of a choice, from 1: its mark says so; -1: it has none yet */
  double share;                  /* progress, 0 .. 1 */
  Rect caret;                    /* of a field; empty: none */
  const struct FieldText *field; /* what is typed into it, see caret.h; NULL: words as any other's */
  const struct Sketch *sketch;   /* of a paper: its strokes, see sketch.h */
  bool ringed;                   /* of a day: it is today */
  bool opens;                    /* of a key: held, it opens a row of others */
  bool previews;                 /* of a key: its letter stands above the finger */
  const uint8_t *modules;
  int modules_side;
  const Image *image; /* of INK_IMAGE, in the node's rectangle; of an answer, in image_rect */
  Rect image_rect;
  bool turns;       /* fades when the languages take turns */
  bool slides;      /* moves with the content when questions change */
  int sticks_px;    /* of the heads of a table: how far they stay in sight while it scrolls under them */
  bool below_heads; /* is scrolled under those before it */
  int cell;         /* whose question it belongs to; -1: none's */
  Str late;         /* words that are broken into lines only when they will be seen: a list may have thousands */
  Rect panel;       /* not empty: mirrored as part of this panel, order inside it kept (keyboards) */
};

typedef struct Build {
  Arena *arena;
  const TextMetrics *metrics;
  const Theme *theme;
  const Phrases *strings;
  const Scene *scene;
  const Interaction *state;
  Interaction *placed; /* only for what laying out finds out: how far the content can scroll */
  Sizes sizes;
  Str language; /* code of the language shown */
  bool rtl;
  Node *nodes;
  NodeInk *inks;
  size_t count, capacity;
  Rect clip;         /* of nodes added from now on */
  bool slides;       /* nodes added from now on move with the content */
  bool turns;        /* nodes added from now on fade when the languages take turns */
  bool turn_mirrors; /* and the other language runs the other way */
  int cell;          /* which nodes added from now on belong to; -1: none */
  Str prefix;        /* of the ids of nodes added from now on */
  bool resting;      /* no letters stand on the screen, and the field that they would be typed into rests */
} Build;

/* A cell as a view needs it. */
typedef struct Asked {
  int cell;
  const Question *question;
  Value answer;
} Asked;

Asked asked_in(const Scene *scene, int cell);

/* A place that texts and answers are put under one another in. */
typedef struct Flow {
  int x, y, w;
} Flow;

/* Adds a node and returns it with its ink zeroed but for `kind`. Valid until the next node is added: the list may move. */
Node *build_node(Build *b, NodeRole role, Str id, Str label, Rect rect, InkKind kind);
NodeInk *build_ink(Build *b, const Node *node);
/* Makes the node react to touch and keys. */
void build_act(Build *b, Node *node, Act act);
/* Puts words into a node, broken to the rectangle. */
void build_words(Build *b, Node *node, Str words, Rect rect, int size_px, FontWeight weight, ThemeColour colour, Align align);
/* The same, done only for what is on the screen in the end: in the middle of the rectangle or at its start, in body size. */
void build_words_late(Build *b, Node *node, Str words, Rect rect, Align align);
/* A button with words in the middle. */
Node *build_button(Build *b, InkKind kind, Str id, Str label, Rect rect, Act act);
/* The drawing, in the middle of a free part of the screen; none, and NULL, where there is too little to be worth looking at. */
Node *build_drawing(Build *b, Rect free);
/* A text below what the flow has; advances the flow by its height. */
Node *flow_text(Build *b, Flow *flow, NodeRole role, Str id, Str text, int size_px, FontWeight weight, ThemeColour colour,
                Align align);
/* A screen's few large words: as large as they can be in two lines and `room_px`, down to a title's size. */
void flow_hero(Build *b, Flow *flow, Str words, int room_px);
/* A form's text in the visit's language, with answers in their places. */
Str build_text(Build *b, Text text, int cell);
/* A number as the language writes it. */
Str build_number(Build *b, double number);
/* The picture that the form calls so; NULL: none. */
const Image *build_image(const Build *b, Str path);
/* How large it is shown: as in a browser, its pixels 96 to an inch or more where the screen is larger, or so many times
 * that where it has the place to itself, but no larger than the place. */
Rect build_image_rect(const Build *b, const Image *image, Rect place, double times);
TextBlock build_measure(Build *b, Str text, int width_px, int size_px, FontWeight weight);
Str build_string(const Build *b, UiString id);
/* Moves all nodes from index `first` on down by dy and clips them. */
void build_shift(Build *b, size_t first, int dy, Rect clip);
/* An icon in the middle of a node without words. */
void build_icon(Build *b, Node *node, Icon icon, int side_px);
/* Words and icon of a button as one group in its middle. */
void build_centre_icon(Build *b, Node *node, Icon icon);
/* Puts the `count` nodes from index `first` on last: above what was added after them, and after it in focus order. */
void build_raise(Build *b, size_t first, size_t count);
/* States, focus order and mirroring; after this the list is what the visitor sees. */
void build_finish(Build *b);
bool build_is_answer(const Node *node); /* is it what a question is answered with? */
uint64_t build_id_key(Str id);          /* what the interaction state remembers of an id */

#endif
