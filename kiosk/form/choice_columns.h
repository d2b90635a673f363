/* The columns of a choice list beyond those this program knows: what a choice_filter or instance() asks for. */
#ifndef FORM_CHOICE_COLUMNS_H
#define FORM_CHOICE_COLUMNS_H

#include "draft.h"

/* Reads them into list and its choices, which stand beside nodes. code_too: so is `code`. */
void read_columns(Draft *draft, const YamlNode *const *nodes, ChoiceList *list, Choice *choices, ListDraft *list_draft,
                  bool code_too);
/* Points out those that no expression asks for: a slip of the pen, mostly. */
void check_columns(Draft *draft, const ChoiceList *list, const ListDraft *list_draft);

#endif
