/* screen: what stands on each screen, and where. A file per screen; frame.c holds what several share. */
#ifndef SCREEN_H
#define SCREEN_H

#include "../build.h"

/* Adds the scene's nodes. */
void screen_layout(Build *b);

void screen_chooser(Build *b);
void screen_attract(Build *b);
void screen_question(Build *b);
void screen_thanks(Build *b);
void screen_idle(Build *b);
void screen_fault(Build *b);
void screen_closed(Build *b);

/* Is there another one of what is repeated? Into the area between header and footer. */
void repeat_add(Build *b, const SurveyPage *page, Rect area);

/* The trial banner, if this is a trial, over the whole width; returns the screen below it. */
Rect frame_banner(Build *b);
/* The languages at the end side of the row, or the button that opens their list where they do not fit `room_px`; nothing when there is
 * one only. start: choosing one starts the visit. Returns the width used. */
int frame_languages(Build *b, Rect row, int room_px, bool start);
/* All languages along the lower edge of the area, in as many rows as they need. Returns their height. */
int frame_language_rows(Build *b, Rect area, bool start);
/* The list of all languages, instead of a screen's content. */
void frame_language_menu(Build *b, Rect area, bool start);
/* A scrolling window on the nodes from index `first` on, laid out from y 0 with the given height: places them in the area, centred by
 * `share` of the free height, or scrolled, with a strip that says there is more. */
void frame_scroll(Build *b, size_t first, int height, Rect area, double share);
/* A column of b->sizes.column in the middle of the area. */
Flow frame_column(const Build *b, Rect area);

#endif
