/* x_screen: the X server's screen as another program sees and changes it. Apart, because Xlib's names are ours too. */
#ifndef X_SCREEN_H
#define X_SCREEN_H

#include <stdbool.h>

/* 0xRRGGBB; -1: the server cannot be asked. */
long x_screen_pixel(int x, int y);

typedef struct XCover XCover;
XCover *x_cover_new(int x, int y, int w, int h); /* a white window on top of all; NULL when there is no server */
void x_cover_free(XCover *cover);                /* takes it away */

/* The monitor gets this size, and with it the screen; false: it will not. The server must run with -noreset. */
bool x_screen_resize(int w, int h);
bool x_screen_unplug(void); /* no monitor shows anything, until the next size */
/* A window has just this size, from the screen's corner on. */
bool x_screen_is_covered(int w, int h);

typedef enum XAttempt { X_CLOSE, X_MOVE, X_SHRINK, X_HIDE, X_MINIMIZE, X_ATTEMPT_COUNT } XAttempt;
/* Does to the window called Innspill what another program, or a window manager's menu, may do. False: there is no such window. */
bool x_window_attempt(XAttempt attempt);
bool x_screen_has_manager(void); /* of windows, ready to work */
/* Another program's window, which asks for the keys. */
XCover *x_window_new(void);

bool x_screen_shows_cursor(void);
/* Lets the screen saver begin after so many seconds without input. */
bool x_screen_saver_after(int seconds);
bool x_screen_saver_is_on(void);
/* Another pair of a mouse and a keyboard, or none any more: devices come and go. Both move and press nothing. */
bool x_devices_come(void);
bool x_devices_go(void);

#endif
