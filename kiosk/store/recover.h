/* recover: what store_recover is made of. */
#ifndef RECOVER_H
#define RECOVER_H

#include "recover_walk.h"
#include "store.h"

typedef struct RecoverTell { /* who is told what could not be got; sentence NULL: nobody */
  void (*sentence)(void *context, Str sentence);
  void *context;
} RecoverTell;

BASE_PRINTF(2, 3) void recover_say(const RecoverTell *tell, const char *format, ...);

/* Makes a database at path, which must not exist, and fills it with every row that is found. */
Status recover_fill(const char *path, RecoverWalk *walk, size_t *refused, Err *err);
/* Compares what is in the store, a filled one that was opened again, with what it says should be; counts and tells. */
Status recover_account(Store *store, const RecoverTell *tell, StoreRecovery *report, Err *err);

#endif
