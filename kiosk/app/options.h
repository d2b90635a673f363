/* The command line of the kiosk. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base.h"
#include "ui.h"

typedef enum OptionsMode { MODE_RUN, MODE_CHECK_CONFIG, MODE_PREVIEW, MODE_HELP, MODE_VERSION } OptionsMode;

typedef struct Options { /* borrows argv; NULL and 0: not given */
  OptionsMode mode;
  const char *form, *config, *db, *lang, *play, *preview, *theme;
  bool windowed, trial, reduced_motion, start_at_question;
  bool has_text_size;
  TextSize text_size;
  int width_px, height_px;
  double width_mm, height_mm;
} Options;

/* Fails with STATUS_USAGE, code usage. */
Status options_parse(int argc, char **argv, Options *out, Err *err);
void options_print_help(FILE *out);
/* "normal", "large" or "largest"; false for another word. */
bool text_size_from_name(Str name, TextSize *out);

#endif
