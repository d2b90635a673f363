/* content: the questions of a page, each with its hint, its answers and what is wrong with them. */
#ifndef CONTENT_H
#define CONTENT_H

#include "bands.h"

/* Keys that stand right below the content are moved there. languages_px: the width that the languages take of the content's first lines, where they stand beside them; else 0. */
void content_add(Build *b, Bands *bands, int languages_px);
/* What is seen above the letters together with the field that they are typed into? Adds nothing. */
typedef enum FieldSight { FIELD_ALONE, FIELD_WITH_QUESTION, FIELD_WITH_ALL } FieldSight;
FieldSight content_field_sight(Build *b, const Bands *bands, int languages_px);
/* Is there another one of what is repeated? */
void repeat_add(Build *b, const SurveyPage *page, const Bands *bands);
/* Where content of a height stands in an area: its share of the free height above it. */
double content_share(const Sizes *sizes, Rect area, int height);
/* The line above a title: the group's name and which of the repeat's instances this is; nothing where there is nothing to say.
 * group_ix: innermost group, or -1; cell: whose answers its name speaks of, or -1. */
void content_add_heading(Build *b, Flow *flow, int group_ix, int cell);

/* A question's words; its name where it has none. */
Str content_title(Build *b, const Asked *asked);
/* Its answer in words; not for VALUE_EMPTY. */
Str content_answer(Build *b, const Asked *asked);
/* The form's words, and which of several, in the interface's: either may be empty. */
Str content_joined(Build *b, Str words, Str which);

#endif
