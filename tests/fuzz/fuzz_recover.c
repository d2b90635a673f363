/* Any bytes as a database file: rows are taken from it that are what they are said to be, and it comes to an end. */
#include "recover_walk.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static bool check_row(void *context, const RecoverTable *table, const RawRecord *row) {
  const RecoverWalk *walk = context;
  BUG_UNLESS(recover_table_fits(table, row));
  BUG_UNLESS(recover_table_insert(walk->arena, table, row->count).len > 0);
  size_t bytes = 0;
  for (size_t i = 0; i < row->count; i++)
    for (size_t j = 0; j < row->values[i].bytes.len; j++)
      bytes += row->values[i].bytes.ptr[j] != '\0';
  return bytes < SIZE_MAX;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  int file = memfd_create("recover", MFD_CLOEXEC);
  BUG_UNLESS(file >= 0 && write(file, bytes, count) == (ssize_t)count);
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  Arena *arena = arena_new(0);
  RecoverWalk walk = {.take = check_row, .context = &walk};
  if (recover_walk_open(&walk, arena, path, NULL) == STATUS_OK) recover_walk_run(&walk);
  if (walk.scratch != NULL) recover_walk_close(&walk);
  arena_free(arena);
  close(file);
  return 0;
}
