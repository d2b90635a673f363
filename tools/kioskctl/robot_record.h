/* robot_record: what robots answered, as responses in a database, and where they came on their way. */
#ifndef ROBOT_RECORD_H
#define ROBOT_RECORD_H

#include "robot.h"
#include "store.h"

typedef struct RobotRecord {
  const RobotSetup *setup;
  Store *store; /* NULL: nothing is written */
  Str device;
  bool trial;
  size_t in_batch;
} RobotRecord;

/* Writes a complete visit; many share a transaction, so it is on disk only after record_finish. arena is the visit's. */
Status record_visit(RobotRecord *record, Arena *arena, const Survey *survey, size_t respondent, Err *err);
/* Puts what is under way on disk, whatever came of the rest. */
Status record_finish(RobotRecord *record, Err *err);

typedef struct RobotCoverage { /* by question index: how many robots */
  size_t *reached, *answered;
} RobotCoverage;

RobotCoverage coverage_new(Arena *arena, const Form *form);
void coverage_add(RobotCoverage *coverage, const Survey *survey);
/* Two lines at most: the questions that no robot came to, and those that none of those who came found an answer to. */
void coverage_print(const RobotCoverage *coverage, const Form *form, FILE *out);

#endif
