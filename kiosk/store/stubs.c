/* Placeholders for what is being built. */
#include "connection.h"

static Status not_yet(Err *err) {
  return err_set(err, STATUS_WORLD, "not-yet", "this is being built");
}

Status store_replace_damaged(const char *path, const char *backup, Str day, const Random *random, Arena *arena,
                             StoreReplacement *report, Store **out, Err *err) {
  (void)path, (void)backup, (void)day, (void)random, (void)arena, (void)report;
  *out = NULL;
  return not_yet(err);
}

