/* survey: a questionnaire in progress, as a pure state machine: events in, effects out.
 *
 * No clock, screen or disk: what the visitor did comes in as an event, what must be done about it goes out as effects, which
 * the app carries out. Everything lives in the session arena, which is rewound and wiped between visitors: there is no reset.
 *
 * A *cell* is a question as it is asked once: in a repeat, each instance has cells of its own. Cells are numbered; in a form without
 * repeats a cell's number is its question's index. A number is never used for two cells in one visit.
 *
 * A *page* is what is on the screen at a time: one question, the questions of a field-list, or, behind the last instance of a repeat
 * whose number the visitor decides, the question whether there is another one. Where the form asks for a review, its last page is that. */
#ifndef SURVEY_H
#define SURVEY_H

#include "base.h"
#include "form.h"

typedef struct Survey Survey;

typedef enum SurveyEventKind {
  SURVEY_ANSWER, /* .cell, .value: what the answer is now; VALUE_EMPTY takes it back */
  SURVEY_NEXT,
  SURVEY_BACK,
  SURVEY_LANGUAGE, /* .language_ix */
  SURVEY_ABANDON,  /* the visitor went away: partial or discarded, as the form says */
  SURVEY_ADD,      /* on a PAGE_REPEAT: one instance more, and to its first page; back to this one if it has none */
  SURVEY_REMOVE,   /* on a PAGE_REPEAT: the last instance goes, with its answers; the page stays */
  SURVEY_GO, /* on a PAGE_REVIEW: to the page of .cell, one of the review's. Next leads back to the review, by way of what has become
                    * relevant since, or is in the way; Back straight to it */
} SurveyEventKind;

typedef struct SurveyEvent {
  SurveyEventKind kind;
  int cell;
  int language_ix;
  Value value; /* borrowed; copied by the survey */
} SurveyEvent;

/* Bits, to be carried out in this order. */
typedef enum SurveyEffect {
  SURVEY_SAVE = 1 << 0,     /* commit survey_answers_json() durably; only then show what follows */
  SURVEY_MOVED = 1 << 1,    /* another page is current */
  SURVEY_REFUSED = 1 << 2,  /* Next did not succeed, because of survey_problem(); with MOVED: went to where it is */
  SURVEY_LEFT = 1 << 3,     /* Back on the first page: with PARTIAL or DISCARD, the visit ends */
  SURVEY_COMPLETE = 1 << 4, /* finished: after SAVE, mark the response complete and thank */
  SURVEY_PARTIAL = 1 << 5,  /* ended early: what was saved stays, as a partial response */
  SURVEY_DISCARD = 1 << 6,  /* ended early: answers are to be erased */
} SurveyEffect;

typedef enum SurveyProblem { PROBLEM_NONE, PROBLEM_REQUIRED, PROBLEM_CONSTRAINT } SurveyProblem;

/* A repeat_count that shrinks while an answer is typed takes instances away at the next event that is no answer; one that the page stands
 * in stays until the page is left. */
enum { SURVEY_INSTANCES_MAX = 1000 }; /* of one repeat within one instance of what is around it */

typedef struct SurveySetup {
  const Form *form;
  int language_ix;
  const Clock *clock; /* when the visit begins, for today() and now() in conditions and for start; at each event, for calculations,
                         * defaults and end */
  const Random *random; /* only for random(), uuid() and the like */
  Str device;           /* for a question of type deviceid; left out of answers where the form is anonymous */
  Arena *scratch;       /* for evaluating expressions, rewound each time; NULL: the session's, which then grows with every event */
  bool show_all; /* for a preview: everything is relevant, every choice offered, nothing wrong, and each repeat has one instance */
} SurveySetup;

/* On the first page (that of the very first question, if nothing is relevant). Borrows what setup points to. */
Survey *survey_new(Arena *session, const SurveySetup *setup);
/* Returns SurveyEffect bits. Ignored, with 0: an answer to a question that is not on the page or is read-only, an answer outside the
 * question type's domain or not offered (of a rank: one that leaves something offered out), an instance more than there is room for, and
 * every event once the survey is over.
 *
 * An answer works out anew what depends on it, and only that: relevance, calculations, the number of a repeat's instances (whole
 * numbers; what is none makes none), and answers that a choice_filter no longer offers, which go. What is not relevant keeps its answer
 * and reads as empty. The cell that is answered stays on the page until it is left, whatever its answer says about it; others of the page
 * come and go. A repeat without repeat_count begins with one instance. */
unsigned survey_step(Survey *survey, const SurveyEvent *event);

/* --- The page --- */

typedef enum SurveyPageKind { PAGE_QUESTIONS, PAGE_REPEAT, PAGE_REVIEW } SurveyPageKind;

