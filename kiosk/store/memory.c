/* SQLite's page cache and its parsed values hold answers. What it frees goes back to the process's heap unwiped, where a later leak or
 * core dump could show one visitor's words. So it is given an allocator that wipes, page by page, and none of its own pools. */
#include "connection.h"

#include <stdlib.h>
#include <string.h>

typedef union Block { /* in front of what SQLite is given; keeps its alignment */
  size_t bytes;
  max_align_t alignment;
} Block;

static void *wiping_malloc(int bytes) {
  if (bytes <= 0) return NULL;
  Block *block = malloc(sizeof(Block) + (size_t)bytes);
  if (block == NULL) return NULL;
  block->bytes = (size_t)bytes;
  return block + 1;
}

static int wiping_size(void *memory) {
  return memory ? (int)((Block *)memory - 1)->bytes : 0;
}

static void wiping_free(void *memory) {
  if (memory == NULL) return;
  Block *block = (Block *)memory - 1;
  memory_wipe(memory, block->bytes);
  free(block);
}

static void *wiping_realloc(void *memory, int bytes) {
  void *moved = wiping_malloc(bytes);
  if (moved == NULL) return NULL;
  size_t kept = (size_t)wiping_size(memory);
  memcpy(moved, memory, kept < (size_t)bytes ? kept : (size_t)bytes);
  wiping_free(memory);
  return moved;
}

static int wiping_roundup(int bytes) {
  return (bytes + 7) & ~7;
}

static int wiping_init(void *context) {
  (void)context;
  return SQLITE_OK;
}

static void wiping_shutdown(void *context) {
  (void)context;
}

void memory_make_sqlite_wipe(void) {
  static const sqlite3_mem_methods wiping = {
      .xMalloc = wiping_malloc,
      .xFree = wiping_free,
      .xRealloc = wiping_realloc,
      .xSize = wiping_size,
      .xRoundup = wiping_roundup,
      .xInit = wiping_init,
      .xShutdown = wiping_shutdown,
  };
  sqlite3_config(SQLITE_CONFIG_MALLOC, &wiping);
  sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
  sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* which takes a lock for every piece */
}
