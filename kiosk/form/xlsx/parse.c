#include "draft.h"
#include "workbook_tree.h"
#include "write_yaml.h"

const Form *form_parse_xlsx_in(Arena *arena, Str bytes, const char *file, const FormFolder *folder, Diags *diags) {
  size_t errors_before = diags->error_count;
  const char *name = arena_str(arena, str_from(file)).ptr;
  WorkbookTree tree;
  if (!workbook_tree_read(arena, bytes, name, diags, &tree)) return NULL;
  Str source = write_yaml(arena, tree.written);
  const Form *form = form_from_tree_in(arena, tree.read, source, name, ORIGIN_WORKBOOK, folder, diags);
  return diags->error_count > errors_before ? NULL : form;
}

const Form *form_parse_xlsx(Arena *arena, Str bytes, const char *file, Diags *diags) {
  return form_parse_xlsx_in(arena, bytes, file, NULL, diags);
}
