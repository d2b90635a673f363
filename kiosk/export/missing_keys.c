#include "missing_keys.h"
#include "warning.h"

#include <string.h>

void missing_keys_add(MissingKeys *missing, Str id) {
  size_t i = 0;
  while (i < missing->count && !str_is(id, missing->keys[i].id))
    i++;
  if (i == missing->count && (i == MISSING_KEYS_MAX || id.len > SEAL_ID_LEN)) {
    missing->other_rows++;
    return;
  }
  if (i == missing->count) {
    missing->count++;
    if (id.len > 0) memcpy(missing->keys[i].id, id.ptr, id.len); /* zeroed beyond */
  }
  missing->keys[i].rows++;
}

static const char *are(size_t count) {
  return count == 1 ? " is" : "s are";
}

void missing_keys_tell(const MissingKeys *missing, Sink *warnings) {
  for (size_t i = 0; i < missing->count; i++)
    warning_add(warnings, "%zu response%s sealed for the key %s; give its file with --key, too", missing->keys[i].rows,
                are(missing->keys[i].rows), missing->keys[i].id);
  if (missing->other_rows > 0)
    warning_add(warnings, "%zu response%s sealed for other keys; the lines above name some of them", missing->other_rows,
                are(missing->other_rows));
}
