/* x_resize WxH|off...: what becomes of the X server's monitor, one after the other, a moment apart. */
#include "x_screen.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOMENT_US = 20 * 1000 };

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    int w = 0, h = 0;
    bool off = strcmp(argv[i], "off") == 0;
    if (!off && sscanf(argv[i], "%dx%d", &w, &h) != 2) return 2;
    if (!(off ? x_screen_unplug() : x_screen_resize(w, h))) {
      fprintf(stderr, "x_resize: %s: the X server will not\n", argv[i]);
      return 3;
    }
    usleep(MOMENT_US);
  }
  return 0;
}
