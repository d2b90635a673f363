/* merging: kiosks whose databases are copied and merged, and what can be told of a database as a whole. */
#ifndef MERGING_H
#define MERGING_H

#include "store/linking.h"

/* Each version has one choice more than the one before; free text goes after 10 days and all after 30, groups are of three. */
const Form *merging_form(Fixture *fixture, const char *form_id, int version);

typedef struct MergingVisit { /* what is not said is as usual: 0, NULL */
  const char *uuid;           /* its first characters; the rest is zeros. NULL: at random */
  const char *device, *time, *answers;
  ResponseStatus status;
  bool trial;
  const char *drawing; /* an attachment's content */
  bool on_web;
  const StoreLink *link;
} MergingVisit;

/* Puts it into an open store, the form's version and the device as well; the uuid. */
const char *merging_put(Fixture *fixture, Store *store, const Form *form, const MergingVisit *visit);
/* So many completed ones on a device, into the file of that name, made when there is none. */
void merging_fill(Fixture *fixture, const char *name, const char *device, const Form *form, int count);
void merging_purge(Fixture *fixture, const char *name, const char *day);
void merging_copy(Fixture *fixture, const char *from, const char *to); /* a backup */

typedef struct Merged {
  Status status;
  Err err;
  MergeReport report;
  const char *conflicts, *notes; /* a line each */
} Merged;

/* sources: names in the folder, parted by spaces. */
Merged merging_try(Fixture *fixture, const char *into, const char *sources);
/* The same on a day; else any day may have been. */
Merged merging_try_on(Fixture *fixture, const char *today, const char *into, const char *sources);
/* The same, and there may be no failure and no conflict. */
MergeReport merging_merge(Fixture *fixture, const char *into, const char *sources);

/* Everything in a database but what is about the very file, as text. */
const char *merging_dump(Fixture *fixture, const char *name);
/* What store_verify says: a line for each device, and each fault. */
const char *merging_verify(Fixture *fixture, const char *name);

#endif
