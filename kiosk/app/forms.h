/* The forms a kiosk shows: files, and folders of files. */
#ifndef FORMS_H
#define FORMS_H

#include "base.h"
#include "form.h"

typedef struct Forms {
  const Form *const *items;
  size_t count; /* at least 1 after forms_load */
} Forms;

/* Loads each file, and every .yaml, .yml and .xlsx file of each folder in the order of their names. All are read, so that diags has the
 * mistakes of all; err has the first failure. form-twice: two have the same form_id. */
Status forms_load(Arena *arena, const char *const *paths, size_t path_count, Diags *diags, Forms *out, Err *err);

#endif
