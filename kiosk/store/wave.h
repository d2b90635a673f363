/* wave: which responses of two forms belong together by their tokens and codes. All in memory, 200 bytes for each response that has one. */
#ifndef WAVE_H
#define WAVE_H

#include "connection.h"

enum { WAVE_UUID_BYTES = 16, WAVE_HASH_BYTES = 12, WAVE_PARTS_MAX = 13 }; /* parts: of LINK_ELEMENTS_MAX elements */
#define WAVE_NOBODY UINT32_MAX

/* The first bytes of a link's hash: among millions of them no two are the same by chance. */
typedef struct WaveHash {
  unsigned char bytes[WAVE_HASH_BYTES];
} WaveHash;

typedef struct Wave { /* the responses of a form that have a link, in the order of their keys */
  unsigned char (*uuids)[WAVE_UUID_BYTES];
  WaveHash (*parts)[WAVE_PARTS_MAX]; /* as link.part says */
  unsigned char *part_counts;        /* 0: a code that could not be opened */
  size_t count, capacity;
  size_t unopened;
} Wave;

/* Of the responses that the filter's trials and statuses let through; of one round, or NULL: of all. */
Status wave_read(Store *store, Arena *arena, Str form_id, const StoreFilter *filter, const Str *round, Wave *out, Err *err);
uint32_t wave_find(const Wave *wave, Str uuid); /* WAVE_NOBODY: it has no link */
void wave_uuid(const Wave *wave, uint32_t ix, char out[STORE_UUID_LEN + 1]);

typedef struct WaveJoin {
  uint32_t *second_of; /* by the first's index: the second's, or WAVE_NOBODY */
  StoreMatch *match_of;
  size_t whole, near, ambiguous; /* as StoreMatching's */
} WaveJoin;

void wave_join(Arena *arena, const Wave *first, const Wave *second, bool near, WaveJoin *out);

#endif
