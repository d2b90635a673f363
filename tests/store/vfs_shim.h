/* vfs_shim: somebody between SQLite and its files, who may make a call fail and sees those that were carried out.
 *
 * It becomes SQLite's default file system and hands everything on to the one before, but for two things that would only cost time: waiting
 * for a lock, and waiting for the disk. Only what SQLite opens by a path is watched; its temporary files are not. */
#ifndef VFS_SHIM_H
#define VFS_SHIM_H

#include <sqlite3.h>
#include <stddef.h>

typedef enum VfsOp {
  VFS_OPEN,
  VFS_DELETE,
  VFS_READ,
  VFS_WRITE,
  VFS_TRUNCATE,
  VFS_SYNC,
  VFS_LOCK,     /* of the database file */
  VFS_SHM_MAP,  /* the memory that readers and writers of the log share */
  VFS_SHM_LOCK, /* their locks in it */
  VFS_OP_COUNT
} VfsOp;

typedef struct VfsCall {
  VfsOp op;
  const char *path;  /* borrowed */
  const void *bytes; /* write: what is written; NULL else */
  size_t count;      /* of read or write */
  sqlite3_int64 at;  /* of read or write; of truncate the new size */
  int flags;         /* open: SQLITE_OPEN_...; delete: shall the folder be synced? */
} VfsCall;

typedef struct VfsWatcher {
  /* Any other than SQLITE_OK is what the call gives, undone but for the first *torn bytes of a write, which has been 0. */
  int (*before)(void *context, const VfsCall *call, size_t *torn);
  /* It was done; of a torn write only that much. */
  void (*after)(void *context, const VfsCall *call);
  void *context;
} VfsWatcher;

/* From now on; the watcher is borrowed until the next call of this. NULL: nobody watches. Only while no database is open. */
void vfs_shim_watch(const VfsWatcher *watcher);

#endif
