/* Any bytes: a theme with every colour, or none and a message. */
#include "ui.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new(0);
  Diags diags = diags_new(arena);
  const Theme *theme = theme_parse(arena, (Str){(const char *)data, size}, "fuzz.yaml", &diags);
  BUG_UNLESS((theme == NULL) == (diags.error_count > 0));
  BUG_UNLESS(theme == NULL || (theme->font.len > 0 && theme->radius_mm >= 0));
  for (size_t i = 0; theme && i < THEME_COLOUR_COUNT; i++)
    BUG_UNLESS(theme->colours[i].a == 255);
  arena_free(arena);
  return 0;
}
