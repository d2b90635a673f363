/* What went wrong lately, in kinds that staff understand, newest first. Never an answer, a path or a name. */
#ifndef TROUBLES_H
#define TROUBLES_H

#include "base.h"
#include "ui.h"

typedef struct Troubles { /* zero: none */
  StaffTrouble items[STAFF_TROUBLES_MAX];
  size_t count;
} Troubles;

/* What a failure of the store is to staff, by its code. */
StaffFault trouble_of_store(const char *code);
/* It was seen now. One that has not ended is the same still; of others the oldest is forgotten. */
void troubles_note(Troubles *troubles, StaffFault fault, int64_t wall_ms);
/* All of a kind have ended, as far as can be told. */
void troubles_end(Troubles *troubles, StaffFault fault);
/* The same of all kinds that keep the store from taking answers. */
void troubles_end_of_store(Troubles *troubles);

#endif
