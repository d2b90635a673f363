#include "ui.h"

static const char *const keys[] = {
#define X(id, key) [UI_STRING_##id] = (key),
    UI_STRINGS(X)
#undef X
};
_Static_assert(COUNT_OF(keys) == UI_STRING_COUNT, "every phrase has its key");

const Phrases *ui_phrases_load(Arena *arena, const char *folder, Diags *diags, Err *err) {
  return phrases_load(arena, folder, keys, COUNT_OF(keys), diags, err);
}
