#include "connection.h"
#include "lock.h"

Status store_put_draft(Store *store, const StoreDraft *draft, Err *err) {
  (void)store, (void)draft;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}

Status store_get_draft(Store *store, Str id, Arena *arena, StoreDraft *out, Err *err) {
  (void)store, (void)id, (void)arena, (void)out;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}

Status store_delete_draft(Store *store, Str id, Err *err) {
  (void)store, (void)id;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}

Status store_sweep_drafts(Store *store, int64_t now_min, Arena *arena, const StoreDraft **gone, size_t *count, Err *err) {
  (void)store, (void)now_min, (void)arena, (void)gone, (void)count;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}

Status store_adopt(Store *store, Str uuid, Str device, Str channel, Err *err) {
  (void)store, (void)uuid, (void)device, (void)channel;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}

bool store_is_claimed(const Store *store, StoreRole role) {
  (void)store, (void)role;
  return false;
}
