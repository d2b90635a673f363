/* A form from the tree that a workbook gave, for tests that see what a workbook is; the passes' own header has another Row. */
#ifndef FORM_TEST_TREE_FORM_H
#define FORM_TEST_TREE_FORM_H

#include "form.h"
#include "yaml_tree.h"

const Form *tree_form(Arena *arena, const YamlNode *tree, const char *file, Diags *diags);

#endif
