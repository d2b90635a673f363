/* SQLite writes on into a file that nobody can find any more, and into a log whose file was replaced. So before and after each commit
 * it is asked whether what stands at the paths is what is open. Only the log needs a look of our own: SQLite knows its database file's. */
#include "connection.h"

#include <sys/stat.h>

static bool file_has_moved(const Store *store) {
  int moved = 0;
  return sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

static const char *log_path(const Store *store) {
  return sqlite3_filename_wal(sqlite3_db_filename(store->db, "main"));
}

static bool log_has_moved(const Store *store) {
  struct stat info;
  if (!store->log_noted) return false;
  return stat(log_path(store), &info) != 0 || info.st_ino != store->log_inode || info.st_dev != store->log_device;
}

void presence_note_log(Store *store) {
  struct stat info;
  store->log_noted = stat(log_path(store), &info) == 0;
  if (!store->log_noted) return;
  store->log_device = info.st_dev;
  store->log_inode = info.st_ino;
}

Status presence_check(Store *store, Err *err) {
  if (store->presence == PRESENCE_WHOLE && file_has_moved(store)) store->presence = PRESENCE_FILE_GONE;
  if (store->presence == PRESENCE_WHOLE && log_has_moved(store)) store->presence = PRESENCE_LOG_GONE;
  if (store->presence == PRESENCE_WHOLE && log_mark_is_overwritten(store)) store->presence = PRESENCE_OVERWRITTEN;
  if (store->presence == PRESENCE_WHOLE) return STATUS_OK;
  const char *path = sqlite3_db_filename(store->db, "main");
  if (store->presence == PRESENCE_FILE_GONE)
    return err_set(err, STATUS_WORLD, "db-moved",
                   "the database file %s was moved, deleted or replaced while in use; put it back and restart the kiosk", path);
  if (store->presence == PRESENCE_OVERWRITTEN)
    return err_set(err, STATUS_WORLD, "db-moved",
                   "the database file %s was overwritten with another while in use; restart the kiosk", path);
  return err_set(err, STATUS_WORLD, "db-moved",
                 "the file %s-wal, a part of the database, was moved, deleted or replaced while in use; restart the kiosk", path);
}

/* The checkpoint goes to the open file, wherever it is now: it gets the answers that were promised to be on disk, and the emptied log
 * cannot be taken for the log of another file. Closing would delete by path what may be another's by now. */
void presence_let_go(const Store *store) {
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (store->presence == PRESENCE_OVERWRITTEN) return; /* the log would change another's file; it is kept beside it */
  sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}
