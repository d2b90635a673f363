/* survey: a questionnaire in progress, as a pure state machine: events in, effects out.
 *
 * No clock, screen or disk: what the visitor did comes in as an event, what must be done about it goes out as effects, which
 * the app carries out. Everything lives in the session arena, which is rewound and wiped between visitors: there is no reset. */
#ifndef SURVEY_H
#define SURVEY_H

#include "base.h"
#include "form.h"

typedef struct Survey Survey;

typedef enum SurveyEventKind {
  SURVEY_ANSWER, /* .question_ix, .value: what the answer is now; VALUE_EMPTY takes it back */
  SURVEY_NEXT,
  SURVEY_BACK,
  SURVEY_LANGUAGE, /* .language_ix */
  SURVEY_ABANDON,  /* the visitor went away: partial or discarded, as the form says */
} SurveyEventKind;

typedef struct SurveyEvent {
  SurveyEventKind kind;
  int question_ix;
  int language_ix;
  Value value; /* borrowed; copied by the survey */
} SurveyEvent;

typedef enum SurveyEffect {                        /* bits; to be carried out in this order */
                            SURVEY_SAVE = 1 << 0,  /* commit survey_answers_json() durably; only then show what follows */
                            SURVEY_MOVED = 1 << 1, /* another question is current */
                            SURVEY_REFUSED =
                                1 << 2, /* Next did not succeed, because of survey_problem(); with MOVED: went to where it is */
                            SURVEY_LEFT = 1 << 3,     /* Back on the first question: with PARTIAL or DISCARD, the visit ends */
                            SURVEY_COMPLETE = 1 << 4, /* finished: after SAVE, mark the response complete and thank */
                            SURVEY_PARTIAL = 1 << 5,  /* ended early: what was saved stays, as a partial response */
                            SURVEY_DISCARD = 1 << 6,  /* ended early: answers are to be erased */
} SurveyEffect;

typedef enum SurveyProblem { PROBLEM_NONE, PROBLEM_REQUIRED, PROBLEM_CONSTRAINT } SurveyProblem;

typedef struct SurveySetup {
  const Form *form;
  int language_ix;
  const Clock *clock;   /* only for today() and now() in expressions */
  const Random *random; /* only for random() */
  Arena *scratch;       /* for evaluating expressions, rewound each time; NULL: the session's, which then grows with every event */
} SurveySetup;

/* At the first relevant question (the very first, if none is). Borrows what setup points to. */
Survey *survey_new(Arena *session, const SurveySetup *setup);
/* Returns SurveyEffect bits. Ignored, with 0: an answer to another question than the current one, an answer outside the question type's
 * domain, and every event once the survey is over. */
unsigned survey_step(Survey *survey, const SurveyEvent *event);

const Form *survey_form(const Survey *survey);
int survey_language(const Survey *survey);
int survey_current(const Survey *survey);  /* index of the current question */
bool survey_is_last(const Survey *survey); /* Next would finish */
bool survey_is_over(const Survey *survey);
Value survey_answer(const Survey *survey, int question_ix); /* borrowed until the next step; kept even when not relevant */
bool survey_is_relevant(const Survey *survey, int question_ix);
bool survey_is_required(const Survey *survey, int question_ix);
SurveyProblem survey_problem(const Survey *survey); /* with the current question; cleared by its answer or by moving */
/* Share of the way: relevant questions that take an answer before the current one, and in all (at least 1). */
void survey_progress(const Survey *survey, size_t *done, size_t *total);
bool survey_has_answers(const Survey *survey); /* anything worth a row in the database? */

/* One JSON object, path to value, of every relevant question that was answered acceptably, in the form's order, and null for each
 * relevant question that was shown and passed over. Irrelevant, unseen and unacceptable answers are left out. */
void survey_answers_json(const Survey *survey, Sink *sink);

#endif
