/* page_question: a question as it stands on its page: its words, what is wrong, its fields. */
#ifndef WEB_PAGE_QUESTION_H
#define WEB_PAGE_QUESTION_H

#include "view/view.h"

void web_question(Page *page, const WebAsked *asked);
/* A table's rows, from cells on; returns how many: 0 where none begins. */
size_t web_table(Page *page, const int *cells, size_t count);

#endif
