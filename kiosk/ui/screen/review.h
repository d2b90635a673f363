/* review: all answers, each to be gone back to. */
#ifndef REVIEW_H
#define REVIEW_H

#include "bands.h"

void review_add(Build *b, const SurveyPage *page, const Bands *bands);

#endif
