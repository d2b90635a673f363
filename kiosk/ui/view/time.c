#include "moment.h"

const QuestionView view_time = {
    .kind = QUESTION_TIME, .layout = moment_layout, .act = moment_act, .type = moment_type, .words = moment_words};
