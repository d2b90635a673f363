/* lock: what other processes are told about who has a database file open.
 *
 * Locks of an open file (fcntl's F_OFD_SETLK): they end with the process, whatever way it ends, stand against those SQLite takes, and are
 * not let go when some other part of the process closes the same file, as SQLite's own are. That is why the file is opened here before
 * SQLite opens it and closed after. */
#ifndef LOCK_H
#define LOCK_H

#include "store.h"

enum { LOCK_NO_FILE = -1 };

typedef enum LockAnswer {
  LOCK_HELD,
  LOCK_OF_OTHERS, /* somebody else has it */
  LOCK_FAILED,    /* errno says why */
} LockAnswer;

/* LOCK_NO_FILE when the file cannot be opened for writing. */
int lock_open(const char *path);
void lock_close(int file);
/* Is the file at path the one that is open? */
bool lock_is_of(int file, const char *path);
LockAnswer lock_take_role(int file, StoreRole role);
/* Does anybody else hold it in this role? */
bool lock_is_of_others(int file, StoreRole role);
/* Only when no program whatsoever reads or writes the database, nor sets it aside. */
LockAnswer lock_take_all(int file);
/* Lets others read it again; none of them may set it aside. */
void lock_keep_aside(int file);

#endif
