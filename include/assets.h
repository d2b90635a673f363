/* assets: what a program of ours finds in files before it begins: its own folder of themes and words, the forms it is given, and
 * the pictures that they name. */
#ifndef ASSETS_H
#define ASSETS_H

#include "base.h"
#include "form.h"
#include "theme.h"

/* Where the themes and the interface's words are: beside an installed program, else in the source tree it was built from. Fails with
 * assets-missing. */
Status assets_find(Arena *arena, const char **out, Err *err);

/* --- Forms --- */

typedef struct Forms {
  const Form *const *items;
  size_t count; /* at least 1 after forms_load */
} Forms;

/* Loads each file, and every .yaml, .yml and .xlsx file of each folder in the order of their names. All are read, so that diags has the
 * mistakes of all; err has the first failure. form-twice: two have the same form_id. */
Status forms_load(Arena *arena, const char *const *paths, size_t path_count, Diags *diags, Forms *out, Err *err);

/* --- Pictures that a form names --- */

enum { PICTURE_PATH_MAX = 4096 };

/* The file of a picture: beside the form's, or in the folder NAME-media there, as ODK keeps them. False when there is none; a path that
 * leads out of the form's folder is none. */
bool picture_path(const Form *form, Str path, char out[PICTURE_PATH_MAX]);

/* --- Themes --- */

typedef struct ThemeFile {
  const Theme *theme;
  const char *logo; /* path of the theme's picture; NULL: it has none */
} ThemeFile;

/* What is no name: it has a slash, or ends as a file does. */
bool theme_is_path(Str wanted);
/* Is it a path, or the name of one of the assets' themes? False: *what and *remedy say so, in the arena. */
bool theme_is_known(Arena *arena, const char *assets, Str wanted, Str *what, Str *remedy);
/* A theme by its name or path. Into the arena; mistakes and warnings go to diags. Failures: STATUS_USAGE, usage (there is no theme of
 * that name); STATUS_INPUT, theme (the file has mistakes); and file_read's. */
Status theme_read(Arena *arena, const char *assets, Str wanted, ThemeFile *out, Diags *diags, Err *err);

#endif
