/* A visit as its files share it: what is remembered between two steps, and what one step consists of. */
#ifndef VISIT_H
#define VISIT_H

#include "robot.h"

enum { TRIES_MAX = 100, TURNS_MAX = 100 };

typedef struct Events { /* grows in the session arena */
  SurveyEvent *items;
  size_t count, capacity;
} Events;

typedef struct Visit {
  const RobotSetup *setup;
  Arena *session;
  Survey *survey;
  Random random;
  uint64_t chance; /* the seed of what the survey draws */
  double today_days;
  size_t respondent, step;
  RobotWatch *watch; /* or NULL */
  void *context;
  Events done, refused; /* of this step */
  size_t turned_back;   /* how often Next led back to a page before */
  size_t changes;       /* how often an answer was gone to from the review */
  int stuck_cell;       /* or -1 */
} Visit;

/* Hands an event to the survey and keeps it among the step's. */
unsigned visit_do(Visit *visit, SurveyEvent event);
void visit_keep(Visit *visit, Events *events, SurveyEvent event);
/* Tells what was done, and begins the next step. */
void visit_tell(Visit *visit, Str instance);

/* Answers every cell of the page and goes on; sets stuck_cell, and tells that, when it cannot. */
void page_answer(Visit *visit);
/* On the question whether there is another instance: adds one, takes the last away, or goes on. */
void repeat_decide(Visit *visit);
/* On the review: to an answer on it, a few times at most, or to the end. */
void review_decide(Visit *visit);

#endif
