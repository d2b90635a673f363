#include "moment.h"

const QuestionView view_date = {
    .kind = QUESTION_DATE, .layout = moment_layout, .act = moment_act, .type = moment_type, .words = moment_words};
