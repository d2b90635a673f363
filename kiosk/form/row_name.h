#ifndef FORM_ROW_NAME_H
#define FORM_ROW_NAME_H

#include "yaml_tree.h"

/* What a workbook's row goes by that has no name: kind and its line, such as "question_14". Into the arena. */
Str row_name_by_place(Arena *arena, const YamlNode *row, const char *kind);

#endif
