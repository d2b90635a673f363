#include "workbook.h"

bool workbook_read(Arena *arena, Str bytes, const char *file, Diags *diags, Workbook *out) {
  (void)arena;
  (void)bytes;
  *out = (Workbook){.count = 0};
  diags_add(diags, DIAG_ERROR, "workbook-damaged", (Place){.file = file}, STR("this is no workbook"), STR("save it anew as .xlsx"));
  return false;
}
