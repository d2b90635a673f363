/* record_plan: what reading records needs to know of a dataset beforehand. */
#ifndef RECORD_PLAN_H
#define RECORD_PLAN_H

#include "fields.h"
#include "own_variables.h"

typedef struct KeyOrder { /* of one version, in one table: the fields in the order that answers come in */
  const Field **fields;
  size_t count;
} KeyOrder;

typedef struct RecordPlan {
  const Fields *fields;
  const OwnVariable *own[OWN_VARIABLES_MAX];
  size_t own_count;
  const KeyOrder *orders; /* version by version, in each table by table */
  const size_t *after;    /* version by version, in each field by field: its place in its order, and one more */
  Lookup version_ix;
} RecordPlan;

const RecordPlan *record_plan_make(Arena *arena, const Fields *fields, bool device, bool trial);

/* The field that a key means, in any version. *hint is where in the version's order to look first, and is set to what comes after.
 * NULL: no version has it. */
const Field *record_plan_find(const RecordPlan *plan, size_t version_ix, int table_ix, Str key, size_t *hint);

#endif
