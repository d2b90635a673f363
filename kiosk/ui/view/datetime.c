#include "moment.h"

const QuestionView view_datetime = {
    .kind = QUESTION_DATETIME, .layout = moment_layout, .act = moment_act, .type = moment_type, .words = moment_words};
