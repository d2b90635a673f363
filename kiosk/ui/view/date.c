#include "month_sheet.h"

const QuestionView view_date = {.kind = QUESTION_DATE,
                                .layout = moment_layout,
                                .sheet = month_sheet,
                                .act = moment_act,
                                .type = moment_type,
                                .words = moment_words};
