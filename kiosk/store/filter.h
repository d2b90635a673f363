/* filter: which responses a StoreFilter lets through, the same for rows, counts and attachments. */
#ifndef FILTER_H
#define FILTER_H

#include "store.h"

#include <sqlite3.h>

/* The condition, for a query that calls the response r; filter_bind fills its parameters, which are ?1 to ?10.
 *
 * What a damaged row cannot tell is no reason to leave it out: whoever reads the rows says what is wrong with it. The + keeps the index by
 * form out of it: walking the table is in the order of its keys, with the index every row would have to be sorted in memory, and a
 * sealed row be read as a whole to be found. */
#define FILTER_CONDITION                                                                                                           \
  "+r.form_id = ?1 AND r.status IS NOT 'discarded' AND (?2 OR r.trial IS NOT 1)"                                                   \
  " AND (?3 IS NULL OR (r.status IS 'complete') = ?3)"                                                                             \
  " AND (?4 IS NULL OR (substr(r.time, 1, 10) >= ?4) IS NOT 0) AND (?5 IS NULL OR (substr(r.time, 1, 10) <= ?5) IS NOT 0)"         \
  " AND " FILTER_NAMES("round", "?6") " AND " FILTER_NAMES("event", "?7") " AND " FILTER_NAMES(                                    \
      "place", "?8") " AND " FILTER_NAMES("channel", "?9") " AND " FILTER_NAMES("device", "?10")

#define FILTER_NAMES(column, parameter)                                                                                            \
  "(" parameter " IS NULL OR coalesce(r." column ", '') IN (SELECT value FROM json_each(" parameter ")))"

/* filter: NULL for the responses that count. form_id is borrowed until the statement is finalized, as are the filter's dates. */
void filter_bind(sqlite3_stmt *statement, Str form_id, const StoreFilter *filter);

#endif
