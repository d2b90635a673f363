/* secure_delete overwrites a row where it stands. But when SQLite shares rows out anew between neighbouring pages, it leaves the old
 * copies lying in the space between a page's index and its first row, and erasing a row later does not reach those. That space means
 * nothing to SQLite, so it is overwritten in the file itself; the page's other bytes stay as they are, whatever happens meanwhile.
 * https://www.sqlite.org/fileformat2.html#b_tree_pages */
#include "connection.h"

#include <stdlib.h>
#include <string.h>

enum { DATABASE_HEADER_BYTES = 100, PAGE_BYTES_MAX = 65536 };

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

static int scrub_pages(Scrubber *scrubber) {
  sqlite3_int64 size_bytes;
  int code = scrubber->file->pMethods->xFileSize(scrubber->file, &size_bytes);
  for (sqlite3_int64 i = 0; code == SQLITE_OK && i < size_bytes / scrubber->page_bytes; i++)
    code = scrub_page(scrubber, i);
  return code == SQLITE_OK ? scrubber->file->pMethods->xSync(scrubber->file, SQLITE_SYNC_NORMAL) : code;
}

static int scrub_file(sqlite3_file *file) {
  unsigned char header[DATABASE_HEADER_BYTES];
  int code = file->pMethods->xRead(file, header, sizeof header, 0);
  if (code != SQLITE_OK) return code;
  size_t page_bytes = big_endian16(header + 16) == 1 ? PAGE_BYTES_MAX : big_endian16(header + 16);
  unsigned char *memory = calloc(2, page_bytes);
  if (memory == NULL) return SQLITE_NOMEM;
  Scrubber scrubber = {file, (sqlite3_int64)page_bytes, page_bytes - header[20], memory, memory + page_bytes};
  code = scrub_pages(&scrubber);
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

static bool scrub_now(Store *store) {
  if (sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK) return false;
  if (transaction_begin(store, NULL) != STATUS_OK) return false;
  sqlite3_file *file = NULL;
  bool done = is_log_folded_in(store) && sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK &&
              file != NULL && file->pMethods != NULL && scrub_file(file) == SQLITE_OK;
  transaction_end(store, STATUS_OK, NULL);
  return done;
}

bool scrub_erased(Store *store) {
  sqlite3_busy_timeout(store->db, 0); /* the next visitor does not wait for a reader; it is tried again */
  bool done = scrub_now(store);
  sqlite3_busy_timeout(store->db, STORE_BUSY_TIMEOUT_MS);
  /* Pages in the cache still have what was overwritten, and would bring it back with their next change. */
  sqlite3_db_release_memory(store->db);
  return done;
}
