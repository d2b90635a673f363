/* What a survey remembers, shared by its files and by nobody else.
 *
 * A *frame* is the form itself (frame 0) or one instance of a repeat. It has a body: a state for each question and group between its
 * repeat's begin and end, also for those of the repeats in it, which lie idle; in return a cell's number is an addition. Numbers of cells
 * and holders ascend with the frames and are never given twice; bodies are, wiped, to later instances of the same repeat.
 *
 * A *holder* is what holds cells: number 0 of a frame is the frame itself, then come the groups in it. A repeat's own holder stands
 * in the frame around it and knows its instances. */
#ifndef SURVEY_STATE_H
#define SURVEY_STATE_H

#include "question.h"
#include "survey.h"

/* An answer and the room it lives in. The room is kept and grows by doubling, so that a text typed letter by letter costs the session
 * no more than twice its length. */
typedef struct StoredAnswer {
  Value value; /* its text and items point into the room */
  char *bytes;
  size_t byte_capacity;
  Str *items;
  size_t item_capacity;
} StoredAnswer;

typedef enum Due { /* bits: what is to be worked out anew */
                   DUE_RELEVANCE = 1 << 0,
                   DUE_VALUE = 1 << 1,   /* what it reads has changed */
                   DUE_TRIGGER = 1 << 2, /* its trigger has changed */
                   DUE_ALL = DUE_RELEVANCE | DUE_VALUE,
} Due;

typedef struct CellState {
  StoredAnswer answer;
  SurveyProblem problem; /* shown beside it */
  unsigned char due;     /* Due bits; with any, it is in the queue */
  bool relevant;
  bool held;     /* relevant whatever the form says: it is being answered */
  bool wanted;   /* relevant by what the form says */
  bool passed;   /* Next was pressed on it: without an answer it is passed over */
  bool answered; /* by the visitor, or Next was pressed on an answer that was there already */
} CellState;

typedef struct Instances { /* of a repeat in one frame */
  int *frames;
  ExprNode *nodes; /* the same as nodes */
  int count, capacity;
} Instances;

typedef struct HolderState {
  Instances instances;
  unsigned char due;
  bool relevant;
  bool
      passed; /* of a repeat: Next was pressed on the question whether there is another instance, or led over the end of a counted one */
} HolderState;

typedef struct FrameBody FrameBody;
struct FrameBody {
  CellState *cells;
  HolderState *holders;
  FrameBody *next; /* in the pool */
};

typedef struct Frame {
  int repeat_ix; /* -1: the form */
  int parent;    /* the frame around it, or -1 */
  int instance;  /* from 0 */
  int first_cell, first_holder;
  FrameBody *body; /* NULL: removed */
} Frame;

/* outline.c: the form as the visitor walks through it: its questions, and where its repeats begin and end. */
typedef struct Stop {
  int question_ix; /* or -1 */
  int repeat_ix;   /* or -1 */
  bool ends;       /* the repeat: where there may be another instance */
} Stop;

typedef struct Outline {
  Stop *stops;
  int count;
  int *question_stop;         /* by question */
  int *begin_stop, *end_stop; /* by group; of repeats only */
  int *field_list;            /* by question: the field-list it stands in, or -1 */
  int *first_triggered;       /* by question: the first one that it triggers, or -1 */
  int *next_triggered;        /* by question: the next one of the same trigger, or -1 */
  const int *ends;            /* the questions of type end */
  int end_count;
} Outline;

typedef struct Cursor { /* a stop in a frame. At a repeat's end the frame is the one around it */
  int frame, stop;
} Cursor;

typedef struct Page {
  SurveyPageKind kind;
  Cursor first, last;
  int group_ix; /* of the field-list or repeat, or -1 */
} Page;

typedef struct Pending {
  int rank, frame, reference_ix;
} Pending;

typedef struct Queue { /* a heap, lowest rank first */
  Pending *items;
  size_t count, capacity;
} Queue;

