/* view: the half of a question type that is HTML: how it is shown, what its fields say when they come back, and its answer in words. A record
 * per type, in a file of the type's name. */
#ifndef WEB_VIEW_H
#define WEB_VIEW_H

#include "../page_parts.h"

typedef struct WebAsked { /* a question as a page asks it */
  int cell;
  const Question *question;
  Value answer;
  Str id;                  /* of its first field, and of what its fields are called: "c12" */
  Str title;               /* its words */
  Str message, must, hint; /* beside it; empty: none */
  bool alone;              /* on its page */
  bool row;                /* of a table */
  bool required, read_only;
  bool is_typed; /* typed was written, and is no answer */
  Str typed;
} WebAsked;

typedef struct WebPosted { /* what came back of a cell */
  Arena *arena;
  const Survey *survey;
  int cell;
  const Question *question;
  Value answer; /* as it was when the page was shown */
  const HttpRequest *request;
  Str again; /* what stands behind "again:" and before its cell: "up", or empty */
  int again_ix;
} WebPosted;

typedef enum WebShape {
  WEB_WORDS, /* its words stand by themselves */
  WEB_FIELD, /* its words are the label of one field, which has its id */
  WEB_GROUP, /* its words are the legend of several */
  WEB_RADIOS /* the same of fields of which one is chosen */
} WebShape;

typedef struct WebView {
  QuestionKind kind;
  WebShape shape;
  WebPhrase required, not_one;                                   /* the messages: it needs an answer; what was typed is none */
  WebPhrase (*not_one_of)(const Question *question);             /* NULL: always not_one */
  WebShape (*shape_of)(const Page *page, const WebAsked *asked); /* NULL: always its shape */
  Str (*hint)(const Page *page, const WebAsked *asked);          /* where the form says nothing. NULL: nothing */
  void (*render)(Page *page, const WebAsked *asked);
  /* *out is what was posted, and *typed that as text; whether the question takes it is asked elsewhere. False: it is no answer. */
  bool (*read)(const WebPosted *posted, Value *out, Str *typed);
  Str (*words)(const Page *page, const WebAsked *asked); /* not of VALUE_EMPTY. NULL: as in an expression */
} WebView;

const WebView *web_view(QuestionKind kind); /* static */
WebShape web_view_shape(const Page *page, const WebAsked *asked);

extern const WebView web_view_note, web_view_acknowledge, web_view_select_one, web_view_select_multiple, web_view_rank,
    web_view_range, web_view_integer, web_view_decimal, web_view_text, web_view_date, web_view_time, web_view_datetime,
    web_view_image, web_view_unasked;

/* ../asked.c */
WebAsked web_asked(const Page *page, int cell);
Str web_words(const Page *page, const WebAsked *asked); /* the answer, or that there is none */
/* Attributes of a field: which words beside the question belong to it, and whether it is wrong. */
void web_described(Page *page, const WebAsked *asked);
void web_invalid(Page *page, const WebAsked *asked);
/* A button that takes the answer back, where it may be and nothing else does: a radio cannot be unchosen. */
void web_clear(Page *page, const WebAsked *asked);
Str web_image_url(const Page *page, Str path); /* empty: there is none */

/* ../page_read.c: of "c12", or of "c12.PART"; the first, and all of them in their order. part NULL: none. */
Str web_field(const WebPosted *posted, const char *part);
const Str *web_fields(const WebPosted *posted, const char *part, size_t *count);

#endif
