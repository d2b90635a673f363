#include "share.h"
#include "key.h"

#include <libgfshare.h>
#include <sodium.h>
#include <string.h>

/* libgfshare reads through pointers to what is not const. */
void shares_split(const unsigned char *secret, int needed, int count, Share *out) {
  BUG_UNLESS(SHARES_MIN <= needed && needed <= count && count <= SHARES_MAX);
  unsigned char numbers[SHARES_MAX], *copy = secret_memory(SEAL_KEY_BYTES);
  for (int i = 0; i < count; i++)
    numbers[i] = (unsigned char)(i + 1);
  memcpy(copy, secret, SEAL_KEY_BYTES);
  gfshare_ctx *split = gfshare_ctx_init_enc(numbers, (unsigned)count, (unsigned char)needed, SEAL_KEY_BYTES);
  BUG_UNLESS(split);
  gfshare_ctx_enc_setsecret(split, copy);
  sodium_free(copy);
  for (int i = 0; i < count; i++)
    gfshare_ctx_enc_getshare(split, (unsigned char)i, out[i].bytes);
  gfshare_ctx_free(split); /* writes random bytes over all of it first */
}

void shares_join(const unsigned char *numbers, const Share *shares, int count, unsigned char *secret) {
  BUG_UNLESS(0 < count && count <= SHARES_MAX);
  unsigned char own_numbers[SHARES_MAX], *copy = secret_memory(SEAL_KEY_BYTES);
  memcpy(own_numbers, numbers, (size_t)count);
  gfshare_ctx *join = gfshare_ctx_init_dec(own_numbers, (unsigned)count, SEAL_KEY_BYTES);
  BUG_UNLESS(join);
  for (int i = 0; i < count; i++) {
    memcpy(copy, shares[i].bytes, SEAL_KEY_BYTES);
    gfshare_ctx_dec_giveshare(join, (unsigned char)i, copy);
  }
  gfshare_ctx_dec_extract(join, secret);
  gfshare_ctx_free(join);
  sodium_free(copy);
}