typedef struct SurveyPage {
  SurveyPageKind kind;
  /* In the form's order. PAGE_QUESTIONS: the relevant ones. PAGE_REVIEW: every relevant one that asks for an answer and is not read-only,
   * whether it has one or not. At least one: where a review would be empty, there is none. PAGE_REPEAT: none. */
  const int *cells;
  size_t cell_count;
  int group_ix; /* the field-list, or the repeat of a PAGE_REPEAT; -1: a page of one question */
  /* Of the innermost repeat it stands in, from 1; of a PAGE_REPEAT: instance_count is how many there are now, instance 0. Both 0: in no
   * repeat. */
  int instance, instance_count;
  int serial; /* differs from one page to the next and is the same on coming back */
} SurveyPage;

SurveyPage survey_page(const Survey *survey); /* cells borrowed until the next step */
int survey_current(const Survey *survey);     /* the page's first cell, or the first with a problem; -1 on a PAGE_REPEAT */
bool survey_is_last(const Survey *survey);    /* Next would finish */
bool survey_is_over(const Survey *survey);
/* Came from the review, by SURVEY_GO or because Next was refused there: Next leads back to it. */
bool survey_is_returning(const Survey *survey);
/* Share of the way: relevant cells that are asked, not only read, before the page, and in all (at least 1). A review is behind all. */
void survey_progress(const Survey *survey, size_t *done, size_t *total);

/* --- Cells --- */

int survey_cell_count(const Survey *survey); /* cells are 0 .. count-1; those of removed instances are never relevant */
int survey_question(const Survey *survey, int cell);
/* The question's cell nearest to another cell (-1: none), or -1. */
int survey_cell(const Survey *survey, int from_cell, int question_ix);
Value survey_answer(const Survey *survey, int cell); /* borrowed until the next step; kept even when not relevant */
bool survey_is_relevant(const Survey *survey, int cell);
bool survey_is_required(const Survey *survey, int cell); /* never when it is read-only or its choice_filter leaves nothing */
bool survey_is_read_only(const Survey *survey, int cell);
bool survey_offers(const Survey *survey, int cell, int choice_ix); /* by the question's choice_filter */
/* The choices that are offered, in the order to be shown: the list's, or the one that Question.randomize asks for, which stays as it is
 * for the visit, or as long as the seed and what is offered do. Into the arena. */
const int *survey_choices(const Survey *survey, int cell, Arena *arena, size_t *count);
SurveyProblem survey_problem(const Survey *survey);                /* the first of the page's cells that has one shown */
SurveyProblem survey_cell_problem(const Survey *survey, int cell); /* as shown beside it; cleared by its answer or by moving */
/* A text in the visit's language, with the answers in the places of its ${name}, as seen from a cell (-1: from the form): of a question
 * with choices their labels, joined by ", "; else as in an expression (dates in ISO 8601); of several instances the first; with show_all
 * "…". An answer among other words is isolated (U+2068, U+2069) where it or they are written from right to left. Borrowed from the form or
 * the visit, or in the arena. */
Str survey_text(const Survey *survey, Text text, int cell, Arena *arena);
/* Where a cell's answer stands: "alder", "husstand/medlem[2]/alder"; into the arena. */
Str survey_path(const Survey *survey, int cell, Arena *arena);
/* What the answer of a question with an attachment is called, in the answers and in expressions: its path, "/" and "[" as "-" and "]"
 * left out, a "-" of its own doubled, and ".png", or ".txt" of what was typed: "husstand-2-underskrift.png". No two have one name. Into the
 * arena. */
Str survey_attachment(const Survey *survey, int cell, Arena *arena);

/* --- The visit --- */

const Form *survey_form(const Survey *survey);
int survey_language(const Survey *survey);
/* Anything from the visitor worth a row in the database? Not what is calculated, nor the elements of a code. */
bool survey_has_answers(const Survey *survey);

/* One JSON object, key to value (Question.key, Group.key), of every relevant question that was answered acceptably, calculated or comes
 * with the visit (start, hidden, ...), in the form's order, and null for each relevant question that was shown and passed over. A default
 * is an answer once Next was pressed on it. A repeat is an array of objects, one for each instance, empty or not; as long as all are empty
 * it is left out, until the visitor has gone on past its end or taken its last instance away: then how many there are is known, were it
 * none. Irrelevant, unseen and unacceptable answers are left out, and so are the elements of a code (Question.link_element). Of an attachment
 * its name is written.
 *
 * start and end are, by the form's time_grain, a day, the beginning of an hour or a moment, in expressions too; there is a deviceid only
 * when the form is not anonymous. */
void survey_answers_json(const Survey *survey, Sink *sink);

/* The texts of the answers to link_element questions that are relevant, in the form's order, into the arena, each as in an expression; 0:
 * there are none, or one of them is not answered, or not acceptably. They are not in survey_answers_json. */
size_t survey_link_elements(const Survey *survey, Arena *arena, const Str **out);

typedef struct SurveyAttachment {
  Str name;   /* survey_attachment */
  Str sketch; /* what is drawn (sketch.h); borrowed until the next step */
} SurveyAttachment;

/* Those that the answers name, in the form's order; into the arena. NULL when there are none. */
const SurveyAttachment *survey_attachments(const Survey *survey, Arena *arena, size_t *count);

#endif
