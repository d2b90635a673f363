/* What a survey remembers, shared by its files and by nobody else. */
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

typedef struct QuestionState {
  StoredAnswer answer;
  bool relevant;
  bool passed;     /* Next was pressed on it: without an answer it is passed over */
  bool steers;     /* some question's relevance refers to it */
  bool is_steered; /* its relevance refers to some question */
} QuestionState;

struct Survey {
  SurveySetup setup;
  Arena *session;
  QuestionState *questions; /* as many as the form has */
  int64_t wall_ms;          /* when the visit began: today() does not change under the visitor's hands */
  int language_ix;
  int current_ix;
  SurveyProblem problem;
  bool over;
  bool unsaved; /* there is something new since the last SURVEY_SAVE */
  bool saved;   /* there has been one */
};

/* Keeps a copy. value is one that question_accepts(); list is the question's, or NULL. */
void answer_store(StoredAnswer *answer, Arena *session, const ChoiceList *list, Value value);

/* Decides what is relevant, from nothing (survey_new) or after an answer. */
void rules_begin(Survey *survey);
void rules_refresh(Survey *survey);
/* What is wrong with a question as it is answered now. */
SurveyProblem rules_problem(const Survey *survey, int question_ix);
/* Is there an answer, relevant, and within its constraint? */
bool rules_counts(const Survey *survey, int question_ix);

#endif
