/* `or_other`: a list with one choice more, and a question that asks what it is. */
#ifndef FORM_OTHER_H
#define FORM_OTHER_H

#include "draft.h"

/* The row that asks for the words, made as if the author had written it behind row; NULL when row has no name to go by. */
const YamlNode *other_question(Draft *draft, const YamlNode *row);
/* The list itself when it has a choice "other" already, else a copy with one, made once: an index of Form.lists. */
int other_list(Draft *draft, int list_ix);

#endif
