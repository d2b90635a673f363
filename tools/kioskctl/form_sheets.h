/* form_sheets: a form's tree as the sheets of an XLSForm: survey, choices, settings, and what XLSForm has no place for as kiosk. */
#ifndef FORM_SHEETS_H
#define FORM_SHEETS_H

#include "form.h"
#include "form_sheet.h"
#include "yaml_tree.h"

enum { FORM_SHEETS_MAX = 4 };

typedef struct FormSheets {
  FormSheet items[FORM_SHEETS_MAX];
  size_t count;
} FormSheets;

/* root is the tree of a form without errors, form the model that was made of it; both are borrowed for as long as the sheets are. */
FormSheets form_sheets_new(Arena *arena, const YamlNode *root, const Form *form);

#endif
