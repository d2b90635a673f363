/* Choices that are the answers to another question: select_one ${child}. */
#ifndef FORM_ANSWER_LIST_H
#define FORM_ANSWER_LIST_H

#include "draft.h"

/* The list for a question whose row says so, or -1 and a message. */
int answer_list(Draft *draft, const Question *question, const RowDraft *row);
/* Which of the answers are offered: those that are given, and that the row's own filter lets pass. */
const Expr *answer_list_filter(Draft *draft, const Question *question, const RowDraft *row);

#endif
