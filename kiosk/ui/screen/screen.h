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
void screen_staff(Build *b);
void screen_handover(Build *b);

/* A blank screen instead of all that, until it is touched. */
void hidden_layout(Build *b, Rect screen);

/* The trial banner, if this is a trial, over the whole width; returns the screen below it. */
Rect frame_banner(Build *b);
Rect frame_below_banner(Build *b); /* that screen, and adds nothing */
/* Instead of a screen's content, as the interaction's MenuKind says: all languages, the size of letters and the way to hide, the way to go on
 * on a phone. */
void menu_layout(Build *b, Rect area);
/* What going on on a phone means, before it is done. */
void continue_layout(Build *b, Rect area);
/* The organisation's mark at the upper start of the area, if there is one; returns the height it takes, with the space below it. */
int frame_logo(Build *b, Rect area);
/* The same at the start of a row, in its middle; false, and nothing, where it is too wide for it. */
bool frame_logo_in_row(Build *b, Rect row);
/* A scrolling window on the nodes from index `first` on, laid out from y 0 with the given height: places them in the area, centred by
 * `share` of the free height, or scrolled, with a strip that says there is more. */
void frame_scroll(Build *b, size_t first, int height, Rect area, double share);
/* The same where the strip has a place of its own, and the window all of the area. */
void frame_scroll_beside(Build *b, size_t first, int height, Rect area, double share, Rect strip);
/* An edge that content goes on behind: its upper one (-1) or its lower (1). */
void frame_fade(Build *b, Rect rect, int sign);
/* A column of b->sizes.column in the middle of the area. */
Flow frame_column(const Build *b, Rect area);

#endif
