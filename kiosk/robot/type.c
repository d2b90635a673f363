#include "robot_types.h"

Value robot_says_nothing(const Draw *draw) {
  (void)draw;
  return VALUE_NONE;
}

static const RobotType never_asked = {.draw = robot_says_nothing};

static const RobotType *const types[] = {
    [QUESTION_NOTE] = &never_asked,
    [QUESTION_ACKNOWLEDGE] = &robot_acknowledge,
    [QUESTION_SELECT_ONE] = &robot_select_one,
    [QUESTION_SELECT_MULTIPLE] = &robot_select_multiple,
    [QUESTION_RANK] = &robot_rank,
    [QUESTION_RANGE] = &robot_range,
    [QUESTION_INTEGER] = &robot_integer,
    [QUESTION_DECIMAL] = &robot_decimal,
    [QUESTION_TEXT] = &robot_text,
    [QUESTION_DATE] = &robot_date,
    [QUESTION_TIME] = &robot_time,
    [QUESTION_DATETIME] = &robot_datetime,
    [QUESTION_IMAGE] = &robot_image,
    [QUESTION_CALCULATE] = &never_asked,
    [QUESTION_HIDDEN] = &never_asked,
    [QUESTION_START] = &never_asked,
    [QUESTION_END] = &never_asked,
    [QUESTION_TODAY] = &never_asked,
    [QUESTION_DEVICEID] = &never_asked,
    [QUESTION_UNASKED] = &never_asked,
};
_Static_assert(COUNT_OF(types) == QUESTION_KIND_COUNT, "a record for every question type");

const RobotType *robot_type(QuestionKind kind) {
  return types[kind];
}
