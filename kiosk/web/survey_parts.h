/* survey_parts: a survey's pages that are no questions: whether there is another one, and all answers before they are sent. */
#ifndef WEB_SURVEY_PARTS_H
#define WEB_SURVEY_PARTS_H

#include "view/view.h"

void survey_repeat(Page *page, const SurveyPage *shown);
void survey_review(Page *page, const SurveyPage *shown);

/* page_survey.c: of the innermost group from group_ix on that has words. */
Str survey_group_words(const Page *page, int group_ix, int cell);
void survey_heading(Page *page, Str words, int instance, int total); /* total 1 or less: only words */
void survey_buttons(Page *page, WebPhrase next, bool may_skip);      /* Back, and Next by these words */

#endif
