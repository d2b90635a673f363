/* key: the names of keys in scripted visits. */
#include "draw.h"

static const char *const names[] = {
    [KEY_NONE] = "",
    [KEY_TAB] = "Tab",
    [KEY_ENTER] = "Enter",
    [KEY_SPACE] = "Space",
    [KEY_ESCAPE] = "Escape",
    [KEY_LEFT] = "Left",
    [KEY_RIGHT] = "Right",
    [KEY_UP] = "Up",
    [KEY_DOWN] = "Down",
    [KEY_HOME] = "Home",
    [KEY_END] = "End",
    [KEY_PAGE_UP] = "PageUp",
    [KEY_PAGE_DOWN] = "PageDown",
    [KEY_BACKSPACE] = "Backspace",
    [KEY_DELETE] = "Delete",
};
_Static_assert(COUNT_OF(names) == KEY_COUNT, "a name for every key");

Key key_from_name(Str name, bool *shift) {
  static const Str shift_prefix = {"Shift+", 6};
  *shift = str_starts_with(name, shift_prefix);
  if (*shift) name = (Str){name.ptr + shift_prefix.len, name.len - shift_prefix.len};
  for (int key = KEY_NONE + 1; key < KEY_COUNT; key++)
    if (str_is(name, names[key])) return (Key)key;
  return KEY_NONE;
}
