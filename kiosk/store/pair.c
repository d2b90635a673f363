#include "connection.h"

Status store_each_pair(Store *store, Str first_form, Str second_form, const StoreFilter *filter, bool near,
                       bool (*visit)(void *context, const Response *first, const Response *second, StoreMatch match), void *context,
                       Err *err) {
  (void)store, (void)first_form, (void)second_form, (void)filter, (void)near, (void)visit, (void)context;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}

Status store_matching(Store *store, Str first_form, Str second_form, StoreMatching *out, Err *err) {
  (void)store, (void)first_form, (void)second_form, (void)out;
  return err_set(err, STATUS_WORLD, "not-yet", "not yet");
}
