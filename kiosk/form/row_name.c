#include "row_name.h"

Str row_name_by_place(Arena *arena, const YamlNode *row, const char *kind) {
  return arena_printf(arena, "%s_%d", kind, row->place.line);
}
