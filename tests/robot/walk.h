/* What is asked of robots on whole forms. */
#ifndef TESTS_ROBOT_WALK_H
#define TESTS_ROBOT_WALK_H

#include "robot/trial.h"

#include "question.h"

#include <string.h>

#define HEAD "settings: {form_id: f, version: 1, default_language: nb}\nlanguages: {nb: Norsk, en: English}\nsurvey:\n"
#define CHOICES                                                                                                                    \
  "choices:\n  abc: [{name: a, label: A}, {name: b, label: B}, {name: c, label: C}, {name: ingen, label: Ingen, exclusive: "       \
  "true}]\n"

extern const char walk_every_type[];

/* What the visit did is done again with a survey, which comes to the same answers. */
void walk_again(Trial *trial, size_t respondent);
/* All come through, and each question that is asked is answered by one of them. */
void walk_everywhere(Trial *trial, size_t robots);

#endif
