#include "connection.h"

Status store_merge(const char *path, const char *const *sources, size_t count, const Random *random, const MergeWatch *watch,
                   MergeReport *report, Err *err) {
  (void)sources, (void)count, (void)random, (void)watch;
  *report = (MergeReport){0};
  return err_set(err, STATUS_WORLD, "not-yet", "merging into %s is not written yet", path);
}
