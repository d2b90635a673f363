#include "connection.h"

Status store_link_is_spent(Store *store, Str form_id, Str hash, bool *out, Err *err) {
  (void)store, (void)form_id, (void)hash, (void)out;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}
