/* number: fields for numbers, which take what people type: a comma or a point, spaces between thousands, the digits of their own script. */
#ifndef WEB_NUMBER_H
#define WEB_NUMBER_H

#include "view.h"

/* inputmode: "numeric" or "decimal", used for a number that is never below 0: the digits of some phones have no minus, so that
 * any other number needs all their keys. */
void web_number_field(Page *page, const WebAsked *asked, const char *inputmode);
/* The digits of any script that ours are mirrored in as 0-9, a decimal mark as a point, minus signs as one, without spaces and marks of
 * direction; into the arena. */
Str web_plain_number(Arena *arena, Str typed);
bool web_read_number(const WebPosted *posted, Value *out, Str *typed);
Str web_number_words(const Page *page, const WebAsked *asked);

#endif
