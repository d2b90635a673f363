/* backup_other: what becomes of a copy that is none of the database that is to be copied. */
#ifndef BACKUP_OTHER_H
#define BACKUP_OTHER_H

#include "connection.h"
#include "lock.h"

/* Before a backup takes the place of what stands at path: unless that is an earlier state of source, it is renamed, beside it; *kept says to
 * what, or is NULL. False, with errno: it cannot be renamed, and stands where it stood. */
bool backup_keep_other(Arena *arena, const Store *source, const char *path, const char **kept);

#endif
