/* share: Shamir's secret sharing (libgfshare) of a secret key. */
#ifndef SHARE_H
#define SHARE_H

#include "seal.h"

enum { SHARES_MIN = 2, SHARES_MAX = 9 };

typedef struct Share {
  unsigned char bytes[SEAL_KEY_BYTES];
} Share;

/* Shares number 1 .. count into out, any `needed` of which give secret. */
void shares_split(const unsigned char *secret, int needed, int count, Share *out);
/* numbers: of the shares, each once. With fewer than needed, or other numbers, secret becomes just any bytes. */
void shares_join(const unsigned char *numbers, const Share *shares, int count, unsigned char *secret);

#endif
