#include "seal.h"

#include <libgfshare.h>
#include <sodium.h>

static void fill_random(unsigned char *out, unsigned bytes) {
  randombytes_buf(out, bytes);
}

Status seal_init(Err *err) {
  if (sodium_init() < 0) return err_set(err, STATUS_WORLD, "random", "the system gives no random numbers");
  gfshare_fill_rand = fill_random; /* for the shares, and for what it writes over them when it frees them */
  return STATUS_OK;
}
