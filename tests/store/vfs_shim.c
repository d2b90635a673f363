#include "store/vfs_shim.h"

#include "connection.h"

#include <string.h>

typedef struct ShimFile {
  sqlite3_file base;
  const char *path;  /* SQLite's; NULL for a temporary file */
  sqlite3_file *own; /* of the file system below; lies behind this */
} ShimFile;

static struct {
  sqlite3_vfs vfs;
  sqlite3_vfs *below;
  const VfsWatcher *watcher;
} shim; /* SQLite asks for a file system by name, whoever opens */

static const VfsWatcher *watcher_of(const char *path) {
  return path ? shim.watcher : NULL;
}

static int before(const VfsCall *call, size_t *torn) {
  const VfsWatcher *watcher = watcher_of(call->path);
  *torn = 0;
  return watcher && watcher->before ? watcher->before(watcher->context, call, torn) : SQLITE_OK;
}

static int refused(const VfsCall *call) {
  size_t torn;
  return before(call, &torn);
}

static int done(const VfsCall *call, int code) {
  const VfsWatcher *watcher = watcher_of(call->path);
  if (code == SQLITE_OK && watcher && watcher->after) watcher->after(watcher->context, call);
  return code;
}

static ShimFile *shim_of(sqlite3_file *file) {
  return (ShimFile *)file;
}

static sqlite3_file *own_of(sqlite3_file *file) {
  return shim_of(file)->own;
}

static int shim_close(sqlite3_file *file) {
  sqlite3_file *own = own_of(file);
  return own->pMethods ? own->pMethods->xClose(own) : SQLITE_OK;
}

static int shim_read(sqlite3_file *file, void *into, int count, sqlite3_int64 at) {
  VfsCall call = {.op = VFS_READ, .path = shim_of(file)->path, .count = (size_t)count, .at = at};
  int code = refused(&call);
  return code == SQLITE_OK ? done(&call, own_of(file)->pMethods->xRead(own_of(file), into, count, at)) : code;
}

static int shim_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at) {
  VfsCall call = {.op = VFS_WRITE, .path = shim_of(file)->path, .bytes = bytes, .count = (size_t)count, .at = at};
  size_t torn;
  int code = before(&call, &torn);
  if (code != SQLITE_OK && torn == 0) return code;
  if (code != SQLITE_OK) call.count = torn;
  int written = done(&call, own_of(file)->pMethods->xWrite(own_of(file), bytes, (int)call.count, at));
  return code == SQLITE_OK ? written : code;
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size) {
  VfsCall call = {.op = VFS_TRUNCATE, .path = shim_of(file)->path, .at = size};
  int code = refused(&call);
  return code == SQLITE_OK ? done(&call, own_of(file)->pMethods->xTruncate(own_of(file), size)) : code;
}

static int shim_sync(sqlite3_file *file, int flags) {
  (void)flags;
  VfsCall call = {.op = VFS_SYNC, .path = shim_of(file)->path};
  int code = refused(&call);
  return code == SQLITE_OK ? done(&call, SQLITE_OK) : code;
}

static int shim_file_size(sqlite3_file *file, sqlite3_int64 *size) {
  return own_of(file)->pMethods->xFileSize(own_of(file), size);
}

static int shim_lock(sqlite3_file *file, int level) {
  VfsCall call = {.op = VFS_LOCK, .path = shim_of(file)->path};
  int code = refused(&call);
  return code == SQLITE_OK ? done(&call, own_of(file)->pMethods->xLock(own_of(file), level)) : code;
}

static int shim_unlock(sqlite3_file *file, int level) {
  return own_of(file)->pMethods->xUnlock(own_of(file), level);
}

static int shim_check_reserved_lock(sqlite3_file *file, int *reserved) {
  return own_of(file)->pMethods->xCheckReservedLock(own_of(file), reserved);
}

static int shim_file_control(sqlite3_file *file, int op, void *argument) {
  return own_of(file)->pMethods->xFileControl(own_of(file), op, argument);
}

static int shim_sector_size(sqlite3_file *file) {
  return own_of(file)->pMethods->xSectorSize(own_of(file));
}

static int shim_device_characteristics(sqlite3_file *file) {
  return own_of(file)->pMethods->xDeviceCharacteristics(own_of(file));
}

static int shim_shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **out) {
  VfsCall call = {.op = VFS_SHM_MAP, .path = shim_of(file)->path};
  int code = refused(&call);
  return code == SQLITE_OK ? done(&call, own_of(file)->pMethods->xShmMap(own_of(file), region, size, extend, out)) : code;
}

