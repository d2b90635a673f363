/* secure_delete overwrites a row where it stands. But when SQLite shares rows out anew between neighbouring pages, it leaves the old
 * copies lying in the space between a page's index and its first row, and erasing a row later does not reach those. That space means
 * nothing to SQLite, so it is overwritten in the file itself; the page's other bytes stay as they are, whatever happens meanwhile.
 * https://www.sqlite.org/fileformat2.html#b_tree_pages
 *
 * A large file is gone through in slices, so that another program's writing waits for one of them at most. A page in that program's cache
 * still has the old copies, and its next change would bring them back: so after a purge each slice ends with a change of ours, which has
 * SQLite there read its pages anew. It is one of the setting that says that there is something to erase, which outlives a kill. */
#include "connection.h"

#include <stdlib.h>
#include <string.h>

#define DUE SCRUB_DUE_SETTING

enum {
  DATABASE_HEADER_BYTES = 100,
  PAGE_BYTES_MAX = 65536,
  SLICE_PAGES = 2048,
  ATTEMPTS = 5,
  PAUSE_MS = 10, /* between slices, for who waits to write */
};

typedef struct Scrubber {
  sqlite3_file *file;
  sqlite3_int64 page_bytes;
  size_t usable_bytes;
  unsigned char *page, *zeros;
} Scrubber;

static size_t big_endian16(const unsigned char *at) {
  return (size_t)at[0] << 8 | at[1];
}

/* Length of a b-tree page's header by its first byte; 0: the page is of another kind, which secure_delete keeps clean. */
static size_t page_header_bytes(unsigned char type) {
  bool inner = type == 0x02 || type == 0x05;
  bool leaf = type == 0x0a || type == 0x0d;
  return inner ? 12 : leaf ? 8 : 0;
}

static bool find_gap(const Scrubber *scrubber, size_t header_at, size_t *from, size_t *to) {
  const unsigned char *header = scrubber->page + header_at;
  size_t header_bytes = page_header_bytes(header[0]);
  if (header_bytes == 0) return false;
  *from = header_at + header_bytes + 2 * big_endian16(header + 3);
  *to = big_endian16(header + 5);
  if (*to == 0) *to = PAGE_BYTES_MAX;
  return *from < *to && *to <= scrubber->usable_bytes;
}

static int scrub_page(const Scrubber *scrubber, sqlite3_int64 page_ix) {
  sqlite3_int64 at = page_ix * scrubber->page_bytes;
  int code = scrubber->file->pMethods->xRead(scrubber->file, scrubber->page, (int)scrubber->page_bytes, at);
  size_t from, to;
  if (code != SQLITE_OK || !find_gap(scrubber, page_ix == 0 ? DATABASE_HEADER_BYTES : 0, &from, &to)) return code;
  if (memcmp(scrubber->page + from, scrubber->zeros, to - from) == 0) return SQLITE_OK;
  return scrubber->file->pMethods->xWrite(scrubber->file, scrubber->zeros, (int)(to - from), at + (sqlite3_int64)from);
}

/* From *page_ix on, which is moved behind the slice; *last: there is nothing behind it. */
static int scrub_slice(const Scrubber *scrubber, sqlite3_int64 *page_ix, bool *last) {
  sqlite3_int64 size_bytes;
  int code = scrubber->file->pMethods->xFileSize(scrubber->file, &size_bytes);
  if (code != SQLITE_OK) return code;
  sqlite3_int64 page_count = size_bytes / scrubber->page_bytes, end = *page_ix + SLICE_PAGES;
  for (; code == SQLITE_OK && *page_ix < page_count && *page_ix < end; ++*page_ix)
    code = scrub_page(scrubber, *page_ix);
  *last = *page_ix >= page_count;
  return code == SQLITE_OK ? scrubber->file->pMethods->xSync(scrubber->file, SQLITE_SYNC_NORMAL) : code;
}

static int scrub_file(sqlite3_file *file, sqlite3_int64 *page_ix, bool *last) {
  unsigned char header[DATABASE_HEADER_BYTES];
  int code = file->pMethods->xRead(file, header, sizeof header, 0);
  if (code != SQLITE_OK) return code;
  size_t page_bytes = big_endian16(header + 16) == 1 ? PAGE_BYTES_MAX : big_endian16(header + 16);
  unsigned char *memory = calloc(2, page_bytes);
  if (memory == NULL) return SQLITE_NOMEM;
  Scrubber scrubber = {file, (sqlite3_int64)page_bytes, page_bytes - header[20], memory, memory + page_bytes};
  code = scrub_slice(&scrubber, page_ix, last);
  memory_wipe(memory, page_bytes);
  free(memory);
  return code;
}

