#include "connection.h"

#include <string.h>

typedef struct Fault {
  int sqlite_code; /* primary */
  const char *code;
  const char *remedy;
} Fault;

/* With the old log beside it, SQLite would write the damage into the backup. */
#define DAMAGED_REMEDY                                                                                                             \
  "the file is damaged: put it aside together with its -wal and -shm and restore a backup, or choose another path for a new one;"  \
  " kioskctl recover gets answers out of it"

static const Fault faults[] = {
    {SQLITE_FULL, "db-full", "the disk is full: free some space on it"},
    {SQLITE_BUSY, "db-busy", "another program has it locked: close that program and try again"},
    {SQLITE_LOCKED, "db-busy", "another program has it locked: close that program and try again"},
    {SQLITE_CORRUPT, "db-corrupt", DAMAGED_REMEDY},
    {SQLITE_NOTADB, "db-corrupt", DAMAGED_REMEDY},
    {SQLITE_READONLY, "db-readonly", "it may only be read: give this user write permission to the file and its folder"},
    {SQLITE_CANTOPEN, "db-path", "check that the folder exists and that this user may write in it"},
    {SQLITE_PERM, "db-path", "give this user permission to the file and its folder"},
    {SQLITE_AUTH, "db-path", "give this user permission to the file and its folder"},
    {SQLITE_ERROR, "db-io", "something in it was changed by hand: kioskctl verify says what"},
    {SQLITE_CONSTRAINT, "db-constraint", "a rule of the database was broken: please report this"},
};

static const Fault other_fault = {SQLITE_IOERR, "db-io", "reading or writing failed: check the disk and its cable"};

static const Fault *fault_of(int sqlite_code) {
  for (size_t i = 0; i < COUNT_OF(faults); i++)
    if (faults[i].sqlite_code == (sqlite_code & 0xff)) return &faults[i];
  return &other_fault;
}

Status store_fail(const Store *store, const char *doing, Err *err) {
  const Fault *fault = fault_of(sqlite3_extended_errcode(store->db));
  const char *path = sqlite3_db_filename(store->db, "main");
  return err_set(err, STATUS_WORLD, fault->code, "cannot %s the database %s; %s (%s)", doing, path ? path : "", fault->remedy,
                 sqlite3_errmsg(store->db));
}

Status fault_damaged(const char *path, const char *doing, Str what, Err *err) {
  return err_set(err, STATUS_WORLD, "db-corrupt", "cannot %s the database %s; " DAMAGED_REMEDY " (" STR_FMT ")", doing, path,
                 STR_ARG(what));
}

bool fault_is_damage(const Err *err) {
  return err != NULL && strcmp(err->code, "db-corrupt") == 0;
}
