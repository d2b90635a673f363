/* The pictures of a visit's signatures and drawings, for the database: made when they have changed since they were last stored. */
#ifndef ATTACHMENTS_H
#define ATTACHMENTS_H

#include "base.h"
#include "store.h"
#include "survey.h"

enum { ATTACHMENTS_MARK_BYTES = 32 };

typedef struct Attachments {                                                 /* zero: none are stored */
  unsigned char stored[ATTACHMENTS_MARK_BYTES], now[ATTACHMENTS_MARK_BYTES]; /* hashes of names and sketches; zero: of none */
  bool unsure;                                                               /* which are stored is not known */
} Attachments;

/* What a response is to say of them: NULL when those stored are those there are. Into the arena. */
const StoreAttachment *attachments_changed(Attachments *attachments, const Survey *survey, Arena *arena, size_t *count);
/* What was changed last is on disk. */
void attachments_are_stored(Attachments *attachments);
/* They may be stored or not: the next time all are written. */
void attachments_forget(Attachments *attachments);

#endif
