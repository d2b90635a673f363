#include "store/fault_vfs.h"

#include "base.h"

const FaultKind fault_kinds[] = {
    {"a write fails", VFS_WRITE, SQLITE_IOERR_WRITE, false, false},
    {"a write is torn", VFS_WRITE, SQLITE_IOERR_WRITE, true, false},
    {"a disk is full for a moment", VFS_WRITE, SQLITE_FULL, true, false},
    {"no write goes through", VFS_WRITE, SQLITE_IOERR_WRITE, false, true},
    {"the disk is full", VFS_WRITE, SQLITE_FULL, true, true},
    {"the disk may only be read", VFS_WRITE, SQLITE_READONLY, false, true},
    {"a read fails", VFS_READ, SQLITE_IOERR_READ, false, false},
    {"no read goes through", VFS_READ, SQLITE_IOERR_READ, false, true},
    {"a sync fails", VFS_SYNC, SQLITE_IOERR_FSYNC, false, false},
    {"no sync goes through", VFS_SYNC, SQLITE_IOERR_FSYNC, false, true},
    {"a truncation fails", VFS_TRUNCATE, SQLITE_IOERR_TRUNCATE, false, false},
    {"no truncation goes through", VFS_TRUNCATE, SQLITE_IOERR_TRUNCATE, false, true},
    {"a file cannot be opened", VFS_OPEN, SQLITE_CANTOPEN, false, false},
    {"no file can be opened", VFS_OPEN, SQLITE_CANTOPEN, false, true},
    {"a file cannot be deleted", VFS_DELETE, SQLITE_IOERR_DELETE, false, false},
    {"no file can be deleted", VFS_DELETE, SQLITE_IOERR_DELETE, false, true},
    {"a lock fails", VFS_LOCK, SQLITE_IOERR_LOCK, false, false},
    {"no lock is to be had", VFS_LOCK, SQLITE_IOERR_LOCK, false, true},
    {"somebody holds the file", VFS_LOCK, SQLITE_BUSY, false, true},
    {"shared memory fails", VFS_SHM_MAP, SQLITE_IOERR_SHMMAP, false, false},
    {"there is no shared memory", VFS_SHM_MAP, SQLITE_CANTOPEN, false, true},
    {"a lock of the log fails", VFS_SHM_LOCK, SQLITE_IOERR_SHMLOCK, false, false},
    {"somebody holds the log", VFS_SHM_LOCK, SQLITE_BUSY, false, true},
};

const size_t fault_kind_count = COUNT_OF(fault_kinds);

static struct {
  const FaultKind *kind; /* NULL: nothing fails */
  size_t calls, nth, failed;
} fault; /* behind a file system that the whole process shares */

static int fail_when_due(void *context, const VfsCall *call, size_t *torn) {
  (void)context;
  if (fault.kind == NULL || call->op != fault.kind->op) return SQLITE_OK;
  fault.calls++;
  if (fault.calls < fault.nth || (fault.calls > fault.nth && !fault.kind->lasting)) return SQLITE_OK;
  fault.failed++;
  if (fault.kind->torn) *torn = call->count / 2;
  return fault.kind->code;
}

static const VfsWatcher watcher = {.before = fail_when_due};

void fault_vfs_arm(const FaultKind *kind, size_t nth) {
  fault.kind = kind;
  fault.calls = fault.failed = 0;
  fault.nth = nth;
  vfs_shim_watch(&watcher);
}

size_t fault_vfs_disarm(void) {
  fault.kind = NULL;
  return fault.failed;
}