typedef struct Surplus { /* a repeat with more instances than it should have, until the typing is done */
  int frame, repeat_ix;
} Surplus;

typedef struct Unset { /* a cell whose default is still to be worked out */
  int frame, question_ix;
} Unset;

/* across.c: who looks from one instance of a repeat into another, and how far. That shows when it does, and matters only once it has: then
 * it is among Across for good. */
enum { NOT_ACROSS = INT32_MAX, ANY_DISTANCE = -1, DISTANCES_MAX = 4 };

typedef struct Reach {
  int widest; /* the outermost repeat out of one of whose instances it looked into another, or NOT_ACROSS */
  /* From its own instance to those it looked into: -1 is the one before. A running total looks into one; who looks into more than there is
   * room for may look into any. */
  int distance_count; /* or ANY_DISTANCE */
  int distances[DISTANCES_MAX];
} Reach;

typedef struct Round { /* a reader in other instances of what it reads there, which Form.dependents leaves out */
  int reader_ix, next;
} Round;

typedef struct Across {
  Reach *seen;      /* of the expressions at hand */
  Reach *reaches;   /* by reference: of all its expressions, in whatever instance, ever */
  int *first_round; /* by reference: the first of its rounds, or -1 */
  Round *rounds;
  size_t round_count, round_capacity;
} Across;

struct Survey {
  SurveySetup setup;
  Arena *session;
  Outline outline;
  Across across;
  Frame *frames;
  int frame_count, frame_capacity;
  int cell_count, holder_count; /* numbers given so far */
  int live_state_count;         /* of cells and holders that are there now */
  FrameBody **pool;             /* by group: bodies of removed instances */
  Queue queue;
  Unset *unset;
  size_t unset_count, unset_capacity;
  bool typing; /* an answer is being typed: on its way from 13 to 12 it is 1, and no instance must go for that */
  Surplus *surplus;
  size_t surplus_count, surplus_capacity;
  Page page;
  int *page_cells;
  size_t page_cell_count, page_cell_capacity;
  bool page_stale;     /* what is relevant on it has changed */
  bool returning;      /* to the review, which it came from */
  bool kept_instance;  /* one is there only because the page stands in it */
  uint32_t order_seed; /* drawn at the beginning, where choices are shown in an order by chance */
  int64_t begun_ms;    /* wall time: today() does not change under the visitor's hands */
  int64_t now_ms;      /* of the event */
  int language_ix;
  int answered_count; /* cells that have an answer of the visitor's, whatever it is worth */
  bool over;
  bool unsaved; /* there is something new since the last SURVEY_SAVE */
  bool saved;   /* there has been one */
};

/* --- answer.c --- */

/* Keeps a copy. value is one that question_accepts(); list is the question's, or NULL. */
void answer_store(StoredAnswer *answer, Arena *session, const ChoiceList *list, Value value);
void answer_wipe(StoredAnswer *answer); /* takes the answer and all traces of it out of its room */
/* Room for wanted items where there was room for *capacity; keeps the first `used` of them. */
void *room_for(Arena *arena, void *now, size_t used, size_t wanted, size_t item_bytes, size_t *capacity);

/* --- outline.c --- */

Outline outline_make(Arena *arena, const Form *form);

/* --- across.c --- */

void across_begin(Survey *survey);
void across_watch(const Survey *survey);                          /* nothing is seen so far */
void across_note(const Survey *survey, int frame, int repeat_ix); /* an expression in the frame was handed a repeat's instances */
void across_look(const Survey *survey, int frame, int into);      /* it was told something of what stands in another frame */
void across_look_anywhere(const Survey *survey, int frame, int repeat_ix); /* it may be told of any of the repeat's instances */
void across_keep(Survey *survey, int reference_ix); /* what was seen since across_watch(), by the reference's expressions */

/* --- frames.c --- */

