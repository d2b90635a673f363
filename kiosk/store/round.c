#include "connection.h"

Status store_round(Store *store, Str name, Str day, Arena *arena, StoreRound *out, Err *err) {
  (void)store, (void)name, (void)day, (void)arena, (void)out;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}

Status store_rounds(Store *store, Arena *arena, const StoreRound **out, size_t *count, Err *err) {
  (void)store, (void)arena, (void)out, (void)count;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}

Status store_give_round_key(Store *store, Str name, const unsigned char key[STORE_ROUND_KEY_BYTES], Str day, Err *err) {
  (void)store, (void)name, (void)key, (void)day;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}

Status store_close_round(Store *store, Str name, Str device, Str day, size_t *links, Err *err) {
  (void)store, (void)name, (void)device, (void)day, (void)links;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}
