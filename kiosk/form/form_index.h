/* What form_find_question and form_find_path look in. */
#ifndef FORM_FORM_INDEX_H
#define FORM_FORM_INDEX_H

#include "form.h"
#include "name_index.h"

typedef struct FormIndex {
  NameIndex names, paths; /* of questions */
} FormIndex;

#endif
