#include "month_sheet.h"

const QuestionView view_datetime = {.kind = QUESTION_DATETIME,
                                    .layout = moment_layout,
                                    .sheet = month_sheet,
                                    .act = moment_act,
                                    .type = moment_type,
                                    .words = moment_words};