/* All of the log must be in the file, and no one may write: then what the file says of its pages is so. */
static bool is_log_folded_in(Store *store) {
  sqlite3_file *log = NULL;
  sqlite3_int64 size_bytes = -1;
  if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) != SQLITE_OK || log == NULL) return false;
  return log->pMethods != NULL && log->pMethods->xFileSize(log, &size_bytes) == SQLITE_OK && size_bytes == 0;
}

static bool scrub_locked(Store *store, sqlite3_int64 *page_ix, bool *last) {
  sqlite3_file *file = NULL;
  if (!is_log_folded_in(store) || sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK)
    return false;
  return file != NULL && file->pMethods != NULL && scrub_file(file, page_ix, last) == SQLITE_OK;
}

/* Does nothing where nobody noted that something is due. */
static Status note_slice(const Store *store, bool last, Err *err) {
  return store_execute(
      store, last ? "DELETE FROM setting WHERE name = '" DUE "'" : "UPDATE setting SET value = value + 1 WHERE name = '" DUE "'",
      err);
}

static bool scrub_next(Store *store, sqlite3_int64 *page_ix, bool *last) {
  if (sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK) return false;
  sqlite3_db_release_memory(store->db); /* pages in our own cache have the old copies too */
  if (transaction_begin(store, NULL) != STATUS_OK) return false;
  Status status = scrub_locked(store, page_ix, last) ? note_slice(store, *last, NULL) : STATUS_WORLD;
  return transaction_end(store, status, NULL) == STATUS_OK;
}

static bool scrub_all(Store *store, int pause_ms) {
  bool last = false;
  for (sqlite3_int64 page_ix = 0; !last;) {
    if (page_ix > 0 && pause_ms > 0) sqlite3_sleep(pause_ms);
    if (!scrub_next(store, &page_ix, &last)) return false;
  }
  sqlite3_db_release_memory(store->db);
  store->draft_left = false;
  store->rest_page_ix = 0;
  return true;
}

static bool is_noted(const Store *store) {
  int64_t noted = 0;
  return schema_number(store, "SELECT count(*) FROM setting WHERE name = '" DUE "'", &noted, NULL) == STATUS_OK && noted > 0;
}

void scrub_at_rest(Store *store) {
  if (store->damaged || store->presence != PRESENCE_WHOLE) return;
  if (store->rest_page_ix == 0 && !store->draft_left && !is_noted(store)) return;
  if (store->rest_page_ix == 0) store->draft_left = false; /* what is left from here on is for the next time */
  bool last = false;
  sqlite3_busy_timeout(store->db, 0);
  if (!scrub_next(store, &store->rest_page_ix, &last) && store->rest_page_ix == 0) store->draft_left = true;
  sqlite3_busy_timeout(store->db, STORE_BUSY_TIMEOUT_MS);
  if (last) store->rest_page_ix = 0;
}

bool scrub_erased(Store *store) {
  sqlite3_busy_timeout(store->db, 0); /* the next visitor does not wait for a reader; it is tried again */
  bool done = scrub_all(store, 0);
  sqlite3_busy_timeout(store->db, STORE_BUSY_TIMEOUT_MS);
  return done;
}

Status scrub_note_due(const Store *store, Err *err) {
  return store_execute(store, "INSERT INTO setting (name, value) VALUES ('" DUE "', '0') ON CONFLICT (name) DO NOTHING", err);
}

Status scrub_what_is_due(Store *store, Err *err) {
  int64_t noted = 0;
  Status status = schema_number(store, "SELECT count(*) FROM setting WHERE name = '" DUE "'", &noted, err);
  if (status != STATUS_OK || (noted == 0 && !store->erase_due)) return status;
  store->erase_due = true;
  for (int i = 0; i < ATTEMPTS && store->erase_due; i++)
    store->erase_due = !scrub_all(store, PAUSE_MS);
  if (!store->erase_due) sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  if (!store->erase_due) return STATUS_OK;
  return err_set(
      err, STATUS_WORLD, "db-busy",
      "what was due is deleted from the database %s, but its traces could not be overwritten yet, because another program is"
      " reading there or the disk failed; close that program, check the disk and purge again",
      sqlite3_db_filename(store->db, "main"));
}
