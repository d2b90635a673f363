#include "open_text.h"

#include "text.h"

#include <stdlib.h>

int open_text(void **state) {
  TextMaker *text = calloc(1, sizeof *text);
  Err err = {0};
  if (!text || text_open(text, "Inter", &err) != STATUS_OK) {
    err_print(&err, stderr);
    return -1;
  }
  *state = text;
  return 0;
}

int close_text(void **state) {
  text_close(*state);
  free(*state);
  return 0;
}
