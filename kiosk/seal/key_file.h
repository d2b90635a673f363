/* key_file: what seal_file_text and seal_share_texts do, at a price of one's own for guessing a passphrase. */
#ifndef KEY_FILE_H
#define KEY_FILE_H

#include "seal.h"

typedef struct KeyCost { /* Argon2id's */
  int64_t passes, memory_bytes;
} KeyCost;

/* needed and count 0: the whole key, as one text. */
Status key_file_texts(Arena *arena, const SealSecret *secret, Str passphrase, KeyCost cost, int needed, int count, Str *out,
                      Err *err);

#endif
