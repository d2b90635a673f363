/* open_platform: the window that a test has before it. */
#ifndef OPEN_PLATFORM_H
#define OPEN_PLATFORM_H

#include "platform.h"

/* cmocka's: opened, and left alone until nothing has come for quiet_ms; *state is the Platform. */
int open_platform_as(void **state, const PlatformSetup *setup, int quiet_ms);
int close_platform(void **state);
/* Begins the program anew on an X server of its own with a screen such as "1280x720x24", unless it has one already; arguments are more of the
 * server's, or "". False: it has. Else it only returns where there is no xvfb-run, with true. */
bool needs_x_server(char **argv, const char *screen, const char *arguments);

#endif