void frames_begin(Survey *survey); /* the form's own frame, and the first instances in it */
const Question *question_at(const Survey *survey, int question_ix);
const Group *group_at(const Survey *survey, int group_ix);
int frame_of_cell(const Survey *survey, int cell);
int frame_of_holder(const Survey *survey, int holder);
int cell_number(const Survey *survey, int frame, int question_ix);
int holder_number(const Survey *survey, int frame, int group_ix); /* group_ix -1 or the frame's own repeat: the frame */
int question_of_cell(const Survey *survey, int frame, int cell);
int group_of_holder(const Survey *survey, int frame, int holder); /* of number 0 the frame's repeat, or -1 */
CellState *cell_state(const Survey *survey, int frame, int question_ix);
CellState *cell_at(const Survey *survey, int cell);                         /* NULL: removed */
HolderState *holder_state(const Survey *survey, int frame, int group_ix);   /* of a group in the frame */
bool holder_relevant(const Survey *survey, int frame, int group_ix);        /* also of the frame itself, as holder_number */
Instances *frame_instances(const Survey *survey, int frame, int repeat_ix); /* of a repeat directly in the frame */
/* So many instances, as far as there is room. What is new is put into the queue, and so is all that read what has gone or come. */
void frames_set_count(Survey *survey, int frame, int repeat_ix, int count);
/* The typing is done: what is too many by now is due to go with the next recompute(). */
void frames_settle(Survey *survey);
/* Room for one instance more? */
bool frames_have_room(const Survey *survey, int frame, int repeat_ix);

/* --- walk.c --- */

/* Does a repeat (-1: the form) hold a question or group, directly or not? A repeat does not hold itself. */
bool repeat_holds(const Survey *survey, int repeat_ix, int reference_ix);
int reference_level(const Survey *survey, int reference_ix); /* the repeat in whose frames it has a state, or -1 */
/* The frame at or around a frame whose repeat holds what is referred to. */
int frame_around(const Survey *survey, int frame, int reference_ix);
/* One after the other (begin with -1; -1 at the end), in document order, the frames of a repeat at or beneath a frame. */
int frame_next(const Survey *survey, int ancestor, int repeat_ix, int from);

/* --- host.c, tree.c, lists.c: what expressions see --- */

typedef struct Standpoint { /* from where an expression looks; the context of its host */
  const Survey *survey;
  int frame;
  int cell; /* whose '.' it is, or -1 */
  Arena *arena;
} Standpoint;

ExprNode node_of_cell(int cell);
ExprNode node_of_holder(int holder);
ExprNode node_of_choice(const Survey *survey, int list_ix, int choice_ix);
int node_cell(ExprNode node); /* of a node that is a cell */
bool node_is_list(ExprNode node);
extern const ExprTree survey_tree;
ExprHost host_at(Standpoint *standpoint, ExprNode node, int64_t wall_ms);
/* What a reference means as seen from a frame; that of an expression in the standpoint's, if one is given. */
ExprNodes reference_nodes(const Survey *survey, int frame, int reference_ix, const Standpoint *standpoint, Arena *arena);
/* The same functions as survey_tree's, of a list. */
ExprNodes list_children(const Survey *survey, ExprNode node, Arena *arena);
bool list_parent(const Survey *survey, ExprNode node, ExprNode *out);
Str list_name(const Survey *survey, ExprNode node);
Value list_value(const Survey *survey, ExprNode node, Arena *arena);
int list_position(const Survey *survey, ExprNode node);
bool list_document(const Survey *survey, Str id, ExprNode *out);
/* The choice whose itextId it is: "LIST-0". */
const Choice *list_choice_of_itext(const Survey *survey, Str id);
/* The labels of the names that a value says, joined by ", "; in the visit's language. */
Str choice_labels(const Survey *survey, const ChoiceList *list, Value names, Arena *arena);

/* --- answer_list.c: choices that are answers to another question --- */

/* Has the choice's instance an answer, and does the question's filter let it pass? */
bool answer_list_offers(const Survey *survey, int frame, const Question *question, int choice_ix);
/* The answer of the choice's instance as it is read; empty when there is none. */
Str answer_list_words(const Survey *survey, int frame, int answers_ix, int choice_ix, Arena *arena);
/* The same of the names that were chosen. */
Value answer_list_read(const Survey *survey, int frame, const ChoiceList *list, Value chosen, Arena *arena);
/* --- choice_order.c --- */

