/* language_chips: the languages that visitors may choose, as buttons in their own words. */
#ifndef LANGUAGE_CHIPS_H
#define LANGUAGE_CHIPS_H

#include "../build.h"

size_t language_chips_count(const Build *b); /* that are offered */
/* At the end of the row: all of them where they take no more than `room_px`, else the one that is shown, which opens the menu; nothing when
 * there is one only. Returns the width used. */
int language_chips_add(Build *b, Rect row, int room_px);
int language_chips_width(Build *b, int room_px); /* what it would be */
/* All of them along the lower edge of the area, in as many rows as they need; on a form's first screen choosing one starts the visit.
 * Where that would leave too little for anything else, the one that is shown instead, which opens the menu. Returns their height. */
int language_chips_add_rows(Build *b, Rect area);
int language_chips_row_width(Build *b, int width_px); /* of the first row of those */
int language_chips_menu_width(Build *b);              /* of the one: as wide for the longest of the names as for any */
/* All of them under one another, or in two columns, as large as answers. start: choosing one starts the visit. */
void language_chips_add_list(Build *b, Flow *flow, bool start);

#endif