/* Giving a lock back never fails. */
static int shim_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
  VfsCall call = {.op = VFS_SHM_LOCK, .path = shim_of(file)->path, .flags = flags};
  int code = flags & SQLITE_SHM_LOCK ? refused(&call) : SQLITE_OK;
  return code == SQLITE_OK ? own_of(file)->pMethods->xShmLock(own_of(file), offset, count, flags) : code;
}

static void shim_shm_barrier(sqlite3_file *file) {
  own_of(file)->pMethods->xShmBarrier(own_of(file));
}

static int shim_shm_unmap(sqlite3_file *file, int delete_it) {
  return own_of(file)->pMethods->xShmUnmap(own_of(file), delete_it);
}

/* Version 2: reading and writing by mapped memory would pass everybody by. */
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = shim_close,
    .xRead = shim_read,
    .xWrite = shim_write,
    .xTruncate = shim_truncate,
    .xSync = shim_sync,
    .xFileSize = shim_file_size,
    .xLock = shim_lock,
    .xUnlock = shim_unlock,
    .xCheckReservedLock = shim_check_reserved_lock,
    .xFileControl = shim_file_control,
    .xSectorSize = shim_sector_size,
    .xDeviceCharacteristics = shim_device_characteristics,
    .xShmMap = shim_shm_map,
    .xShmLock = shim_shm_lock,
    .xShmBarrier = shim_shm_barrier,
    .xShmUnmap = shim_shm_unmap,
};

static int shim_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flags_out) {
  (void)vfs;
  ShimFile *made = shim_of(file);
  memset(made, 0, sizeof *made);
  made->path = path;
  made->own = (sqlite3_file *)(made + 1);
  VfsCall call = {.op = VFS_OPEN, .path = path, .flags = flags};
  int code = refused(&call);
  if (code == SQLITE_OK) code = shim.below->xOpen(shim.below, path, made->own, flags, flags_out);
  if (code == SQLITE_OK || made->own->pMethods != NULL) made->base.pMethods = &methods;
  return done(&call, code);
}

static int shim_delete(sqlite3_vfs *vfs, const char *path, int sync_folder) {
  (void)vfs;
  VfsCall call = {.op = VFS_DELETE, .path = path, .flags = sync_folder};
  int code = refused(&call);
  return code == SQLITE_OK ? done(&call, shim.below->xDelete(shim.below, path, 0)) : code;
}

static int shim_access(sqlite3_vfs *vfs, const char *path, int flags, int *out) {
  (void)vfs;
  return shim.below->xAccess(shim.below, path, flags, out);
}

static int shim_full_pathname(sqlite3_vfs *vfs, const char *path, int size, char *out) {
  (void)vfs;
  return shim.below->xFullPathname(shim.below, path, size, out);
}

static int shim_randomness(sqlite3_vfs *vfs, int count, char *out) {
  (void)vfs;
  return shim.below->xRandomness(shim.below, count, out);
}

static int shim_sleep(sqlite3_vfs *vfs, int microseconds) {
  (void)vfs;
  return microseconds;
}

static int shim_current_time(sqlite3_vfs *vfs, sqlite3_int64 *out) {
  (void)vfs;
  return shim.below->xCurrentTimeInt64(shim.below, out);
}

static int shim_last_error(sqlite3_vfs *vfs, int size, char *out) {
  (void)vfs;
  return shim.below->xGetLastError(shim.below, size, out);
}

static void install(void) {
  memory_make_sqlite_wipe(); /* as the store would, before SQLite is in use */
  shim.below = sqlite3_vfs_find(NULL);
  BUG_UNLESS(shim.below != NULL && shim.below->iVersion >= 2);
  shim.vfs = (sqlite3_vfs){
      .iVersion = 2,
      .szOsFile = (int)sizeof(ShimFile) + shim.below->szOsFile,
      .mxPathname = shim.below->mxPathname,
      .zName = "shim",
      .xOpen = shim_open,
      .xDelete = shim_delete,
      .xAccess = shim_access,
      .xFullPathname = shim_full_pathname,
      .xRandomness = shim_randomness,
      .xSleep = shim_sleep,
      .xCurrentTimeInt64 = shim_current_time,
      .xGetLastError = shim_last_error,
  };
  BUG_UNLESS(sqlite3_vfs_register(&shim.vfs, 1) == SQLITE_OK);
}

void vfs_shim_watch(const VfsWatcher *watcher) {
  if (shim.below == NULL) install();
  shim.watcher = watcher;
}
