/* robot: a respondent made of chance: it answers a survey with valid answers, through the same events as a visitor.
 *
 * Deterministic: the same form, seed and number give the same visit, byte for byte, however many others there are. */
#ifndef ROBOT_H
#define ROBOT_H

#include "base.h"
#include "survey.h"

typedef struct RobotSetup {
  const Form *form;
  uint64_t seed;
  int64_t wall_ms; /* when the visits happen; for today() and now() */
  Str device;
} RobotSetup;

/* One step of a visit, as it is told when it has happened; everything is borrowed for the call. Step 0 is the first page as the
 * visitor finds it: there the event is the choice of a language. */
typedef struct RobotStep {
  size_t respondent, step;   /* from 0 */
  const Survey *survey;      /* after the step */
  uint64_t chance;           /* the visit's: random_seeded() of it is what its survey draws from */
  const SurveyEvent *events; /* what was done: the answers of one page, the last one to each cell, and then Next; or Back, or an
                              * instance added or removed, or an answer gone to from the review */
  size_t event_count;
  const SurveyEvent *refused; /* answers that were tried before those and did not satisfy their constraint */
  size_t refused_count;
  Str instance;   /* added or removed: its path, "husstand/medlem[2]"; else empty */
  int stuck_cell; /* the visit's last step: no valid answer to it was found and Next did not succeed; else -1 */
} RobotStep;

typedef void RobotWatch(void *context, const RobotStep *step);

/* Plays visit number `respondent` to its end in the session arena, which the caller rewinds. Returns the survey, complete, or, when
 * the robot finds no valid answer for a page in a hundred tries, as it then stands with *stuck_cell set (else -1). watch may be NULL. */
const Survey *robot_visit(Arena *session, Arena *scratch, const RobotSetup *setup, size_t respondent, RobotWatch *watch,
                          void *context, int *stuck_cell);
/* The seed of what a visit draws by chance beside its answers, such as its UUID: no two forms, versions or moments share one. */
uint64_t robot_visit_seed(const RobotSetup *setup, size_t respondent);

/* The lines of a trace, one JSON object each. The header:
 *
 *   {"form":"samling","version":"2026112101","seed":1,"now":"2026-11-21T14:05:00.000+01:00"}
 *
 * then a line for each step:
 *
 *   {"r":0,"step":3,"lang":"nb","set":{"husstand/medlem[2]/alder":34},"relevant":["navn",…],"required":[],"readonly":[],
 *    "calc":{"husstand/sum":"12"},"offer":{"kommune":["0301","1103"]}}
 *
 * r       the respondent; step 0, with an empty set, begins a visit in the language lang
 * set     path to answer, as in the database (string, number, array of strings), of an image its sketch as text, or null: left empty or
 *         taken back; in the order in which they were given. Then Next was pressed, unless there is one of
 * reads   path to array of texts, only when there are any: what those of set that choose among the answers to another question, by
 *         their number, read as in an expression
 * back    true: Back was pressed instead
 * chance  only in step 0: the seed of what random(), uuid() and the like draw in this visit, a number as text
 * add     path of the instance that was added on the page that asks whether there is another one
 * remove  path of the instance that was removed there, the last one
 * go      path of the answer that was chosen on the review, to be changed. Only a form that asks for a review has one: there a step
 *         with an empty set may also be Next on the review, which sends the answers in
 * refused path to array of answers that were tried first and did not satisfy the constraint; only when there are any
 * relevant the path of every relevant cell, in the cells' order: what is asked, notes, what is calculated, metadata
 * calc    path to value, as text ("" when empty), of those of them that get a value by themselves: by a calculation, a default, metadata
 * required, readonly: paths of those of them that must be answered, and of those that cannot be
 * offer   of each question with choices on the page that the step led to, the names of those that are offered, in the order shown; where
 *         they are answers to another question, these; only while there is a page
 * over    true on a visit's last line: it is complete
 * stuck   instead of it: the path of the question that no valid answer was found to; Next was refused
 *
 * All from relevant on is as after the step. */
void robot_trace_header(Sink *sink, const RobotSetup *setup);
void robot_trace_step(Sink *sink, const RobotStep *step, Arena *scratch);

#endif
