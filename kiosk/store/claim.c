#include "connection.h"
#include "lock.h"

#include <errno.h>
#include <string.h>

static const char *const role_names[] = {
    [STORE_KIOSK] = "kiosk",
    [STORE_SERVER] = "server",
};
_Static_assert(COUNT_OF(role_names) == STORE_ROLE_COUNT, "every role has its name");

Status store_claim(Store *store, StoreRole role, Err *err) {
  BUG_UNLESS(store->writable);
  const char *path = sqlite3_db_filename(store->db, "main"), *who = role_names[role];
  Status status = presence_check(store, err);
  if (status != STATUS_OK) return status;
  if (!lock_is_of(store->lock_file, path))
    return err_set(err, STATUS_WORLD, "db-moved", "the database file %s was replaced while it was being opened; try again", path);
  LockAnswer answer = lock_take_role(store->lock_file, role);
  if (answer == LOCK_OF_OTHERS)
    return err_set(err, STATUS_WORLD, "db-in-use",
                   "another %s is running on the database %s; close that one, or give this one a database of its own (--db)", who,
                   path);
  if (answer == LOCK_FAILED)
    return err_set(err, STATUS_WORLD, "db-path",
                   "cannot hold the database %s against a second %s: %s; choose a path on a local disk", path, who,
                   strerror(errno));
  store->roles |= 1u << role;
  return STATUS_OK;
}

bool store_is_claimed(const Store *store, StoreRole role) {
  return (store->roles & 1u << role) != 0 || lock_is_of_others(store->lock_file, role);
}
