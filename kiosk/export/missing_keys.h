/* missing_keys: which keys sealed responses were for that were not given, and how many. */
#ifndef MISSING_KEYS_H
#define MISSING_KEYS_H

#include "store.h"

enum { MISSING_KEYS_MAX = 16 }; /* a kiosk gets a new key once in a while; more of them are told as others */

typedef struct MissingKeys {
  struct {
    char id[SEAL_ID_LEN + 1];
    size_t rows;
  } keys[MISSING_KEYS_MAX];
  size_t count, other_rows;
} MissingKeys;

void missing_keys_add(MissingKeys *missing, Str id);
/* A warning for each. */
void missing_keys_tell(const MissingKeys *missing, Sink *warnings);

#endif
