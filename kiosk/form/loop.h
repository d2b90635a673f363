/* begin loop over LIST: its rows are asked once for each of the list's choices, each time in a group of its own. */
#ifndef FORM_LOOP_H
#define FORM_LOOP_H

#include "draft.h"

/* The choices of the list that the loop's type names, or NULL and a message. */
const YamlNode *loop_choices(Draft *draft, const YamlNode *row, const TypeWords *type);
/* Is it one to be asked about? A choice without a name is not, nor is one called none. */
bool loop_asks_about(const YamlNode *choice);
/* The group of a choice: of its name and label. */
const YamlNode *loop_group(Draft *draft, const YamlNode *row, const YamlNode *choice);
/* The row as it is for a choice, whose name and label stand in the place of %(name)s and %(label)s. */
const YamlNode *loop_row(Draft *draft, const YamlNode *row, const YamlNode *choice);
/* Marks the lists that loops go through as used. */
void loop_use_lists(Draft *draft);

#endif
