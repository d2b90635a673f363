/* The pages: HTML that says all without a script and without a picture, and what comes back from its fields. Knows no database and no
 * request but the fields of one. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "http.h"
#include "survey.h"
#include "web_phrases.h"

enum { PAGE_FIRST_BYTES_MAX = 50 * 1024 }; /* with style and script, before compression */

typedef struct PageLanguage {
  Str code, name;
  Str url; /* of the same page in it */
} PageLanguage;

/* What all pages have around them. */
typedef struct PageFrame {
  Arena *arena;
  const Phrases *phrases;
  Str language, direction;             /* BCP 47; "ltr" or "rtl" */
  Str style_url, script_url, logo_url; /* with a fingerprint of what they hold; logo may be empty */
  bool trial;
  const PageLanguage *languages; /* that the page can be had in, with its own; page_survey has the form's, as buttons */
  size_t language_count;
} PageFrame;

/* The first page of a form: title, invitation, minutes, what becomes of the answers, languages, Start (a post to start_url with the
 * fields "token", "l" (the language's code), those that are hidden, and "do": "start", "resume" or "anew"). */
typedef struct PageStart {
  const Form *form;
  int language_ix;
  Str start_url;
  Str token;               /* goes back with Start; empty: none */
  const HttpField *hidden; /* what else goes back: round, event, place */
  size_t hidden_count;
  bool joined;  /* by token or code: what is answered here is joined with what was answered before, and says so */
  bool resumes; /* there is a visit of this phone that was not finished: Start goes on with it, and another button begins anew */
} PageStart;

Str page_start(const PageFrame *frame, const PageStart *start);

/* A visit that began at a kiosk and may go on here: one button, a post to post_url with the fields "secret" and "l", and
 * "stamp" where that is not empty. */
typedef struct PageHandover {
  const Form *form;
  int language_ix;
  Str post_url, secret, stamp;
  bool leaves; /* this phone has begun the same form by itself, and cannot go on with that afterwards: say so */
} PageHandover;

Str page_handover(const PageFrame *frame, const PageHandover *handover);

/* A page of a survey: questions, the question whether there is another instance, or the review. Everything is a post to post_url with
 * the fields "stamp", "page" (the serial), "do" (what was pressed), "cell" (once for each cell that can be answered on it: its number) and
 * those of its cells, "cNUMBER" and "cNUMBER.PART". "do" is "next", "back", "add", "remove", "go:CELL", "language:CODE", or "again:...", a
 * button within a question, which the question's own reading understands: the same page comes again. */
typedef struct PageTyped { /* what was written into a field and is no answer: shown again as it was */
  int cell;
  Str text;
} PageTyped;

typedef struct PageSurvey {
  const Survey *survey;
  Str post_url, stamp;
  Str image_url; /* images of the form: this and their index (WebForm.images) */
  const WebForm *form;
  const PageTyped *typed; /* each is shown with the message that it does not fit */
  size_t typed_count;
  bool more; /* answers have brought questions onto this page that were not there: say so at the first of them, and no mistake */
  bool late; /* what was posted was of another page than the visit is on, and was not taken: say so, and no mistake of this one */
} PageSurvey;

Str page_survey(const PageFrame *frame, const PageSurvey *page);

typedef enum PageRead {
  PAGE_READ_ABSENT, /* the cell was not on the page that was posted */
  PAGE_READ_VALUE,  /* *out is the answer; VALUE_EMPTY: there is none */
  PAGE_READ_NOT_ONE /* what was typed is no answer of this type: *typed */
} PageRead;
/* The answer to a cell from the fields of a post, in the arena. */
PageRead page_read(Arena *arena, const Survey *survey, int cell, const HttpRequest *request, Value *out, Str *typed);

/* When what follows can be answered. */
typedef enum PageFollowup {
  PAGE_FOLLOWUP_ANY_TIME, /* no day is set: when it is meant for stands in the form's own words */
  PAGE_FOLLOWUP_NOW,      /* its day has come */
  PAGE_FOLLOWUP_LATER     /* from followup_day on: the address is to be kept */
} PageFollowup;

/* The end: thanks, and where it may go on. followup_url empty: nowhere. */
typedef struct PageThanks {
  const Form *form;
  int language_ix;
  Str followup_url;
  const Form *followup_form; /* one of ours; NULL: elsewhere */
  PageFollowup followup;
  int64_t followup_day;
  Str keep_url, keep_code; /* of one of ours, as PageSaying has them; shown unless it can be answered now */
  bool partial;            /* it was ended early: what was answered is kept */
} PageThanks;

Str page_thanks(const PageFrame *frame, const PageThanks *thanks);

typedef struct PageBegun { /* a visit of this phone that can go on */
  const Form *form;
  Str url;
} PageBegun;

/* Where a code is typed (a post to post_url with the field "code"), and forms are chosen. */
typedef struct PageDoor {
  const WebForm *forms; /* those anyone may answer here and now */
  const Str *urls;      /* beside forms */
  size_t form_count;
  const PageBegun *begun; /* come first: what was begun is gone on with */
  size_t begun_count;
  Str post_url;
  Str typed;    /* the code that was not known; empty: none yet */
  bool unknown; /* say so */
  int wait_s;   /* too many wrong ones: try again in so long; 0: now */
} PageDoor;

Str page_door(const PageFrame *frame, const PageDoor *door);

/* All that is to be said in a sentence or two. */
typedef enum PageNotice {
  NOTICE_NOT_FOUND,
  NOTICE_NOT_YET,    /* until: the day from which the form can be answered */
  NOTICE_CLOSED,     /* the form can be answered no more */
  NOTICE_SPENT,      /* this token has been used */
  NOTICE_NEEDS_CODE, /* only who has a code may answer this form */
  NOTICE_TAKEN,      /* the visit goes on on another phone, or has ended */
  NOTICE_EXPIRED,    /* of a phone's visit: too long ago; what was sent is kept */
  NOTICE_RESTING,    /* the database takes no answers at the moment: what was typed is shown again by Back */
  NOTICE_FOREIGN,    /* posted from elsewhere, or with no cookie: cookies are needed */
  NOTICE_TOO_LARGE,
  NOTICE_BROKEN,    /* the request makes no sense */
  NOTICE_NOT_BEGUN, /* a visit was asked for, and this phone has none */
  NOTICE_OLD_PAGE,  /* posted from a page of a visit that this phone has begun anew since */
  NOTICE_CROWDED,   /* more visits have been begun than the server takes: come back later */
  NOTICE_COUNT
} PageNotice;

typedef struct PageSaying { /* what is empty is not on the page */
  PageNotice notice;
  const Form *form; /* it is about; or NULL */
  int64_t day;
  Str home_url;            /* the first page */
  Str onward_url;          /* where the phone's visit, or the form's first page, is; the way that is offered first */
  Str code_url;            /* a code can be typed here, too, as PageDoor.post_url */
  Str keep_url, keep_code; /* to be kept until it is time: an address as it is typed, and the code in it in groups */
} PageSaying;

Str page_notice(const PageFrame *frame, const PageSaying *saying);

Str page_style(Arena *arena, const Theme *theme); /* one style sheet for all pages */
Str page_script(void);                            /* signatures and drawings, sliders, unsaved pages: what is nicer with a script */

#endif
