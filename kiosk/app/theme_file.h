/* Finds the theme that the configuration or the command line asks for, and reads it. */
#ifndef THEME_FILE_H
#define THEME_FILE_H

#include "assets.h"
#include "config.h"

/* A name is one of the assets' themes. Into the arena; mistakes and warnings go to diags. Failures: STATUS_INPUT with config (the
 * configuration names a theme that is not there; diags has its place), theme (the file has mistakes) and file_read's; STATUS_USAGE when
 * the command line does. */
Status theme_file_read(Arena *arena, const char *assets, const Config *config, ThemeFile *out, Diags *diags, Err *err);

#endif
