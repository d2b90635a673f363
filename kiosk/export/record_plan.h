/* record_plan: what reading records needs to know of a dataset beforehand. */
#ifndef RECORD_PLAN_H
#define RECORD_PLAN_H

#include "fields.h"
#include "own_variables.h"

/* A response's answers are stored as two objects: the second has those in the visitor's own words (Question.free_text). */
enum { HALVES = 2 };

typedef struct KeyOrder { /* of one version, in one table, in one half: the fields in the order that answers come in */
  const Field **fields;
  size_t count;
} KeyOrder;

typedef struct RecordPlan {
  const Fields *fields;
  const OwnVariable *own[OWN_VARIABLES_MAX];
  size_t own_count, own_first; /* own_first: the place of the first of them */
  const KeyOrder *orders;      /* version by version, in each half by half, in each table by table */
  const size_t *after; /* version by version, in each half by half, in each field by field: its place in its order, and one more */
  Lookup version_ix;
} RecordPlan;

const RecordPlan *record_plan_make(Arena *arena, const Fields *fields, bool device, bool trial, bool linked);

typedef struct KeyWalk { /* through the keys of an object */
  const RecordPlan *plan;
  const KeyOrder *order;
  const size_t *after;
  int table_ix;
  size_t next; /* in the order */
} KeyWalk;

KeyWalk key_walk(const RecordPlan *plan, size_t version_ix, size_t half_ix, int table_ix);
Str key_walk_likely(const KeyWalk *walk); /* the key that comes next unless it was not asked; or empty */
/* The field that a key means, in any version. NULL: no version has it. */
const Field *key_walk_find(KeyWalk *walk, Str key);

#endif
