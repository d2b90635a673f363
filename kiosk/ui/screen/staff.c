#include "screen.h"

void screen_staff(Build *b) {
  screen_fault(b);
}
