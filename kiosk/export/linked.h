/* linked: which forms' responses may be joined, and what joined two of them. */
#ifndef LINKED_H
#define LINKED_H

#include "dataset.h"

/* Does a version of either form lead to the other by tokens, or do both ask for codes? STATUS_INPUT, export-linked, if not. A version that
 * this program cannot read may do either. */
Status linked_check_forms(const Dataset *first, const Dataset *linked, Err *err);
/* STATUS_INPUT, export-linked: all rounds that the options let through are closed. Of those that are, when others are not, a warning
 * each. */
Status linked_check_rounds(Store *store, const ExportOptions *options, Err *err);

/* What stands in the column own_joined: "token", "code" or "near". */
Str linked_by(const Dataset *dataset, const DatasetVersion *first, const DatasetVersion *linked, StoreMatch match);

/* Codes that are sealed for a key that was not given, of both forms: counted in the report, and warned of. */
Status linked_tell_unopened(Store *store, const Dataset *dataset, const ExportOptions *options, ExportReport *report, Err *err);

#endif
