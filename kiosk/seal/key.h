/* key: a key pair as the other files here see it. */
#ifndef KEY_H
#define KEY_H

#include "seal.h"

struct SealSecret { /* in memory of libsodium's own, read-only once it is made */
  SealPublic public;
  char id[SEAL_ID_LEN + 1]; /* of it */
  unsigned char bytes[SEAL_KEY_BYTES];
};

/* The pair that a secret key is half of; its bytes are copied. The caller's, to be freed with seal_secret_free. */
SealSecret *secret_from_bytes(const unsigned char *bytes);
/* Memory for a secret: locked, out of core files, between guard pages; to be freed with sodium_free, which wipes it. Running out aborts. */
void *secret_memory(size_t bytes);

#endif
