#include "tree_form.h"

#include "draft.h"

const Form *tree_form(Arena *arena, const YamlNode *tree, const char *file, Diags *diags) {
  return form_from_tree(arena, tree, (Str){0}, file, ORIGIN_WORKBOOK, diags);
}
