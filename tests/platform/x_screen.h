/* x_screen: the X server's screen as another program sees it. Apart, because Xlib's names are ours too. */
#ifndef X_SCREEN_H
#define X_SCREEN_H

/* 0xRRGGBB; -1: the server cannot be asked. */
long x_screen_pixel(int x, int y);

typedef struct XCover XCover;
XCover *x_cover_new(int x, int y, int w, int h); /* a white window on top of all; NULL when there is no server */
void x_cover_free(XCover *cover);                /* takes it away */

#endif
