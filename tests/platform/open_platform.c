#include "open_platform.h"

#include <stdlib.h>
#include <unistd.h>

int open_platform_as(void **state, const PlatformSetup *setup, int quiet_ms) {
  Platform *platform = NULL;
  Err err = {0};
  if (platform_open(setup, &platform, &err) != STATUS_OK) {
    err_print(&err, stderr);
    return -1;
  }
  while (platform_wait(platform, quiet_ms).kind != PLATFORM_TIMEOUT)
    ;
  *state = platform;
  return 0;
}

int close_platform(void **state) {
  platform_close(*state);
  *state = NULL;
  return 0;
}

bool needs_x_server(char **argv, const char *screen, const char *arguments) {
  char server[160];
  if (getenv("INNSPILL_TEST_DISPLAY")) return false;
  setenv("INNSPILL_TEST_DISPLAY", "1", 1);
  setenv("SDL_VIDEODRIVER", "x11", 1);
  setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 1); /* no desktop to ask for the screen saver; libdbus leaks when it fails */
  snprintf(server, sizeof server, "-screen 0 %s -nolisten tcp %s", screen, arguments);
  execlp("xvfb-run", "xvfb-run", "-a", "-s", server, argv[0], (char *)NULL);
  return true;
}
