#include "merge.h"

#include <stdlib.h>
#include <string.h>

static void key_of(Str uuid, unsigned char out[SALT_BYTES]) {
  crypto_generichash(out, SALT_BYTES, (const unsigned char *)uuid.ptr, uuid.len, NULL, 0);
}

static int compare_keys(const void *a, const void *b) {
  return memcmp(a, b, SALT_BYTES);
}

void merge_marks_add(Merge *merge, MergeMarks *marks, Str uuid) {
  if (marks->count == marks->capacity) {
    marks->capacity = marks->capacity ? 2 * marks->capacity : 64;
    unsigned char(*more)[SALT_BYTES] = arena_alloc_array(merge->arena, marks->capacity, sizeof *more);
    if (marks->count > 0) memcpy(more, marks->keys, marks->count * sizeof *more);
    marks->keys = more;
  }
  key_of(uuid, marks->keys[marks->count++]);
}

void merge_marks_sort(MergeMarks *marks) {
  if (marks->count > 0) qsort(marks->keys, marks->count, sizeof *marks->keys, compare_keys);
}

bool merge_marks_have(const MergeMarks *marks, Str uuid) {
  unsigned char key[SALT_BYTES];
  if (marks->count == 0) return false;
  key_of(uuid, key);
  return bsearch(key, marks->keys, marks->count, sizeof *marks->keys, compare_keys) != NULL;
}
