/* joint: two forms' datasets as one, and two responses that are joined as one record. */
#ifndef JOINT_H
#define JOINT_H

#include "record_reader.h"

/* first and linked are borrowed. The responses' tables become one; behind the first form's repeats stand the other's. */
void joint_make(Arena *arena, const Dataset *first, const Dataset *linked, Dataset *out);

/* What both have read, in their arena. linked NULL: there is none, and nothing of it was asked. */
const RecordTable *joint_tables(const Dataset *dataset, const RecordReader *first, const RecordReader *linked, StoreMatch match);

#endif
