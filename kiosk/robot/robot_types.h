/* What a robot says to a question: one record per question type, in files of the same kind, and the chance they share. */
#ifndef ROBOT_TYPES_H
#define ROBOT_TYPES_H

#include "robot.h"

/* What may mean something for an answer. Numbers: those that its constraint names, those given before that it reads, and those that
 * the question's words name ("from 0 to 7"); dates are among them as days since 1970-01-01. Texts: those that the constraint names. */
typedef struct Clues {
  const double *items;
  size_t count;
  size_t bound_count; /* the first of them, which are the constraint's */
  const Str *texts;
  size_t text_count;
} Clues;

typedef struct Draw { /* for one answer to one cell */
  const Survey *survey;
  int cell;
  const Form *form;
  const Question *question;
  const Random *random;
  Arena *arena; /* where the answer lives */
  Clues clues;
  int attempt;       /* how many answers to this cell were refused before */
  double today_days; /* the visit's day */
} Draw;

typedef struct RobotType {
  QuestionKind kind;
  Value (*draw)(const Draw *draw); /* VALUE_EMPTY: there is nothing to say */
  bool stays;                      /* once given, an answer can be changed, and not taken back: as on the screen */
} RobotType;

const RobotType *robot_type(QuestionKind kind); /* static */
Value robot_says_nothing(const Draw *draw);

extern const RobotType robot_acknowledge, robot_select_one, robot_select_multiple, robot_rank, robot_range, robot_integer,
    robot_decimal, robot_text, robot_date, robot_time, robot_datetime, robot_image;

/* Now and then an answer that something else in the form turns on, such as the 67 of "${age} = 67", or one beside it. */
bool turning_point(const Draw *draw, Value *out);

Clues clues_find(Arena *arena, const Survey *survey, int cell);

/* Uniform over low .. high, both whole numbers. */
int64_t chance_between(const Random *random, int64_t low, int64_t high);
bool chance_percent(const Random *random, uint32_t percent);
/* A whole number that a constraint might want: of the clues if there are any, small at first, then of the kinds that forms ask for. */
double chance_number(const Draw *draw);
/* A text of the constraint's own pattern, in three of four tries from the second on; false: this is another try, or there is none. */
bool chance_match(const Draw *draw, Str *out);
/* A number between two clues in hundredths of what is between them, or between 0 and 1. */
double chance_fraction(const Draw *draw);

#endif
