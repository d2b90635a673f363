/* fields: what answers stand under, in any version of a form: the questions and repeats of each table, as one union. */
#ifndef FIELDS_H
#define FIELDS_H

#include "answer_kind.h"
#include "lookup.h"

typedef struct FieldParts { /* the choices that have variables of their own */
  Str *choices;             /* those of the oldest version first */
  size_t count, capacity;
  Lookup by_choice;
  int first_variable_ix;
} FieldParts;

typedef struct Field {
  Str path, key;              /* key: its path from its table's repeat on, as answers have it */
  int table_ix;               /* where it stands */
  int instances_ix;           /* the table of its instances, when it is a repeat in some version; else -1 */
  const Question **questions; /* beside the versions; NULL: there is none */
  const Group **repeats;      /* likewise */
  VariableKind kind;          /* that holds what all versions say */
  FieldParts parts[PARTS_KIND_COUNT];
  PartsKind first_parts; /* that came up first: their variables stand before the others' */
  int variable_ix;       /* in its table */
  Lookup by_name;        /* of CHOICE: its values */
} Field;

typedef struct FieldTable {
  Str path; /* of its repeat; empty: the responses */
  int parent_ix;
  const Group **repeats; /* beside the versions; NULL: it had none, or is the responses' */
  int *field_ix;         /* in the order of the columns */
  size_t count, capacity;
  int count_variable_ix; /* in the table around it: how many instances there are */
  Lookup by_key;         /* its fields */
} FieldTable;

typedef struct FieldOrder { /* of one version: its fields in the form's order */
  int *field_ix;
  size_t count, capacity;
} FieldOrder;

typedef struct Fields { /* lives in the arena */
  Arena *arena;
  const DatasetVersion *versions; /* oldest first */
  size_t version_count;
  Field *items;
  size_t count, capacity;
  FieldTable *tables; /* the responses' first, outer before inner */
  size_t table_count, table_capacity;
  FieldOrder *orders; /* beside the versions */
} Fields;

/* The oldest version's come first, in its order, and behind them what each newer one brought: none ever changes its place among the
 * others. The choices of a question likewise. */
Fields *fields_make(Arena *arena, const DatasetVersion *versions, size_t version_count);

int fields_find(const Fields *fields, int table_ix, Str key); /* or -1 */
/* Does a version's question offer the choice under this kind of parts? */
bool field_has_part(const Field *field, const Fields *fields, size_t version_ix, PartsKind kind, Str choice);

#endif
