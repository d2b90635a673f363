/* ahead: rows are read from the database by a thread of their own while those before them are visited. */
#ifndef AHEAD_H
#define AHEAD_H

#include "opening.h"

#include <sqlite3.h>

/* What stands in the row that the statement is at; borrowed until the statement's next step. */
typedef BoxedRow AheadReader(sqlite3_stmt *statement);

/* Steps through the statement and calls visit for each row in its order, on the caller's thread; the row is borrowed for the call. Meanwhile
 * nobody may use the statement's connection. Returns SQLITE_DONE, SQLITE_ROW when visit returned false, or what failed: then all rows
 * before it were visited. */
int ahead_walk(sqlite3_stmt *statement, AheadReader *read, bool (*visit)(void *context, const BoxedRow *row), void *context);

#endif