void choice_order_begin(Survey *survey);

/* text.c: an answer in the visit's words: of choices their labels. */
Str answer_words(const Survey *survey, int frame, int question_ix, Arena *arena);

/* --- rules.c: what the form's expressions say now --- */

/* Empty without an expression. The value may live in the arena. */
Value rules_value(const Survey *survey, const Expr *expr, int frame, int reference_ix, Arena *arena);
bool rules_holds(const Survey *survey, const Expr *expr, int frame, int reference_ix, bool by_default);
bool rules_offers(const Survey *survey, int frame, int question_ix, int choice_ix);
/* Are all choices in the value offered, and, in a rank, all that are offered in it? */
bool rules_offers_all(const Survey *survey, int frame, int question_ix, Value value);
/* What is wrong with a question as it is answered now. */
SurveyProblem rules_problem(const Survey *survey, int frame, int question_ix);
/* Is there an answer worth storing: relevant, seen or calculated, and within its constraint? */
bool rules_counts(const Survey *survey, int frame, int question_ix);
Arena *rules_scratch(const Survey *survey);
void rules_done(const Survey *survey); /* with what lies in the scratch arena */

/* --- recompute.c --- */

/* Into the queue. */
void recompute_later(Survey *survey, int frame, int reference_ix, unsigned due);
/* Into the queue: what reads something in a frame, in every frame from which it does. */
void recompute_reader(Survey *survey, int frame, int reader_ix);
/* The same of all that reads a reference in that frame. */
void recompute_readers(Survey *survey, int frame, int reference_ix);
void recompute_rounds(Survey *survey, int frame, int reference_ix); /* of those only that look across */
/* The same of all that a question triggers. */
void recompute_triggered(Survey *survey, int frame, int question_ix);
/* Works off the queue, and the defaults of what came to be. */
void recompute(Survey *survey);

/* --- values.c: what cells hold that nobody answers --- */

/* The value in the question's domain that another one means, or empty. */
Value value_for(const Survey *survey, const Question *question, Value value, Arena *arena);
/* What an answer reads as: itself, or the name of an attachment, in the arena. Not whether it is relevant. */
Value value_read(const Survey *survey, int frame, int question_ix, Arena *arena);
/* Stores; true if it was another one before. */
bool value_put(Survey *survey, int frame, int question_ix, Value value);
/* What a cell has from the beginning: metadata, a plain default; others are noted in survey->unset. */
void value_begin(Survey *survey, int frame, int question_ix);
void value_refresh_ends(Survey *survey); /* the time of questions of type end */

/* --- pages.c --- */

bool cursor_step(const Survey *survey, Cursor *at, int direction); /* false: there is nothing more */
Cursor cursor_outside(const Survey *survey, int direction);        /* before the first stop (1), behind the last (-1) */
bool page_at(const Survey *survey, Cursor at, Page *out); /* the page that what stands there is on; false: it is on none now */
bool page_find(const Survey *survey, Cursor from, int direction, Page *out);
Page page_of_question(const Survey *survey, int frame, int question_ix);
void page_show(Survey *survey, Page page);
void page_refresh(Survey *survey);                  /* its cells, when they may be others now */
bool page_has_cell(const Survey *survey, int cell); /* of a PAGE_QUESTIONS */
void page_add_cell(Survey *survey, int cell);

/* --- review.c --- */

/* Is there one, with anything on it? */
bool review_find(const Survey *survey, Page *out);
void review_add_cells(Survey *survey); /* to its page */
bool review_has_cell(const Survey *survey, int cell);
/* The first page that Next has not been pressed on yet, or that has something wrong on it (*wrong); false: there is none. */
bool review_find_open(const Survey *survey, Page *out, bool *wrong);

#endif
